"""The command and the presses by which riders write an appeal, send it, and say whether it helped."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Final

from telegram import Update

from domain.errors import Stale
from domain.people.riders import Rider
from domain.programme.appeals import Act, AppealKind, Asks
from handlers.command import Scope, command
from handlers.context import Context
from handlers.pressing import RiderPress, known
from handlers.riders.arrivals import message_of, read
from handlers.riders.commands import answer_command
from services.people import sanctions
from services.ports.transaction import Transaction
from services.programme import appeal_answers, appeal_cards


@command("appeal", Scope.RIDERS)
async def open_appeals(update: Update, context: Context) -> None:
    """Show the rider's appeals; with words behind the command, or without any appeal, begin one."""
    incoming = await read(context, message_of(update))

    async def work(tx: Transaction, rider: Rider) -> None:
        await appeal_cards.open_list(tx, context.deps, rider, incoming)

    await answer_command(update, context, work)


async def _new(it: RiderPress, _: str) -> None:
    await appeal_cards.begin(it.tx, it.deps, it.rider)


async def _show(it: RiderPress, _: str) -> None:
    await appeal_cards.show_below(it.tx, it.deps, it.rider, it.press.id)


async def _menu(it: RiderPress, _: str) -> None:
    await appeal_cards.open_menu(it.tx, it.deps, it.rider, it.press.id, "kind")


async def _kind(it: RiderPress, kind: str) -> None:
    await appeal_cards.choose_kind(it.tx, it.deps, it.rider, it.press.id, AppealKind(known(kind, tuple(AppealKind))))


async def _asks(it: RiderPress, _: str, *, asks: Asks) -> None:
    await appeal_cards.ask(it.tx, it.deps, it.rider, it.press.id, asks)


async def _no_contact(it: RiderPress, _: str) -> None:
    await appeal_cards.without_contact(it.tx, it.deps, it.rider, it.press.id)


async def _send(it: RiderPress, _: str) -> str:
    """Hand it on; of a muted rider nothing is, and they hear why."""
    if sanctions.is_silenced(it.deps, it.rider) and not sanctions.is_banned(it.deps, it.rider):
        await sanctions.tell_barred(it.tx, it.deps, it.rider, it.message_id)
        return ""
    await appeal_cards.send(it.tx, it.deps, it.rider, it.press.id)
    return "toast.appeal_sent"


async def _drop(it: RiderPress, _: str) -> str:
    await appeal_cards.drop(it.tx, it.rider, it.press.id)
    return "toast.appeal_dropped"


async def _withdraw(it: RiderPress, _: str) -> str:
    await appeal_answers.withdraw(it.tx, it.deps, it.rider, it.press.id)
    return "toast.appeal_withdrawn"


async def _answer(it: RiderPress, followed_at: str, *, act: Act) -> str:
    if not followed_at.isdecimal():
        raise Stale
    await appeal_answers.answer(it.tx, it.deps, it.rider, it.press.id, act, int(followed_at))
    return "toast.appeal_answered"


async def _report(it: RiderPress, _: str) -> None:
    await appeal_answers.open_report(it.tx, it.deps, it.rider, it.press.id, it.message_id)


_DOES: Final[Mapping[str, Callable[[RiderPress, str], Awaitable[object]]]] = {
    "new": _new,
    "show": _show,
    "menu": _menu,
    "kind": _kind,
    "where": partial(_asks, asks=Asks.WHERE),
    "contact": partial(_asks, asks=Asks.CONTACT),
    "no_contact": _no_contact,
    "send": _send,
    "drop": _drop,
    "withdraw": _withdraw,
    "report": _report,
    **{act.value: partial(_answer, act=act) for act in (Act.SATISFIED, Act.PARTLY, Act.NOT)},
}


async def act(it: RiderPress) -> object:
    """Do what a key of an appeal says."""
    what, _, rest = it.press.argument.partition(".")
    return await _DOES[known(what, _DOES)](it, rest)
