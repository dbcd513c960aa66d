"""The command and the presses by which riders look at lessons and answer their questions."""

import re
from typing import Final

from telegram import Update

from domain.errors import Stale
from domain.people.riders import Rider
from domain.programme.lessons import Chosen
from handlers.command import Scope, command
from handlers.context import Context
from handlers.pressing import RiderPress
from handlers.riders.commands import answer_command
from services.ports.transaction import Transaction
from services.programme import lessons

_ANSWER: Final = re.compile(r"([a-z0-9_-]{1,16})\.([0-9])\.([0-9])", re.ASCII)


@command("lessons", Scope.RIDERS, looks=True)
async def show_lessons(update: Update, context: Context) -> None:
    """Show the lessons, and which of them the rider has completed."""

    async def work(tx: Transaction, rider: Rider) -> None:
        await lessons.show_list(tx, context.deps, rider)

    await answer_command(update, context, work)


async def show(it: RiderPress) -> None:
    """Show one lesson below the list."""
    await lessons.show(it.tx, it.deps, it.rider, it.press.argument)


async def list_again(it: RiderPress) -> None:
    """Show the lessons again below the one that was pressed."""
    await lessons.show_list(it.tx, it.deps, it.rider)


async def begin(it: RiderPress) -> None:
    """Ask the next question of a lesson in place of what was pressed."""
    await lessons.begin(it.tx, it.deps, it.rider, it.press.argument, it.message_id)


async def choose(it: RiderPress) -> str | None:
    """Take an answer; return another toast where it came too late."""
    found = _ANSWER.fullmatch(it.press.argument)
    if found is None:
        raise Stale
    chosen = Chosen(it.press.id, found[1], int(found[2]), int(found[3]))
    is_taken = await lessons.choose(it.tx, it.deps, it.rider, chosen, it.message_id)
    return None if is_taken else "toast.lesson_answered"
