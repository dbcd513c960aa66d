"""The handler of voice messages, videos and round videos: downloaded, cleaned, stored, and taken as a photo is."""

from dataclasses import dataclass, replace
from typing import Final

from telegram import Message, Update

from domain.errors import ClipRefused, PhotoRefused
from domain.reporting.clips import Clip, ClipKind
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import ClipNotTaken
from domain.reporting.photos import Photo
from handlers.context import CLAIM, Context
from handlers.downloads import download
from handlers.riders.arrivals import message_of, read, refuse_file, store_photo, take_in
from handlers.riders.danger_answers import take_dictated
from handlers.riders.dictation import with_words
from services.reporting.clips import TakenClip, clip_row
from services.reporting.photos import as_row

_MOST_BYTES: Final = 20 * 1024 * 1024
"""What Telegram lets a bot download."""


@dataclass(frozen=True, slots=True)
class SentClip:
    """A voice message or video as Telegram announces it."""

    kind: ClipKind
    file_id: str
    size: int


async def take_clip(update: Update, context: Context) -> None:
    """Add a voice message or a video to a draft or report; on refusal answer why, and keep its caption."""
    message = message_of(update)
    try:
        incoming, taken = await read_clip(context, message)
    except ClipRefused as error:
        await refuse_file(context, message, ClipNotTaken(error.reason, reply_to=message.message_id))
        return
    incoming = await with_words(context, message.chat_id, incoming, taken.data, taken.mime)
    if not await take_dictated(context, message, incoming):
        await take_in(context, message, incoming)


async def read_clip(context: Context, message: Message) -> tuple[IncomingMessage, TakenClip]:
    """Return the content of a voice message or video, and what it is cleaned; it is stored, with a video's still.

    Network errors are passed on, so that the update is tried again.

    Raises:
        ClipRefused: It is too large, or can't be cleaned.
        TypeError: The message is none, which handlers of clips exclude.
    """
    clip, still, taken = await fetch_clip(context, message)
    return replace(await read(context, message, None, still), clip=clip), taken


async def fetch_clip(context: Context, message: Message) -> tuple[Clip, Photo | None, TakenClip]:
    """Return a message's voice message or video, cleaned and stored, and a video's still. Raises as `read_clip`."""
    sent = sent_clip(message)
    if sent is None:
        raise TypeError("a message without a clip reached the handler of clips")
    taken = await _fetched(context, sent)
    clip = clip_row(context.deps, taken, sent.kind, message.message_id)
    return clip, await _still(context, clip, taken.still) if taken.still else None, taken


def sent_clip(message: Message) -> SentClip | None:
    """Return the voice message or video that a message is; None if it is something else."""
    for kind in ClipKind:
        file = getattr(message, kind)
        if file:
            return SentClip(kind, file.file_id, file.file_size or 0)
    return None


async def _fetched(context: Context, sent: SentClip) -> TakenClip:
    if sent.size > _MOST_BYTES:
        raise ClipRefused("too_large")
    try:
        data = await download(context, sent.file_id)
    except PhotoRefused as error:
        raise ClipRefused(error.reason) from error
    claim = CLAIM.get()
    again = claim.item.attempts > 0  # as for photos
    taken = await context.tools.clip_intake.take(data, sent.kind, hold=again)
    (claim.held if again else claim.laid).append(taken.object_key)
    return taken


async def _still(context: Context, clip: Clip, data: bytes) -> Photo:
    """Store the still of a video, which stands in until its rider sends a photo."""
    try:
        taken = await store_photo(context, data)
    except PhotoRefused as error:
        raise ClipRefused("broken") from error
    return replace(as_row(context.deps, taken, clip.message_id, None), clip_id=clip.id)
