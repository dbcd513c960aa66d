"""The command and the presses by which riders look at activities, sign up and cancel."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from telegram import Update

from domain.people.riders import Rider
from domain.programme.activities import SignUpState
from handlers.command import Scope, command
from handlers.context import Context
from handlers.pressing import RiderPress, known
from handlers.riders.commands import answer_command
from services.ports.transaction import Transaction
from services.programme import activities, corps
from texts.base.callbacks import Press


@command("activities", Scope.RIDERS, looks=True)
async def show_activities(update: Update, context: Context) -> None:
    """Show what is to come, the rider's own first."""

    async def work(tx: Transaction, rider: Rider) -> None:
        await activities.show_list(tx, context.deps, rider)

    await answer_command(update, context, work)


async def turn(it: RiderPress) -> None:
    """Show a page of the list in place of another."""
    await activities.show_list(it.tx, it.deps, it.rider, it.press.id, it.message_id)


async def show(it: RiderPress) -> None:
    """Show one activity below the list."""
    await activities.show(it.tx, it.deps, it.rider, it.press.id)


async def _sign_up(it: RiderPress) -> str:
    own = await activities.sign_up(it.tx, it.deps, it.rider, it.press.id, it.message_id)
    return "toast.waits" if own.state is SignUpState.WAITING else "toast.signed_up"


async def _ask(it: RiderPress) -> None:
    await activities.show(it.tx, it.deps, it.rider, it.press.id, it.message_id, asks=True)


async def _keep(it: RiderPress) -> None:
    await activities.show(it.tx, it.deps, it.rider, it.press.id, it.message_id)


async def _cancel(it: RiderPress) -> None:
    await activities.cancel(it.tx, it.deps, it.rider, it.press.id, it.message_id)


async def _pin(it: RiderPress) -> None:
    await activities.show_pin(it.tx, it.deps, it.rider, it.press.id)


async def _calendar(it: RiderPress) -> None:
    await activities.send_entry(it.tx, it.deps, it.rider, it.press.id)


async def _not_now(it: RiderPress) -> None:
    await corps.decline(it.tx, it.deps, it.rider, it.press.id, it.message_id)


async def turn_calls(it: RiderPress) -> None:
    """Call the rider from now on, or no more."""
    on, badges = known(it.press.argument, ("1", "0")) == "1", None if it.press.id else it.message_id
    await corps.turn(it.tx, it.deps, it.rider, on=on, badges=badges)


def calls_turned(press: Press) -> str:
    """Return the wording of the toast."""
    return "toast.calls_on" if press.argument == "1" else "toast.calls_off"


_DOES: Final[Mapping[str, Callable[[RiderPress], Awaitable[object]]]] = {
    "sign_up": _sign_up,
    "ask": _ask,
    "keep": _keep,
    "cancel": _cancel,
    "pin": _pin,
    "calendar": _calendar,
    "not_now": _not_now,
}


async def act(it: RiderPress) -> object:
    """Do what a key on an activity's card says."""
    return await _DOES[known(it.press.argument, _DOES)](it)


def done(press: Press) -> str:
    """Return the wording of the toast, "" for none."""
    return "toast.cancelled_seat" if press.argument == "cancel" else ""
