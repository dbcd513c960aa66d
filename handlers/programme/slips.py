"""The commands and the presses by which riders make delay slips, and anybody verifies one."""

import re
from typing import Final

from telegram import Update

from domain.errors import Stale
from domain.people.riders import Rider
from domain.programme.slips import MINUTES, Deed
from handlers.command import Scope, command
from handlers.context import Context
from handlers.pressing import RiderPress, known
from handlers.riders.arrivals import message_of, words_of
from handlers.riders.commands import answer_command
from services.ports.transaction import Transaction
from services.programme import slips, verifying

_PAGE: Final = re.compile(r"[0-9]{1,4}", re.ASCII)


@command("slip", Scope.RIDERS, looks=True)
async def show_slips(update: Update, context: Context) -> None:
    """Show what the rider did of late for which they can have a slip."""

    async def work(tx: Transaction, rider: Rider) -> None:
        await slips.show_list(tx, context.deps, rider)

    await answer_command(update, context, work)


@command("verify", Scope.RIDERS)
async def verify(update: Update, context: Context) -> None:
    """Say whether the slip holds whose code stands behind the command."""
    words = words_of(message_of(update))

    async def work(tx: Transaction, rider: Rider) -> None:
        await verifying.verify(tx, context.deps, rider, words)

    await answer_command(update, context, work)


async def turn(it: RiderPress) -> None:
    """Show a page of the list in place of another."""
    if _PAGE.fullmatch(it.press.argument) is None:
        raise Stale
    await slips.show_list(it.tx, it.deps, it.rider, int(it.press.argument), it.message_id)


async def show(it: RiderPress) -> None:
    """Show the slip for a deed, or what would stand on it."""
    await slips.show(it.tx, it.deps, it.rider, it.press.id, Deed(known(it.press.argument, tuple(Deed))))


async def act(it: RiderPress) -> str | None:
    """Do what a key of a slip says; return the toast."""
    said = known(it.press.argument, (*_MINUTES, _NAME, _NAMELESS, _MAKE))
    about = (it.tx, it.deps, it.rider, it.press.id)
    if said == _MAKE:
        return "toast.slip_made" if await slips.make(*about, it.message_id) else "toast.slip_not"
    if said == _NAME:
        await slips.ask_name(*about, it.message_id)
    elif said == _NAMELESS:
        await slips.drop_name(*about, it.message_id)
    else:
        await slips.say_stayed(*about, int(said), it.message_id)
    return None


_MAKE, _NAME, _NAMELESS = "make", "name", "nameless"
_MINUTES: Final = tuple(map(str, (0, *MINUTES)))
