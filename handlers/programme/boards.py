"""The command and the presses of boards."""

import re
from typing import Final

from telegram import Update

from domain.errors import Stale
from domain.people.riders import Rider
from domain.programme.board_messages import BoardsShown
from handlers.command import Scope, command
from handlers.context import Context
from handlers.pressing import RiderPress
from handlers.riders.commands import answer_command
from services.ports.transaction import Transaction
from services.programme import boards
from texts.base.callbacks import Press

_ARGUMENT: Final = re.compile(r"(team|company|mates)\.(share|checks)(?:\.(on|off))?")


@command("boards", Scope.RIDERS, looks=True)
async def show_boards(update: Update, context: Context) -> None:
    """Show the board of teams by the resolved share."""

    async def work(tx: Transaction, rider: Rider) -> None:
        await boards.show(tx, context.deps, rider, BoardsShown())

    await answer_command(update, context, work)


async def turn(it: RiderPress) -> None:
    """Show another board in place of this one; put the rider on their team's, or take them off it."""
    said = _ARGUMENT.fullmatch(it.press.argument)
    if said is None:
        raise Stale
    shown = BoardsShown(said[1], said[2], edits=it.message_id)
    if said[3] is None:
        await boards.show(it.tx, it.deps, it.rider, shown)
    else:
        await boards.choose(it.tx, it.deps, it.rider, shown, on=said[3] == "on")


def done(press: Press) -> str:
    """Return the toast of a key."""
    return _TOASTS.get(press.argument.rpartition(".")[2], "")


_TOASTS: Final = {"on": "toast.on_board", "off": "toast.off_board"}
