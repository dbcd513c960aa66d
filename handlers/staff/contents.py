"""What a message of staff's brings: words, photos, voice messages and videos; and what to say of anything else."""

from telegram import Message

from domain.messages import Notice
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.photos import Photo
from domain.tickets.lifecycle import Action
from domain.tickets.messages import ClipNoAnswer, FileNotTaken, MediaNotTaken
from domain.tickets.staff import Prompt, PromptStage
from handlers.context import Context
from handlers.riders.arrivals import fetch_photo, is_image
from handlers.riders.clips import fetch_clip, sent_clip
from services.reporting.photos import as_row


def not_taken(message: Message) -> Notice | None:
    """Return what to say of a message that is neither words nor a photo, a voice message or a video; else None."""
    if message.document is not None and not is_image(message.document):
        return FileNotTaken(reply_to=message.message_id)
    if message.text or message.photo or (message.document and not message.animation) or sent_clip(message):
        return None
    return MediaNotTaken(reply_to=message.message_id)


def no_answer(message: Message, question: Prompt | None) -> Notice | None:
    """Return what to say of a voice message or video that answers a question for words; None if it can be taken."""
    if question is None or question.stage is PromptStage.EXPIRED or question.action == Action.RESOLVE.value:
        return None
    return ClipNoAnswer(reply_to=message.message_id) if sent_clip(message) else None


async def read(context: Context, message: Message) -> IncomingMessage:
    """Return what a message brings, its photo or clip cleaned and stored.

    Raises:
        PhotoRefused, ClipRefused: They can't be taken.
    """
    text, album = (message.text or message.caption or "").strip(), message.media_group_id or ""
    sent_at = int(message.date.timestamp() * 1000)
    if sent_clip(message) is None:
        photo = await photo_of(context, message)
        return IncomingMessage(message.message_id, text, photo=photo, album=album, sent_at=sent_at)
    clip, still, _ = await fetch_clip(context, message)
    return IncomingMessage(message.message_id, text, photo=still, clip=clip, album=album, sent_at=sent_at)


async def photo_of(context: Context, message: Message) -> Photo | None:
    """Return the stored photo of a staff member's message, compressed or as a file."""
    document = message.document
    if message.photo:
        taken = await fetch_photo(context, message.photo[-1].file_id)
        return as_row(context.deps, taken, message.message_id, message.photo[-1].file_id)
    if document is not None:
        return as_row(context.deps, await fetch_photo(context, document.file_id), message.message_id, None)
    return None
