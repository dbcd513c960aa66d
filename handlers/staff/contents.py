"""What a message of staff's brings: words, photos, voice messages and videos; and what to say of anything else."""

from dataclasses import replace

from telegram import Message

from domain.geo.place_names import EXACT_M
from domain.geo.positions import Position
from domain.language.addresses import LONGEST
from domain.messages import Notice
from domain.reporting.incoming_message import IncomingMessage
from domain.tickets.lifecycle import Action
from domain.tickets.messages import ClipNoAnswer, FileNotTaken, MediaNotTaken
from domain.tickets.staff import Prompt, PromptStage
from handlers.context import Context
from handlers.riders.arrivals import fetch_photo, is_image, place_of
from handlers.riders.clips import fetch_clip, sent_clip
from services.geo import geocoding
from services.reporting.photos import as_row


def not_taken(message: Message) -> Notice | None:
    """Return what to say of a message that is neither words nor a photo, a voice message or a video; else None."""
    if message.document is not None and not is_image(message.document):
        return FileNotTaken(reply_to=message.message_id)
    if message.text or message.photo or (message.document and not message.animation) or sent_clip(message):
        return None
    return MediaNotTaken(reply_to=message.message_id)


def shows_photo(message: Message) -> bool:
    """Return whether a message is a photo, also one sent as a file."""
    document = message.document
    return bool(message.photo) or (document is not None and message.animation is None and is_image(document))


def asks_place(question: Prompt | None) -> bool:
    """Return whether a question asks where a ticket is."""
    return question is not None and question.action == Action.RELOCATE.value


async def read_place(context: Context, message: Message) -> IncomingMessage:
    """Return the place that a message names: a location, coordinates, a plus code, a map link, a name or an address."""
    sent = place_of(message)
    if sent is not None:
        return sent
    text = (message.text or message.caption or "").strip()
    written = await context.tools.read_place(text)
    position = written.position
    if position is None and written.rest:
        position = await _named(context, written.rest)
    at = int(message.date.timestamp() * 1000)
    given = None if position is None else replace(position, taken_at=at)
    return IncomingMessage(message.message_id, text, position=given, sent_at=at)


async def _named(context: Context, words: str) -> Position | None:
    """Return the place of the district that the words name, as exactly as a crossing, else what a geocoder knows."""
    own = context.deps.district.gazetteer.find(words, None)
    exact = own is not None and own.accuracy_m <= EXACT_M
    if not exact and context.tools.geocoder.asks and len(words) <= LONGEST:
        found = await geocoding.look_up(
            context.tools.database, context.deps, context.tools.geocoder, " ".join(words.split()), None
        )
        if found is not None:
            return found
    return None if own is None else own.position(context.deps.clock.now())


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
        said = IncomingMessage(message.message_id, text, album=album, sent_at=sent_at)
        return await with_photo(context, message, said)
    clip, still, _ = await fetch_clip(context, message)
    return IncomingMessage(message.message_id, text, photo=still, clip=clip, album=album, sent_at=sent_at)


async def with_photo(context: Context, message: Message, said: IncomingMessage) -> IncomingMessage:
    """Return what was said with the stored photo, compressed or as a file, and where its file says it was taken."""
    file_id = message.photo[-1].file_id if message.photo else None
    if file_id is None and message.document is None:
        return said
    taken = await fetch_photo(context, file_id or (message.document.file_id if message.document else ""))
    photo = as_row(context.deps, taken, message.message_id, file_id)
    return replace(said, photo=photo, photo_position=taken.position)
