"""Screens of vouchers: the rider's card, what a desk sees, and what is told of them."""

from typing import Final

from domain.programme.reward_messages import VoucherAtDesk, VoucherCard, VoucherLooked, VoucherTold, VoucherUnseen
from domain.programme.vouchers import Voucher, VoucherState
from domain.week.posters import Fact, Facts, Part, Poster, Qr
from services.gathering import NoticeView
from services.programme.handing_out import DeskView
from services.programme.vouchers import VoucherToldView, VoucherView
from texts.base.buttons import KeyRow, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, html, lines
from texts.programme.rewards import last_day, places

_BELOW_ALL: Final = 1 << 62
"""Higher than the id of any message, so that a card is sent anew."""


@screen.register(VoucherCard)
def voucher_card(view: VoucherView, locale: Locale) -> Screen:
    """Return a voucher with its code as a picture; one that is over as what has become of it."""
    voucher, is_open = view.voucher, view.voucher.holds(view.now)
    text = lines(
        locale.say("voucher.title", name=locale.name(voucher), points=voucher.points),
        *(_open_lines(view, locale) if is_open else (_over(voucher, locale),)),
        locale.say("voucher.ask_back", points=voucher.points) if view.asks and is_open else None,
    )
    keys = _keys(view, locale) if is_open else ()
    return Screen(text, keys, poster=_poster(view, locale, is_open=is_open), below=_BELOW_ALL if view.anew else 0)


def _open_lines(view: VoucherView, locale: Locale) -> tuple[Html, ...]:
    return (
        locale.say("voucher.code", code=view.voucher.code),
        locale.say("reward.where", places=places(view.places, locale)),
        locale.say("voucher.until", day=last_day(view.voucher, locale)),
        locale.say("voucher.how"),
    )


def _keys(view: VoucherView, locale: Locale) -> tuple[KeyRow, ...]:
    voucher = view.voucher
    if view.asks:
        yes = key(locale, "voucher.key_back_yes", Verb.VOUCHER_DOES, voucher.id, "give_back", style=Style.DANGER)
        return ((yes, key(locale, "voucher.key_keep", Verb.VOUCHER_DOES, voucher.id, "keep")),)
    return (
        (
            key(locale, "voucher.key_renew", Verb.VOUCHER_DOES, voucher.id, "renew"),
            key(locale, "voucher.key_back", Verb.VOUCHER_DOES, voucher.id, "ask"),
        ),
    )


def _poster(view: VoucherView, locale: Locale, *, is_open: bool) -> Poster:
    """Return the picture: the code while the voucher holds, and what it is for."""
    voucher = view.voucher
    facts = (
        Fact(locale.plain("poster.reward_where"), places(view.places, locale)),
        Fact(locale.plain("poster.voucher_until"), last_day(voucher, locale)),
    )
    parts: tuple[Part, ...] = (
        (Qr(view.link, voucher.code), Facts(facts)) if is_open else (Facts((Fact(_state(voucher, locale), ""),)),)
    )
    footer = locale.plain("poster.footer", district=locale.name(locale.district))
    return Poster(locale.name(voucher), locale.plain("poster.voucher"), parts, footer)


def _state(voucher: Voucher, locale: Locale) -> str:
    state = VoucherState.ENDED if voucher.state is VoucherState.OPEN else voucher.state
    return locale.plain(f"poster.voucher_{state}")


def _over(voucher: Voucher, locale: Locale) -> Html:
    """Return what has become of a voucher; one whose time is over before it was noticed has ended."""
    state = VoucherState.ENDED if voucher.state is VoucherState.OPEN else voucher.state
    at = voucher.closed_at if voucher.closed_at is not None else voucher.ends_at
    return locale.say(
        f"voucher_over.{state}",
        queue=locale.queue(voucher.queue) if voucher.queue else "",
        at=locale.stamp(at),
        points=voucher.points,
    )


@screen.register(VoucherTold)
def voucher_told(view: VoucherToldView, locale: Locale) -> Screen:
    """Return what has become of a rider's voucher."""
    voucher = view.voucher
    return Screen(
        locale.say(
            f"voucher_told.{view.what}",
            name=locale.name(voucher),
            points=voucher.points,
            queue=locale.queue(voucher.queue) if voucher.queue else "",
            at=locale.stamp(voucher.closed_at) if voucher.closed_at is not None else "",
            contact=html(locale.district.privacy_contact),
        )
    )


@screen.register(VoucherAtDesk)
@screen.register(VoucherLooked)
def at_desk(view: DeskView, locale: Locale) -> Screen:
    """Return what is to be handed out, never to whom, and the key that does it; else why it is not."""
    voucher = view.voucher
    title = locale.say("desk.title", name=locale.name(voucher))
    if voucher.holds(view.now) and view.is_old:
        return Screen(lines(title, locale.say("desk.old")))
    if not voucher.holds(view.now):
        return Screen(lines(title, _not_any_more(voucher, locale)), _undo_keys(view, locale))
    verb = Verb.DESK_HANDS_OUT if isinstance(view.shown, VoucherAtDesk) else Verb.HAND_OUT
    hand_out = key(locale, "desk.key_hand_out", verb, voucher.id, view.shown.code, style=Style.SUCCESS)
    return Screen(lines(title, locale.say("voucher.until", day=last_day(voucher, locale))), ((hand_out,),))


def _not_any_more(voucher: Voucher, locale: Locale) -> Html:
    if voucher.state is VoucherState.HANDED_OUT:
        at = locale.stamp(voucher.closed_at or voucher.at)
        return locale.say("desk.handed_out", queue=locale.queue(voucher.queue), at=at)
    return locale.say("desk.over")


def _undo_keys(view: DeskView, locale: Locale) -> tuple[KeyRow, ...]:
    if not view.may_undo:
        return ()
    verb = Verb.DESK_UNDOES if isinstance(view.shown, VoucherAtDesk) else Verb.HAND_OUT_UNDONE
    return ((key(locale, "desk.key_undo", verb, view.voucher.id, view.shown.code),),)


@screen.register(VoucherUnseen)
def voucher_unseen(view: NoticeView[VoucherUnseen], locale: Locale) -> Screen:
    """Return why a voucher is not shown."""
    told = view.notice
    return Screen(locale.say(f"voucher_unseen.{told.why}", places=places(told.places, locale)))
