"""Screens of wishes for riders: the wall, one wish, the questions, and what becomes of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from domain.programme.teams import Company
from domain.programme.wish_messages import (
    WishAsked,
    WishContact,
    WishesShown,
    WishNews,
    WishSaid,
    WishShown,
    WishTold,
)
from domain.programme.wishes import Adopter, Wish, WishStage
from services.gathering import NoticeView
from services.programme.wishes import Side, WishesView, WishToldView, WishView
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.screen import Button, Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, lines, paragraphs

_LABEL: Final = 40


@screen.register(WishesShown)
def wall(view: WishesView, locale: Locale) -> Screen:
    """Return a page of the wall, the reader's own wishes and those that they have taken first, a key for each."""
    text = paragraphs(
        locale.say("wishes.title"),
        _part("wishes.mine", view.mine, locale),
        _part("wishes.taken", view.taken, locale),
        _part("wishes.others", view.others, locale) if view.others else locale.say("wishes.none"),
    )
    keys = [(choice(_label(each, locale), Verb.WISH, each.id, "show"),) for each in _all(view)]
    back = () if view.is_first else (choice("‹", Verb.WISHES, 0, ""),)
    more = (choice("›", Verb.WISHES, view.next_after, ""),) if view.next_after else ()
    new = (key(locale, "wishes.key_new", Verb.WISH, 0, "new", style=Style.PRIMARY),)
    return Screen(text, (*keys, *((turns,) if (turns := (*back, *more)) else ()), new))


def _all(view: WishesView) -> tuple[Wish, ...]:
    return (*view.mine, *view.taken, *view.others)


def _part(heading: str, wishes: Sequence[Wish], locale: Locale) -> Html | None:
    return lines(locale.say(heading), *(_line(each, locale) for each in wishes)) if wishes else None


def _line(it: Wish, locale: Locale) -> Html:
    """Return a wish in a line: what, by when or where it stands."""
    state = _until(it, locale) if it.stage is WishStage.LISTED else locale.plain(f"wish_stage.{it.stage}")
    words = it.words or locale.plain("wish.empty")
    return locale.say("wishes.line", words=words, state=state)


def _until(it: Wish, locale: Locale) -> str:
    return locale.plain("wish.by_day", day=day_of(it, locale)) if it.by_when else locale.plain("wish.any_day")


def day_of(it: Wish, locale: Locale) -> str:
    """Return the day by which a wish is wanted, "" for any."""
    if not it.by_when:
        return ""
    day = date.fromisoformat(it.by_when)
    return locale.plain("wish.day", month=day.month, day=day.day)


def _label(it: Wish, locale: Locale) -> str:
    sign = "🎁" if it.photo_id is not None else "🌱"
    return f"{sign} {cut(it.words or locale.plain('wish.empty'), _LABEL)}"


@screen.register(WishShown)
def wish(view: WishView, locale: Locale) -> Screen:
    """Return one wish, as much of it as its reader may know, with what they can do."""
    it = view.wish
    if view.side is Side.OTHER and it.stage is not WishStage.LISTED:
        return Screen(locale.say("wish.taken_by_other"), ((key(locale, "wishes.key_wall", Verb.WISHES),),))
    text = lines(
        locale.say(_title(view), number=it.number),
        locale.say("wish.words", words=it.words or locale.plain("wish.empty")),
        locale.say("wish.when", until=_until(it, locale)),
        _state(view, locale),
        locale.say("wish.ask_withdraw") if view.menu == "withdraw" else None,
    )
    return Screen(text, _keys(view, locale), photos=(view.photo,) if view.photo is not None else ())


def _title(view: WishView) -> str:
    return "wish.draft" if view.wish.stage is WishStage.DRAFT else "wish.title"


def _state(view: WishView, locale: Locale) -> Html | None:
    it = view.wish
    if it.stage is WishStage.DRAFT:
        return locale.say("wish.draft_how")
    if it.stage is WishStage.DECLINED and it.declined_for is not None:
        return locale.say("wish.declined_for", reason=locale.plain(f"wish_declined.{it.declined_for}"))
    if view.side is Side.ADOPTER:
        return locale.say(f"wish_mine.{it.stage}")
    if it.stage is WishStage.ADOPTED:
        return locale.say("wish.has", who=adopter_of(it, view.company, locale))
    return locale.say("wish.stage", stage=locale.plain(f"wish_stage.{it.stage}"))


def adopter_of(it: Wish, company: Company | None, locale: Locale) -> str:
    """Return who has taken a wish: an institution by its name, a rider by none."""
    if it.adopter is Adopter.STATION:
        return locale.station(it.adopter_ref)
    if it.adopter is Adopter.QUEUE:
        return locale.queue(it.adopter_ref)
    if it.adopter is Adopter.COMPANY and company is not None:
        return locale.name(company)
    return locale.plain("wish.a_rider")


_Labels = tuple[tuple[str, str, Style], ...]
_SAID: Final = ("wish.key_say", "ask.said", Style.PLAIN)
_CONTACT: Final = ("wish.key_contact", "ask.contact", Style.PLAIN)
_KEYS: Final[Mapping[tuple[Side, WishStage], _Labels]] = {
    (Side.ASKER, WishStage.DRAFT): (
        ("wish.key_send", "send", Style.SUCCESS),
        ("wish.key_words", "ask.words", Style.PLAIN),
        ("wish.key_photo", "ask.photo", Style.PLAIN),
        ("wish.key_when", "ask.when", Style.PLAIN),
        ("wish.key_cancel", "drop", Style.DANGER),
    ),
    (Side.ASKER, WishStage.ASKED): (("wish.key_withdraw", "withdraw", Style.PLAIN),),
    (Side.ASKER, WishStage.LISTED): (("wish.key_withdraw", "withdraw", Style.PLAIN),),
    (Side.ASKER, WishStage.ADOPTED): (_SAID, _CONTACT, ("wish.key_withdraw", "withdraw", Style.PLAIN)),
    (Side.ASKER, WishStage.FULFILLED): (
        ("wish.key_thank", "thank", Style.SUCCESS),
        ("wish.key_thank_words", "ask.thanks", Style.PLAIN),
        ("wish.key_not_yet", "not_yet", Style.PLAIN),
    ),
    (Side.OTHER, WishStage.LISTED): (("wish.key_adopt", "adopt", Style.SUCCESS),),
    (Side.ADOPTER, WishStage.ADOPTED): (
        ("wish.key_done", "ask.done", Style.SUCCESS),
        _SAID,
        _CONTACT,
        ("wish.key_release", "release", Style.PLAIN),
    ),
}


def _keys(view: WishView, locale: Locale) -> tuple[KeyRow, ...]:
    it = view.wish
    if view.menu == "withdraw":
        yes = key(locale, "wish.key_withdraw_yes", Verb.WISH, it.id, "withdrawn", style=Style.DANGER)
        return ((yes, key(locale, "wish.key_keep", Verb.WISH, it.id, "keep")),)
    labels = [each for each in _KEYS.get((view.side, it.stage), ()) if each is not _CONTACT or it.by_rider]
    keys = [*_act(it, labels, locale), *_clearing(it, locale)]
    return (*in_rows(keys), (key(locale, "wishes.key_wall", Verb.WISHES),))


def _act(it: Wish, labels: Sequence[tuple[str, str, Style]], locale: Locale) -> list[Button]:
    return [key(locale, label, Verb.WISH, it.id, does, style=style) for label, does, style in labels]


def _clearing(it: Wish, locale: Locale) -> list[Button]:
    """Return the keys that take the day or the photo out of a draft."""
    if it.stage is not WishStage.DRAFT:
        return []
    has = (("when", bool(it.by_when)), ("photo", it.photo_id is not None))
    return [key(locale, f"wish_clear.{what}", Verb.WISH, it.id, f"no_{what}") for what, there in has if there]


@screen.register(WishAsked)
def asked(view: WishView, locale: Locale) -> Screen:
    """Return a question, to be answered by a reply."""
    return Screen(locale.say(f"wish_asks.{view.menu}"), asks=locale.plain(f"wish_holds.{view.menu}"))


_NEWS_KEYS: Final[Mapping[tuple[Side, WishNews], WishStage]] = {
    (Side.ASKER, WishNews.FULFILLED): WishStage.FULFILLED,
    (Side.ASKER, WishNews.TAKEN): WishStage.ADOPTED,
    (Side.ADOPTER, WishNews.REMINDED): WishStage.ADOPTED,
    (Side.ADOPTER, WishNews.NOT_YET): WishStage.ADOPTED,
    (Side.ADOPTER, WishNews.CONTACT_OFFERED): WishStage.ADOPTED,
    (Side.ASKER, WishNews.CONTACT_OFFERED): WishStage.ADOPTED,
}
"""News whose keys are those of the wish's card, as long as it stands there."""


@screen.register(WishTold)
def told(view: WishToldView, locale: Locale) -> Screen:
    """Return a piece of news, with what its reader may do now."""
    it, news = view.wish, WishNews(view.told.news)
    text = paragraphs(
        lines(
            locale.say(f"wish_told.{news}", number=it.number, who=adopter_of(it, view.company, locale)),
            locale.say("wish.words", words=it.words),
        ),
        *_said(view, news, locale),
    )
    photos = (view.photo,) if view.photo is not None and news is WishNews.FULFILLED else ()
    return Screen(text, () if view.in_group else _told_keys(view, news, locale), photos=photos)


def _said(view: WishToldView, news: WishNews, locale: Locale) -> tuple[Html, ...]:
    """Return the reason, the words of how it was done, or those of thanks."""
    it = view.wish
    reason = locale.plain(f"wish_declined.{it.declined_for}") if it.declined_for is not None else ""
    of_news: Mapping[WishNews, tuple[str, str]] = {
        WishNews.DECLINED: ("wish.declined_for", reason),
        WishNews.TAKEN_DOWN: ("wish.declined_for", reason),
        WishNews.FULFILLED: ("wish.done_words", it.done_words),
        WishNews.THANKED: ("wish.thanks", it.thanks),
    }
    wording, words = of_news.get(news, ("", ""))
    return (locale.say(wording, reason=words, words=words),) if words else ()


def _told_keys(view: WishToldView, news: WishNews, locale: Locale) -> tuple[KeyRow, ...]:
    it = view.wish
    if _NEWS_KEYS.get((view.side, news)) is it.stage:
        labels = [each for each in _KEYS[view.side, it.stage] if each is not _CONTACT or it.by_rider]
        return in_rows(_act(it, labels, locale))
    if news in {WishNews.LAPSED, WishNews.DECLINED}:
        return ((key(locale, "wishes.key_new", Verb.WISH, 0, "new"),),)
    if view.side is Side.OTHER:
        return ((key(locale, "wishes.key_wall", Verb.WISHES),),)
    return ((key(locale, "wish.key_open", Verb.WISH, it.id, "show"),),)


@screen.register(WishSaid)
def said(view: NoticeView[WishSaid], locale: Locale) -> Screen:
    """Return what the other side says, with a key to answer."""
    it = view.notice
    return Screen(
        locale.say("wish.said", words=it.words),
        ((key(locale, "wish.key_say", Verb.WISH, it.wish_id, "ask.said"),
          key(locale, "wish.key_open", Verb.WISH, it.wish_id, "show")),),
    )  # fmt: skip


@screen.register(WishContact)
def contact(view: NoticeView[WishContact], locale: Locale) -> Screen:
    """Return how to find the other side, in their own words."""
    return Screen(locale.say("wish.contact", words=view.notice.words))
