"""The start of a chat, and the links that open it for something."""

from telegram import Update

from domain.errors import Refused
from domain.programme.desks import Desk
from handlers.command import Scope, command
from handlers.context import Context
from handlers.programme.desks import with_desk
from handlers.riders.arrivals import message_of, met, refusal_notice, refuse, words_of
from services.outgoing import refusal_key
from services.people.riders import welcome
from services.ports.transaction import Transaction
from services.programme import links


@command("start", Scope.RIDERS)
async def start(update: Update, context: Context) -> None:
    """Send the first screen, or do what the link is for by which the chat was opened."""
    message = message_of(update)
    payload, user = words_of(message), message.from_user

    async def work(tx: Transaction, desk: Desk | None) -> None:
        rider = await met(tx, context, message)
        if payload:
            await links.follow(tx, context.deps, rider, payload, desk)
        else:
            await welcome(tx, context.deps, rider)

    if user is None:
        return
    try:
        await with_desk(context, user, lambda desk: context.transact(lambda tx: work(tx, desk)))
    except Refused as error:
        await refuse(context, message, refusal_notice(error), refusal_key(error))
