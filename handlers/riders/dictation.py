"""The words of a recording, asked for before the transaction of the message that brings it."""

from dataclasses import replace

from domain.reporting.incoming_message import IncomingMessage
from handlers.context import Context
from services.reporting import dictation


async def with_words(
    context: Context, chat_id: int, message: IncomingMessage, audio: bytes, mime: str
) -> IncomingMessage:
    """Return the message with the words of its recording below those of its caption, and marked as dictated.

    As it came if nobody is asked, the rider has not agreed, nothing is said, or no answer comes in time. `audio` is the
    recording without metadata, `mime` its kind, such as `audio/ogg`; a video is never sent, for its pictures' sake, nor
    what was forwarded, as its speaker may have agreed to nothing. Never raises for the service's sake.
    """
    tools = context.tools
    if not tools.transcriber.asks or message.foreign or not mime.startswith("audio/"):
        return message
    language = await tools.write(lambda tx: dictation.language_spoken(tx, context.deps, chat_id))
    words = await tools.transcriber.words_of(audio, mime, language) if language is not None else None
    if not words:
        return message
    return replace(message, text="\n".join(filter(None, (message.text, words))), dictated=True)
