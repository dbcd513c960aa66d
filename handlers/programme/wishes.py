"""The command and the presses by which riders ask for something small, and take others' wishes on."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from telegram import Update

from domain.errors import Stale
from domain.people.riders import Rider
from domain.programme.wish_messages import WishAsk
from handlers.command import Scope, command
from handlers.context import Context
from handlers.pressing import RiderPress, known
from handlers.riders.arrivals import message_of, words_of
from handlers.riders.commands import answer_command
from services.ports.transaction import Transaction
from services.programme import wish_adopting, wish_drafts, wishes
from texts.base.callbacks import Press


@command("wish", Scope.RIDERS)
async def show_wishes(update: Update, context: Context) -> None:
    """Show the wall; words behind the command begin a wish."""
    message = message_of(update)
    words = words_of(message)

    async def work(tx: Transaction, rider: Rider) -> None:
        if words:
            await wish_drafts.begin(tx, context.deps, rider, words, message.message_id)
        else:
            await wishes.show_list(tx, context.deps, rider)

    await answer_command(update, context, work)


async def turn(it: RiderPress) -> None:
    """Show a page of the wall in place of another."""
    await wishes.show_list(it.tx, it.deps, it.rider, it.press.id, it.message_id)


async def _new(it: RiderPress) -> None:
    await wish_drafts.begin(it.tx, it.deps, it.rider, reply_to=it.message_id)


async def _show(it: RiderPress) -> None:
    await wishes.show(it.tx, it.deps, it.rider, it.press.id)


async def _keep(it: RiderPress) -> None:
    await wishes.show(it.tx, it.deps, it.rider, it.press.id, it.message_id)


async def _ask_withdrawal(it: RiderPress) -> None:
    await wishes.show(it.tx, it.deps, it.rider, it.press.id, it.message_id, menu="withdraw")


async def _no_day(it: RiderPress) -> None:
    await wish_drafts.clear(it.tx, it.deps, it.rider, it.press.id, it.message_id, WishAsk.WHEN)


async def _no_photo(it: RiderPress) -> None:
    await wish_drafts.clear(it.tx, it.deps, it.rider, it.press.id, it.message_id, WishAsk.PHOTO)


def _in_place(use_case: Callable[..., Awaitable[None]]) -> Callable[[RiderPress], Awaitable[None]]:
    return lambda it: use_case(it.tx, it.deps, it.rider, it.press.id, it.message_id)


_DRAFTED: Final = (WishAsk.WORDS, WishAsk.PHOTO, WishAsk.WHEN)


async def _ask(it: RiderPress) -> None:
    what = it.press.argument.partition(".")[2]
    if what not in set(WishAsk):
        raise Stale
    use_case = wish_drafts.ask if what in _DRAFTED else wish_adopting.ask
    await use_case(it.tx, it.deps, it.rider, it.press.id, WishAsk(what))


_DOES: Final[Mapping[str, Callable[[RiderPress], Awaitable[None]]]] = {
    "new": _new,
    "show": _show,
    "keep": _keep,
    "ask": _ask,
    "no_when": _no_day,
    "no_photo": _no_photo,
    "drop": _in_place(wish_drafts.drop),
    "send": _in_place(wish_drafts.send),
    "withdraw": _ask_withdrawal,
    "withdrawn": _in_place(wish_drafts.withdraw),
    "adopt": _in_place(wish_adopting.adopt),
    "release": _in_place(wish_adopting.release),
    "thank": _in_place(wish_adopting.thank_by_key),
    "not_yet": _in_place(wish_adopting.not_yet),
}


async def act(it: RiderPress) -> None:
    """Do what a key on the wall or below a wish says."""
    await _DOES[known(it.press.argument.partition(".")[0], _DOES)](it)


def done(press: Press) -> str:
    """Return the wording of the toast, "" for none."""
    return _TOASTS.get(press.argument, "")


_TOASTS: Final = {
    "send": "toast.wish_sent",
    "adopt": "toast.wish_adopted",
    "release": "toast.wish_released",
    "withdrawn": "toast.wish_withdrawn",
    "thank": "toast.wish_thanked",
}
