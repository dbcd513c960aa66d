"""How a message that names a danger is dealt with: answered in a transaction of its own, then kept whole."""

from dataclasses import replace

from telegram import Message

from domain.messages import Notice
from domain.reporting.incoming_message import IncomingMessage
from handlers.context import Context, Tools
from handlers.riders.arrivals import met, sent, transact_or_refuse
from handlers.riders.geocoding import look_up
from services.outgoing import answer
from services.people.riders import meet
from services.ports.transaction import Transaction
from services.programme import appeal_answers
from services.reporting import dangers


async def take_dictated(context: Context, message: Message, incoming: IncomingMessage) -> bool:
    """Answer what a recording says of a danger, then keep what else the message brings; return False if it says none.

    Raises ClaimLost, as `handlers.context.Context.transact`.
    """
    said = replace(sent(message), text=incoming.text, dictated=True)
    if not (incoming.dictated and await answer_said(context.tools, message, said)):
        return False
    await keep_rest(context, message, incoming)
    return True


async def answer_said(tools: Tools, message: Message, said: IncomingMessage) -> bool:
    """Answer words that name a danger, once, however often it is called; return whether they name one."""
    danger = tools.deps.danger.find(said.text)
    if danger is None:
        return False
    language = message.from_user.language_code if message.from_user else None

    async def answering(tx: Transaction) -> None:
        rider = await meet(tx, tools.deps, message.chat_id, language)
        await dangers.answer(tx, tools.deps, rider, danger, said)

    await tools.write(answering)
    return True


async def keep_rest(
    context: Context, message: Message, incoming: IncomingMessage, refused: Notice | None = None
) -> None:
    """Put what an answered message brings besides its words where these are, and say what of it was refused."""
    incoming = await look_up(context, message.chat_id, incoming, opens_draft=True)

    async def adding(tx: Transaction) -> None:
        rider = await met(tx, context, message)
        if not await appeal_answers.take(tx, context.deps, rider, incoming):
            await dangers.add_rest(tx, context.deps, rider, incoming)
        if refused is not None:
            await answer(tx, context.deps, rider, refused)

    await transact_or_refuse(context, message, adding)
