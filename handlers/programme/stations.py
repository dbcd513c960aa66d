"""The command that finds stations."""

from telegram import Update

from domain.people.riders import Rider
from handlers.command import Scope, command
from handlers.context import Context
from handlers.riders.arrivals import message_of, read, tell_of_link
from handlers.riders.commands import answer_command
from handlers.riders.geocoding import look_up
from services.ports.transaction import Transaction
from services.programme import stations


@command("stations", Scope.RIDERS)
async def find(update: Update, context: Context) -> None:
    """Show the stations near the place behind the command, else near the rider, or ask where that is."""
    message = message_of(update)
    incoming = await look_up(context, message.chat_id, await read(context, message), opens_draft=True)

    async def work(tx: Transaction, rider: Rider) -> None:
        await stations.find(tx, context.deps, rider, incoming)
        await tell_of_link(tx, context, rider, incoming)

    await answer_command(update, context, work)
