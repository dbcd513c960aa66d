"""The button presses of the price list and of vouchers in a private chat."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from domain.errors import Stale
from domain.people.riders import Rider
from domain.programme.reward_messages import VoucherAtDesk
from handlers.pressing import Presses, PressRow, RiderPress, known
from services.deps import Deps
from services.outgoing import answer
from services.ports.transaction import Transaction
from services.programme import handing_out, rewards, vouchers
from texts.base.callbacks import Press, Verb

_PAGE: Final = re.compile(r"[0-9]{1,6}", re.ASCII)
_OFFER: Final = re.compile(r"([a-z0-9_-]{1,16})\.([0-9]{1,7})", re.ASCII)


async def _turn(it: RiderPress) -> None:
    if _PAGE.fullmatch(it.press.argument) is None:
        raise Stale
    await rewards.turn(it.tx, it.deps, it.rider, int(it.press.argument), it.message_id)


async def _show(it: RiderPress) -> None:
    await rewards.show(it.tx, it.deps, it.rider, it.press.argument, it.message_id)


async def _ask(it: RiderPress) -> None:
    await rewards.ask(it.tx, it.deps, it.rider, it.press.argument, it.message_id)


async def _redeem(it: RiderPress) -> None:
    offer = _OFFER.fullmatch(it.press.argument)
    if offer is None:
        raise Stale
    await rewards.redeem(it.tx, it.deps, it.rider, it.press.id, offer[1], int(offer[2]), it.message_id)


async def _show_voucher(it: RiderPress) -> None:
    await vouchers.show(it.tx, it.deps, it.rider, it.press.id)


async def _do(it: RiderPress) -> None:
    await _DOES[known(it.press.argument, _DOES)](it.tx, it.deps, it.rider, it.press.id)


_DOES: Final[Mapping[str, Callable[[Transaction, Deps, Rider, int], Awaitable[None]]]] = {
    "renew": vouchers.renew,
    "ask": vouchers.ask_to_give_back,
    "keep": vouchers.keep,
    "give_back": vouchers.give_back,
}


def _done(press: Press) -> str:
    return {"renew": "toast.renewed", "give_back": "toast.given_back"}.get(press.argument, "")


async def _hand_out_at_desk(it: RiderPress) -> str:
    was_open = await handing_out.hand_out(it.tx, it.deps, it.desk, it.press.id, it.press.argument)
    await _show_at_desk(it)
    return "toast.handed_out" if was_open else "toast.handed_out_before"


async def _undo_at_desk(it: RiderPress) -> None:
    await handing_out.undo(it.tx, it.deps, it.rider.chat_id, it.press.id)
    await _show_at_desk(it)


async def _show_at_desk(it: RiderPress) -> None:
    shown = VoucherAtDesk(it.press.id, it.press.argument, it.rider.chat_id, edits=it.message_id)
    await answer(it.tx, it.deps, it.rider, shown)


REWARD_PRESSES: Final[Presses[RiderPress]] = {
    Verb.REWARDS_PAGE: PressRow(_turn),
    Verb.REWARD: PressRow(_show),
    Verb.REDEEM_ASKED: PressRow(_ask),
    Verb.REDEEM: PressRow(_redeem, "toast.redeemed"),
    Verb.VOUCHER: PressRow(_show_voucher),
    Verb.VOUCHER_DOES: PressRow(_do, _done),
    Verb.DESK_HANDS_OUT: PressRow(_hand_out_at_desk),
    Verb.DESK_UNDOES: PressRow(_undo_at_desk, "toast.undone"),
}
