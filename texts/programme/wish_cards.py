"""Screens of wishes for the staff who look after them: the list, the card with its menus, the questions."""

from collections.abc import Mapping
from typing import Final

from domain.programme.wish_staff_messages import (
    WishCard,
    WishesOfGroup,
    WishMenu,
    WishSaidToStaff,
    WishSheet,
    WishStaffAsked,
)
from domain.programme.wishes import DeclineReason, Wish, WishStage
from services.gathering import NoticeView
from services.programme.wish_staff import GroupWishesView, WishCardView
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb, short
from texts.base.inert import one_line
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.screen import Button, Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, lines
from texts.programme.wishes import adopter_of, day_of

_NAME: Final = 64
_LABEL: Final = 40
_INSTITUTIONS: Final = 24
"""How many stations and companies stand as keys; a group takes for any other as its own team."""


@screen.register(WishesOfGroup)
def wishes_of_group(view: GroupWishesView, locale: Locale) -> Screen:
    """Return a page of what the group looks after, each a key, and the keys to the pages beside it."""
    keys = [(choice(_label(each, locale), Verb.WISH_STAFF, each.id, "show"),) for each in view.wishes]
    beside = (("‹", view.page - 1, view.page > 0), ("›", view.page + 1, view.has_more))
    turns = tuple(choice(sign, Verb.WISH_STAFF, 0, f"list.{page}") for sign, page, there in beside if there)
    title = "wish_staff.list" if view.wishes or view.page else "wish_staff.none"
    return Screen(locale.say(title), (*keys, *((turns,) if turns else ())))


def _label(it: Wish, locale: Locale) -> str:
    return f"{locale.plain(f'wish_sign.{it.stage}')} {cut(it.words, _LABEL)}"


@screen.register(WishCard)
def wish_card(view: WishCardView, locale: Locale) -> Screen:
    """Return a wish before staff; nothing is said of who asked."""
    it = view.wish
    text = lines(
        locale.say("wish_staff.title", number=it.number, stage=locale.plain(f"wish_stage.{it.stage}")),
        locale.say("wish.words", words=it.words),
        locale.say("wish_staff.by_day", day=day_of(it, locale)) if it.by_when else None,
        _marks(view, locale),
        locale.say("wish.has", who=adopter_of(it, view.company, locale)) if it.adopter is not None else None,
        _ended(it, locale),
        locale.say(f"wish_menu.{view.menu}") if _menu_of(view) else None,
    )
    return Screen(text, _keys(view, locale), photos=view.photos)


@screen.register(WishSheet)
def wish_sheet(view: WishCardView, locale: Locale) -> Screen:
    """Return the same, as somebody looked it up."""
    return wish_card(view, locale)


def _marks(view: WishCardView, locale: Locale) -> Html | None:
    """Return what stands out, while it is to be decided."""
    if view.wish.stage is not WishStage.ASKED or not view.marks:
        return None
    named = locale.plain("list.between").join(locale.plain(f"wish_mark.{each}") for each in view.marks)
    return locale.say("wish_staff.marks", marks=named)


def _ended(it: Wish, locale: Locale) -> Html | None:
    if it.declined_for is not None:
        return locale.say("wish.declined_for", reason=locale.plain(f"wish_declined.{it.declined_for}"))
    if it.stage is WishStage.THANKED and it.thanks:
        return locale.say("wish.thanks", words=it.thanks, reason="")
    return locale.say("wish.done_words", words=it.done_words, reason="") if it.done_words else None


_MENUS: Final[Mapping[WishMenu, frozenset[WishStage]]] = {
    WishMenu.DECLINE: frozenset({WishStage.ASKED}),
    WishMenu.ADOPT: frozenset({WishStage.LISTED}),
    WishMenu.TAKE_DOWN: frozenset({WishStage.LISTED, WishStage.ADOPTED}),
}
"""Where a menu leads somewhere."""


def _menu_of(view: WishCardView) -> WishMenu:
    """Return the menu that is open, `CARD` where that leads nowhere any more."""
    menu = WishMenu(view.menu)
    return menu if view.wish.stage in _MENUS.get(menu, ()) else WishMenu.CARD


_Row = tuple[tuple[str, str, Style], ...]
_DOWN: Final = ("wish_staff.key_take_down", "menu.take_down", Style.PLAIN)
_KEYS: Final[Mapping[WishStage, _Row]] = {
    WishStage.ASKED: (
        ("wish_staff.key_approve", "approve", Style.SUCCESS),
        ("wish_staff.key_decline", "menu.decline", Style.DANGER),
    ),
    WishStage.LISTED: (("wish_staff.key_adopt", "menu.adopt", Style.PLAIN), _DOWN),
    WishStage.ADOPTED: (
        ("wish_staff.key_done", "ask.done", Style.SUCCESS),
        ("wish_staff.key_say", "ask.said", Style.PLAIN),
        ("wish_staff.key_release", "release", Style.PLAIN),
        _DOWN,
    ),
}


def _keys(view: WishCardView, locale: Locale) -> tuple[KeyRow, ...]:
    it, menu = view.wish, _menu_of(view)
    if menu is WishMenu.CARD:
        labels = _KEYS.get(it.stage, ())
        if it.by_rider:
            labels = tuple(each for each in labels if each is _DOWN)
        keys = [key(locale, label, Verb.WISH_STAFF, it.id, does, style=style) for label, does, style in labels]
        return in_rows(keys)
    choices = _adopters(view, locale) if menu is WishMenu.ADOPT else _reasons(view, menu, locale)
    back = (key(locale, "wish_staff.key_back", Verb.WISH_STAFF, it.id, "menu"),)
    return (*in_rows(choices), back)


def _reasons(view: WishCardView, menu: WishMenu, locale: Locale) -> list[Button]:
    return [
        key(locale, f"wish_reason.{each}", Verb.WISH_STAFF, view.wish.id, f"{menu}.{each}") for each in DeclineReason
    ]


def _adopters(view: WishCardView, locale: Locale) -> list[Button]:
    it = view.wish
    own = choice(locale.plain("wish_staff.key_own", queue=locale.queue(it.queue)), Verb.WISH_STAFF, it.id, "take.q")
    named = [
        *((locale.name(each), f"take.s.{each.id}") for each in locale.district.stations.values()),
        *((locale.name(each), f"take.c.{each.id}") for each in view.companies),
    ]
    return [own, *(choice(name, Verb.WISH_STAFF, it.id, short(does)) for name, does in named[:_INSTITUTIONS])]


@screen.register(WishStaffAsked)
def staff_asked(view: NoticeView[WishStaffAsked], locale: Locale) -> Screen:
    """Return the question, which mentions who pressed."""
    asked = view.notice
    name = cut(one_line(asked.who), _NAME) or locale.plain("prompt.nameless")
    who = locale.say("prompt.mention", user_id=asked.user_id, name=name)
    text = locale.say(f"wish_staff_asks.{asked.ask}", who=who, minutes=locale.limits.prompt_minutes)
    return Screen(text, asks=locale.plain(f"wish_holds.{asked.ask}"), replies_to=asked.reply_to or 0)


@screen.register(WishSaidToStaff)
def said_to_staff(view: NoticeView[WishSaidToStaff], locale: Locale) -> Screen:
    """Return what the asker says; a reply goes back."""
    it = view.notice
    reply = key(locale, "wish_staff.key_say", Verb.WISH_STAFF, it.wish_id, "ask.said")
    return Screen(locale.say("wish_staff.said", words=it.words), ((reply,),))
