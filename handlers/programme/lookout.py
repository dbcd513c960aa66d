"""The riders' command and presses of being on the lookout for missing persons."""

from telegram import Update

from domain.people.riders import Rider
from handlers.command import Scope, command
from handlers.context import Context
from handlers.pressing import RiderPress, known
from handlers.riders.commands import answer_command
from services.ports.transaction import Transaction
from services.programme import lookout
from texts.base.callbacks import Press


@command("missing", Scope.RIDERS, looks=True)
async def show_lookout(update: Update, context: Context) -> None:
    """Say what the lookout is, and whether it is on."""

    async def work(tx: Transaction, rider: Rider) -> None:
        await lookout.show(tx, context.deps, rider)

    await answer_command(update, context, work)


async def turn(it: RiderPress) -> None:
    """Have the rider on the lookout from now on, or no more."""
    on = known(it.press.argument, ("1", "0")) == "1"
    await lookout.turn(it.tx, it.deps, it.rider, on=on, edits=it.message_id)


async def mute(it: RiderPress) -> None:
    """Have the rider hear of missing persons no more, below a message that told of one."""
    await lookout.mute(it.tx, it.deps, it.rider, it.press.id, it.message_id)


def turned(press: Press) -> str:
    """Return the wording of the toast."""
    return "toast.lookout_on" if press.argument == "1" else "toast.lookout_off"
