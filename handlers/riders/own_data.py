"""The commands by which a rider takes out or erases what is theirs."""

from telegram import Update

from domain.people.riders import Rider
from handlers.command import Scope, command
from handlers.context import Context
from handlers.riders.arrivals import message_of
from handlers.riders.commands import answer_command
from services.ports.transaction import Transaction
from services.upkeep import forgetting, my_data


@command("mydata", Scope.RIDERS)
async def send_my_data(update: Update, context: Context) -> None:
    """Send the rider what is kept of them, as files."""
    chat_id = message_of(update).chat_id
    files = await context.tools.database.read(lambda tx: my_data.files_to_send(tx, context.deps, chat_id))
    parts = await my_data.in_parts(files, context.tools.photo_size)

    async def work(tx: Transaction, rider: Rider) -> None:
        await my_data.send(tx, context.deps, rider, parts)

    await answer_command(update, context, work)


@command("forget", Scope.RIDERS)
async def ask_to_forget(update: Update, context: Context) -> None:
    """Ask whether to erase what is the rider's own."""

    async def work(tx: Transaction, rider: Rider) -> None:
        await forgetting.ask(tx, context.deps, rider)

    await answer_command(update, context, work)
