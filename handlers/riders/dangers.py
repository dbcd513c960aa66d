"""The handler of what names a danger to life, in whatever a rider sends or edits: it is asked before all others."""

from dataclasses import replace

from telegram import Message, Update
from telegram.ext import filters

from domain.errors import ClipRefused, PhotoRefused
from domain.language.danger import DangerReader
from domain.messages import Notice
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import ClipNotTaken, PhotoNotTaken
from handlers.context import Context, Tools
from handlers.riders.arrivals import message_of, place_of, read, sent, words_of
from handlers.riders.danger_answers import answer_said, keep_rest
from handlers.riders.edits import content_of, not_taken


async def answer_first(tools: Tools, message: Message) -> None:
    """Answer a private message that names a danger, in a transaction of its own; once, however often it is called."""
    await answer_said(tools, message, _said(message))


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
    refused: Notice | None = not_taken(message)
    try:
        incoming = await content_of(context, message)
    except PhotoRefused as error:
        refused = PhotoNotTaken(error.reason, reply_to=message.message_id)
        incoming = await read(context, message, error.position)
    except ClipRefused as error:
        refused = ClipNotTaken(error.reason, reply_to=message.message_id)
        incoming = await read(context, message)
    await keep_rest(context, message, incoming, refused)


def _said(message: Message) -> IncomingMessage:
    """Return what is known of a message without looking anything up."""
    return place_of(message) or replace(sent(message), text=words_of(message))
