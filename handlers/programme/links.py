"""The start of a chat, and the links that open it for something."""

from telegram import Update

from domain.people.riders import Rider
from domain.programme.desks import Desk
from handlers.command import Scope, command
from handlers.context import Context
from handlers.programme.desks import answer_at_desk
from handlers.riders.arrivals import message_of, words_of
from services.people.riders import welcome
from services.ports.transaction import Transaction
from services.programme import links


@command("start", Scope.RIDERS)
async def start(update: Update, context: Context) -> None:
    """Send the first screen, or do what the link is for by which the chat was opened."""
    payload = words_of(message_of(update))

    async def work(tx: Transaction, rider: Rider, desk: Desk | None) -> None:
        if payload:
            await links.follow(tx, context.deps, rider, payload, desk)
        else:
            await welcome(tx, context.deps, rider)

    await answer_at_desk(context, message_of(update), work)
