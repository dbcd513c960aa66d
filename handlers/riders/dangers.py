"""The handler of what names a danger to life, in whatever a rider sends or edits: it is asked before all others."""

from dataclasses import replace

from telegram import Message, Update
from telegram.ext import filters

from domain.errors import PhotoRefused
from domain.language.danger import DangerReader
from domain.messages import Notice
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import PhotoNotTaken
from handlers.context import Context, Tools
from handlers.riders.arrivals import message_of, met, place_of, read, sent, transact_or_refuse, words_of
from handlers.riders.edits import content_of
from handlers.riders.geocoding import look_up
from services.outgoing import answer
from services.people.riders import meet
from services.ports.transaction import Transaction
from services.reporting import dangers


async def answer_first(tools: Tools, message: Message) -> None:
    """Answer a private message that names a danger, in a transaction of its own; once, however often it is called."""
    await _answered(tools, message, _said(message))


async def take_dictated(context: Context, message: Message, incoming: IncomingMessage) -> bool:
    """Answer what a recording says of a danger, then keep what else the message brings; return False if it says none.

    Raises ClaimLost, as `handlers.context.Context.transact`.
    """
    said = replace(sent(message), text=incoming.text, dictated=incoming.dictated)
    if not (incoming.dictated and await _answered(context.tools, message, said)):
        return False
    await _keep(context, message, incoming)
    return True


async def _answered(tools: Tools, message: Message, said: IncomingMessage) -> bool:
    """Answer a danger in a transaction of its own; return whether there is one."""
    danger = tools.deps.danger.find(said.text)
    if danger is None:
        return False
    language = message.from_user.language_code if message.from_user else None

    async def answering(tx: Transaction) -> None:
        rider = await meet(tx, tools.deps, message.chat_id, language)
        await dangers.answer(tx, tools.deps, rider, danger, said)

    await tools.write(answering)
    return True


class NamesDanger(filters.MessageFilter):
    """Matches a message whose text, caption or name of a place names a danger."""

    def __init__(self, reader: DangerReader) -> None:
        super().__init__()
        self._reader = reader

    def filter(self, message: Message) -> bool:
        """See the library's base class."""
        return self._reader.find(_said(message).text) is not None


async def take(update: Update, context: Context) -> None:
    """Answer before anything is fetched; then keep what else the message brings.

    The answer doesn't consume the update: what is tried again finds it given.
    """
    message = message_of(update)
    await answer_first(context.tools, message)
    refused: Notice | None = None
    try:
        incoming = await content_of(context, message)
    except PhotoRefused as error:
        refused = PhotoNotTaken(error.reason, reply_to=message.message_id)
        incoming = await read(context, message, error.position)
    await _keep(context, message, incoming, refused)


async def _keep(context: Context, message: Message, incoming: IncomingMessage, refused: Notice | None = None) -> None:
    """Put what an answered message brings besides its words where these are."""
    incoming = await look_up(context, message.chat_id, incoming, opens_draft=True)

    async def adding(tx: Transaction) -> None:
        rider = await met(tx, context, message)
        await dangers.add_rest(tx, context.deps, rider, incoming)
        if refused is not None:
            await answer(tx, context.deps, rider, refused)

    await transact_or_refuse(context, message, adding)


def _said(message: Message) -> IncomingMessage:
    """Return what is known of a message without looking anything up."""
    return place_of(message) or replace(sent(message), text=words_of(message))
