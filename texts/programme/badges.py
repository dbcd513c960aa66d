"""Screens of badges for their riders: what is held and what is missing, a badge to show, the honour letter."""

from domain.programme.badge_messages import BadgeCard, BadgeGiven, BadgesShown, BadgeTold, HonourLetter
from domain.programme.badges import Badge, Honoured, Knight, Standing
from domain.week.posters import Letter, Medal, Medals, Poster
from services.gathering import NoticeView
from services.programme.badges import BadgesView
from texts.base.badge_words import missing, stars
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import Html, lines, words_of


@screen.register(BadgesShown)
def badges(view: BadgesView, locale: Locale) -> Screen:
    """Return each badge with its level and what the next takes, and keys that send what is held as a picture."""
    text = lines(
        locale.say("badges.title"),
        *(line for each in view.standings for line in _lines(each, locale)),
        locale.say("badges.lessons") if view.has_lessons else None,
        locale.say("badges.letter_held") if _is_signed(view.honour) else None,
    )
    medals = Medals(tuple(_medal(each.knight, each.level) for each in view.standings))
    footer = locale.plain("poster.footer", district=locale.name(locale.district))
    return Screen(text, _keys(view, locale), poster=Poster(locale.plain("badges.poster"), "", (medals,), footer))


def _is_signed(honour: Honoured | None) -> bool:
    return honour is not None and honour.signed_at is not None


def _lines(standing: Standing, locale: Locale) -> tuple[Html, ...]:
    """Return a badge's level since when, and below it what is missing for the next."""
    name, held = locale.plain(f"knight.{standing.knight}"), standing.held
    if held is not None:
        first = locale.say("badges.held", name=name, stars=stars(held.level), day=locale.day(held.at))
    else:
        first = locale.say("badges.none", name=name, stars=stars(0))
    if standing.taken is not None:
        return first, locale.say("badges.taken", stars=stars(standing.taken.level))
    if standing.next is None:
        return (first,)
    return first, locale.say("badges.next", missing=missing(standing, locale))


def _keys(view: BadgesView, locale: Locale) -> tuple[KeyRow, ...]:
    keys = [
        choice(
            locale.plain("badges.key_card", name=locale.plain(f"knight.{badge.knight}")),
            Verb.BADGE, 0, f"{badge.knight}.{badge.level}",
        )
        for badge in (each.held for each in view.standings)
        if badge is not None
    ]  # fmt: skip
    letter = [key(locale, "badges.key_letter", Verb.BADGE, 0, "letter")] if _is_signed(view.honour) else []
    return (*in_rows([*keys, *letter]), *((_calls(view, locale),) if keys else ()))


def _calls(view: BadgesView, locale: Locale) -> KeyRow:
    """Return the key by which who holds a badge is called, or no more."""
    label, argument = ("calls.key_off", "0") if view.calls else ("calls.key_on", "1")
    return (key(locale, label, Verb.CALLS, 0, argument),)


def _medal(knight: Knight, level: int) -> Medal:
    """Return a badge as it is drawn: the name in Chinese, in English below it."""
    return Medal(knight.value, level, words_of("zh").plain(f"badge.{knight}"), words_of("en").plain(f"badge.{knight}"))


def card(badge: Badge, locale: Locale) -> Poster:
    """Return a badge to be shown to anybody: the badge, the district and the month, nothing of its rider."""
    footer = locale.plain("badge.footer", district=locale.name(locale.district), month=locale.month(badge.at))
    return Poster("", "", (Medals((_medal(badge.knight, badge.level),)),), footer)


@screen.register(BadgeGiven)
def badge_given(view: Badge, locale: Locale) -> Screen:
    """Return that a badge was given, with its picture."""
    name = locale.plain(f"knight.{view.knight}")
    return Screen(locale.say("badge_given", name=name, stars=stars(view.level)), poster=card(view, locale))


@screen.register(BadgeCard)
def badge_card(view: Badge, locale: Locale) -> Screen:
    """Return a badge as a picture to be sent on."""
    return Screen(locale.say("badge_card"), poster=card(view, locale))


@screen.register(BadgeTold)
def badge_told(view: NoticeView[BadgeTold], locale: Locale) -> Screen:
    """Return that a badge was taken back and why, or given again."""
    told = view.notice
    fields = {"name": locale.plain(f"knight.{told.knight}"), "stars": stars(told.level)}
    if not told.reason:
        return Screen(locale.say("badge_told.again", **fields))
    reason, contact = locale.plain(f"badge_reason.{told.reason}"), locale.district.privacy_contact
    return Screen(locale.say("badge_told.taken", **fields, reason=reason, contact=contact))


@screen.register(HonourLetter)
def honour_letter(view: Honoured, locale: Locale) -> Screen:
    """Return the letter: from whom, of which day and number, and not who has signed it."""
    district, signed = locale.name(locale.district), view.signed_at or view.at
    letter = Letter(
        title=words_of("zh").plain("letter.title"),
        small=words_of("en").plain("letter.title"),
        sentences=(locale.plain("letter.text"), locale.plain("letter.thanks", district=district)),
        giver=district,
        day=locale.long_day(signed),
        number=locale.plain("letter.number", year=view.year, number=f"{view.number:04d}"),
    )
    return Screen(locale.say("honour_letter"), poster=Poster("", "", (letter,), ""))
