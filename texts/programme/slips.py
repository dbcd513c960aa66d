"""Screens of delay slips: deeds, what would stand on one, its picture, and what who verifies it reads."""

from typing import Final

from domain.geo.last_places import MEASURED
from domain.programme.codes import in_halves
from domain.programme.slip_messages import SlipAsked, SlipMade, SlipNameAsked, SlipsShown, SlipVerified
from domain.programme.slips import Slip, Standing
from domain.week.posters import Fact, Facts, Part, Poster, Qr, Tile, Tiles
from services.gathering import NoticeView
from services.programme.slips import DeedView, SlipAskedView, SlipsView
from services.programme.verifying import SlipView
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, html, lines, paragraphs
from texts.reporting.place_names import in_words

_CLOCK: Final = len("19:00")


@screen.register(SlipsShown)
def slips(view: SlipsView, locale: Locale) -> Screen:
    """Return a page of deeds, with a key for each for which there can be a slip."""
    if not view.deeds:
        return Screen(lines(locale.say("slips.title"), locale.say("slips.none")))
    text = paragraphs(locale.say("slips.title"), lines(*(_line(each, locale) for each in view.deeds)))
    keys = tuple(_deed_key(each, locale) for each in view.deeds if each.standing is Standing.HOLDS or each.is_made)
    return Screen(text, (*keys, *_page_keys(view, locale)))


def _line(it: DeedView, locale: Locale) -> Html:
    how = "made" if it.is_made and it.standing is Standing.HOLDS else it.standing.value
    return locale.say(
        f"slips.{how}",
        at=locale.stamp(it.done.at),
        deed=locale.plain(f"slip_deed.{it.done.deed}"),
        category=locale.category_short(it.report.category),
        place=locale.community(it.report.community),
    )


def _deed_key(it: DeedView, locale: Locale) -> KeyRow:
    label = f"{locale.stamp(it.done.at)} {locale.category_short(it.report.category)}"
    return (choice(label, Verb.SLIP, it.report.id, it.done.deed.value),)


def _page_keys(view: SlipsView, locale: Locale) -> tuple[KeyRow, ...]:
    beside = {"reports.key_newer": view.page - 1, "reports.key_older": view.page + 1}
    there = [(label, page) for label, page in beside.items() if 0 <= page < view.pages]
    row = tuple(key(locale, label, Verb.SLIPS, 0, str(page)) for label, page in there)
    return (row,) if row else ()


@screen.register(SlipAsked)
def slip_asked(view: SlipAskedView, locale: Locale) -> Screen:
    """Return what would stand on a slip, with the keys; for one that can't be had why, for one that is made that."""
    seen, slip = view.seen, view.seen.slip
    title = locale.say("slip.title", what=locale.category_short(seen.report.category))
    if slip.made_at is not None:
        return Screen(lines(title, locale.say("slip.is_made")))
    if seen.standing is not Standing.HOLDS:
        return Screen(lines(title, locale.say(f"slip_not.{seen.standing}")))
    text = lines(
        title,
        *_told(seen, locale),
        locale.say("slip.hint" if view.minutes else "slip.hint_later") if view.next_at is None else None,
        locale.say("slip.enough", most=locale.limits.slips_per_week, at=locale.stamp(view.next_at))
        if view.next_at is not None
        else None,
    )
    return Screen(text, _asked_keys(view, locale) if view.may_be_made else ())


def _asked_keys(view: SlipAskedView, locale: Locale) -> tuple[KeyRow, ...]:
    slip = view.seen.slip
    longer = [
        choice(locale.plain("slip.key_longer", minutes=each), Verb.SLIP_DOES, slip.id, str(each))
        for each in view.minutes
        if each != slip.minutes
    ]
    if slip.minutes:
        longer.append(key(locale, "slip.key_no_longer", Verb.SLIP_DOES, slip.id, "0"))
    named = ("slip.key_nameless", "nameless") if slip.name else ("slip.key_name", "name")
    make = key(locale, "slip.key_make", Verb.SLIP_DOES, slip.id, "make", style=Style.PRIMARY)
    return (*in_rows(longer, 3), (key(locale, named[0], Verb.SLIP_DOES, slip.id, named[1]),), (make,))


@screen.register(SlipNameAsked)
def slip_name_asked(_: NoticeView[SlipNameAsked], locale: Locale) -> Screen:
    """Return the question for a name, which is answered by a reply."""
    return Screen(locale.say("slip.ask_name"), asks=locale.plain("slip.name_field"))


@screen.register(SlipMade)
def slip_made(view: SlipView, locale: Locale) -> Screen:
    """Return a slip's picture and how it is verified; of one that does not hold that alone."""
    if view.standing is not Standing.HOLDS:
        return Screen(locale.say(f"slip_not.{view.standing}"))
    code = in_halves(view.slip.code)
    text = lines(
        locale.say("slip.made", code=code),
        locale.say("slip.made_page", page=html(view.page)) if view.page else None,
        locale.say("slip.made_until", day=locale.long_day(view.slip.ends_at)),
    )
    return Screen(text, poster=_poster(view, locale))


def _poster(view: SlipView, locale: Locale) -> Poster:
    """Return the picture: what was recorded, what the rider says, and the code by which both are verified."""
    facts = tuple(Fact(locale.plain(f"slip_fact.{name}"), text) for name, text in facts_of(view, locale))
    code = in_halves(view.slip.code)
    parts: tuple[Part, ...] = (
        Facts(facts),
        Tiles((Tile(locale.plain("slip_fact.code"), code),)),
        *((Qr(view.page, ""),) if view.page else ()),
        Facts((Fact(locale.plain("slip_fact.how"), how_to_verify(view, locale)),)),
    )
    footer = locale.plain("poster.footer", district=locale.name(locale.district))
    made = locale.plain("poster.slip_what", at=locale.stamp(view.slip.made_at or 0))
    return Poster(locale.plain("poster.slip"), made, parts, footer)


def how_to_verify(view: SlipView, locale: Locale) -> str:
    """Return where a slip's code can be checked."""
    code = in_halves(view.slip.code)
    page = view.page.rpartition("/")[0].partition("://")[2]
    how = "slip.how_page" if page else "slip.how"
    return locale.plain(how, bot=view.bot, code=code, page=page)


def facts_of(view: SlipView, locale: Locale) -> tuple[tuple[str, str], ...]:
    """Return what stands on a slip, by the names of `slip_fact.*`; what the rider says comes last."""
    slip, report = view.slip, view.report
    is_measured = report.position.source in MEASURED
    deed = "private" if view.is_private else slip.deed.value
    facts = {
        "deed": locale.plain(f"slip_deed.{deed}"),
        "place": _place(view, locale),
        "place_by": "" if view.is_private else locale.plain("slip.measured" if is_measured else "slip.named"),
        "number": "" if view.is_private else str(report.number),
        "recorded": _span(slip, locale),
        "said": locale.plain("slip.said", minutes=slip.minutes, till=locale.stamp(slip.said_to)[-_CLOCK:])
        if slip.minutes
        else "",
        "name": slip.name,
    }
    return tuple((name, text) for name, text in facts.items() if text)


def _told(view: SlipView, locale: Locale) -> tuple[Html, ...]:
    return tuple(
        locale.say("slip.fact", label=locale.plain(f"slip_fact.{name}"), text=text)
        for name, text in facts_of(view, locale)
    )


def _place(view: SlipView, locale: Locale) -> str:
    """Return the place in words, of what is private the community alone."""
    return in_words(view.report.community, view.nearby, locale)


def _span(slip: Slip, locale: Locale) -> str:
    """Return day and times of the recorded stay: `2026年11月24日 10:00–10:12`; a moment as one time."""
    day, begun, ended = locale.long_day(slip.from_at), locale.stamp(slip.from_at), locale.stamp(slip.to_at)
    if begun == ended:
        return f"{day} {begun[-_CLOCK:]}"
    same_day = locale.day(slip.from_at) == locale.day(slip.to_at)
    return f"{day} {begun[-_CLOCK:]}–{ended[-_CLOCK:] if same_day else ended}"


@screen.register(SlipVerified)
def slip_verified(view: SlipView, locale: Locale) -> Screen:
    """Return whether a slip holds, and what stands on it if it does."""
    title = locale.say(f"verified.{view.standing}", code=in_halves(view.slip.code))
    if view.standing is not Standing.HOLDS:
        return Screen(title)
    return Screen(lines(title, *_told(view, locale), locale.say("verified.note")))
