"""Handlers of what a rider sends in the private chat: photos, files, places, words, edits."""

import math
import re
from dataclasses import dataclass, replace
from typing import Final

from telegram import Document, Location, Message, Update

from domain.errors import Barred, ClipRefused, Incomplete, PhotoRefused, Refused
from domain.geo.positions import Position, is_usable
from domain.language.help_words import asks_for_help
from domain.language.intents import Intent
from domain.language.suggestion import Opens, Reading
from domain.messages import Notice
from domain.people.messages import BarredTold, HowTo
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import ClipNotTaken, LostLink, PhotoNotTaken, RefusalTold, Unsupported
from domain.reporting.photos import Photo
from handlers.context import CLAIM, Context
from handlers.downloads import download
from handlers.ours import our_words
from handlers.riders import passing, talking
from handlers.riders.geocoding import look_up
from services.outgoing import answer, refusal_key, to_rider
from services.people import talk
from services.people.riders import meet
from services.ports.transaction import Transaction, Work
from services.programme import appeal_answers, asked_for
from services.reporting import (
    additions,
    asked_again,
    asking,
    just_submitted,
    late_files,
    place_names,
    receiving,
    subjects,
)
from services.reporting.photos import TakenPhoto, as_row
from services.tickets import spot_checks

FILE_MB: Final = 20
_MEGABYTE: Final = 1024 * 1024
_COMMAND: Final = re.compile(r"^/[a-z]\w*(@\w+)?", re.ASCII | re.IGNORECASE)
_IMAGE_ENDINGS: Final = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif")


async def take_photo(update: Update, context: Context) -> None:
    """Add a photo that Telegram compressed to the draft; it has lost its position, its file id can be sent again."""
    message = message_of(update)
    size = message.photo[-1]
    taken = await _taken(context, message, size.file_id)
    if taken is not None:
        row = as_row(context.deps, taken, message.message_id, size.file_id)
        await take_in(context, message, await read(context, message, None, row))


async def take_file(update: Update, context: Context) -> None:
    """Add an image sent as a file to the draft, with its position; its file id is not kept."""
    message = message_of(update)
    document = message.document
    if document is None or not is_image(document):
        await refuse_file(context, message, Unsupported(kind_of(message)))
        return
    if (document.file_size or 0) > FILE_MB * _MEGABYTE:
        await refuse_file(context, message, PhotoNotTaken("too_large"))
        return
    taken = await _taken(context, message, document.file_id)
    if taken is not None:
        row = as_row(context.deps, taken, message.message_id, None)
        incoming = await read(context, message, taken.position, row)
        await take_in(context, message, replace(incoming, photo_taken_at=taken.taken_at))


async def take_place(update: Update, context: Context) -> None:
    """Take the place from a location or a venue; a venue's name and address go into the note."""
    message = message_of(update)
    incoming = place_of(message)
    if incoming is None:
        await refuse(context, message, Unsupported("location"))
        return
    await take_in(context, message, incoming)


def place_of(message: Message) -> IncomingMessage | None:
    """Return the place of a location or a venue; None if the message has none that can be a place."""
    venue = message.venue
    location = venue.location if venue else message.location
    if location is None or not is_usable(location.latitude, location.longitude):
        return None
    source = "venue" if venue else "location"
    position = Position(
        location.latitude, location.longitude, "wgs84", source, accuracy_of(location), _first_sent_at(message)
    )
    name = f"{venue.title}\n{venue.address or ''}".strip() if venue else ""
    return replace(sent(message), text=name, position=position)


def sent(message: Message) -> IncomingMessage:
    """Return what is known of a message besides its content: when it was sent, in which album, in reply to what."""
    replied = message.reply_to_message
    return IncomingMessage(
        message.message_id,
        album=message.media_group_id or "",
        foreign=is_foreign(message),
        sent_at=int(message.date.timestamp() * 1000),
        replied_to=replied.message_id if replied else None,
    )


async def take_words(update: Update, context: Context) -> None:
    """Add words to the open draft, or open one if they name a problem; if they may, ask, otherwise answer with help."""
    message = message_of(update)
    if asks_for_help(words_of(message)):
        await refuse(context, message, HowTo())
        return
    said = await _said(context, message)

    async def work(tx: Transaction) -> None:
        rider = await met(tx, context, message)
        if await asked_for.take_words(tx, context.deps, rider, said.incoming):
            return
        if not await _answered(tx, context, rider, message, said.incoming, said.intent):
            await _take_said(tx, context, rider, said)

    await transact_or_refuse(context, message, work)


@dataclass(frozen=True, slots=True)
class _Said:
    """A message's words, with the place that they name: what they mean alone, and what they are for."""

    incoming: IncomingMessage
    reading: Reading
    intent: Intent | None


async def _said(context: Context, message: Message, position: Position | None = None) -> _Said:
    """Return what a message says; `position` is that of its file."""
    incoming = await read(context, message, position)
    reading = place_names.read_alone(context.deps, incoming.text)
    intent = talk.intent_of(context.deps, incoming, reading.opens)
    if intent in {None, Intent.NUMBER}:  # a number may be a house's
        incoming = await look_up(context, message.chat_id, incoming, opens_draft=reading.opens is Opens.YES)
    return _Said(incoming, reading, intent)


async def _take_said(tx: Transaction, context: Context, rider: Rider, said: _Said) -> None:
    """Add words to the draft that they belong to, or open one if they name a problem; if they may, ask, else help."""
    incoming = said.incoming
    taken = await receiving.receive_words(tx, context.deps, rider, incoming)
    if taken is None and (incoming.text or not incoming.lost_link):  # a lost link alone is answered below
        await asking.ask(tx, context.deps, rider, incoming.message_id, said.reading)
    await tell_of_link(tx, context, rider, incoming)


async def _answered(
    tx: Transaction,
    context: Context,
    rider: Rider,
    message: Message,
    incoming: IncomingMessage,
    intent: Intent | None,
) -> bool:
    """Add a reply to its report, pass one to the district on, or answer talk; return whether that was all."""
    if intent not in talk.ONLY_REACTED_TO and await added_to_report(tx, context, rider, message, incoming, intent):
        return True
    if await talking.passed_on(tx, context, rider, incoming, intent):
        return True
    return await talking.talked(tx, context, rider, incoming, intent)


async def decline(update: Update, context: Context) -> None:
    """Answer a sticker, a sound file and the like with what to send instead."""
    message = message_of(update)
    await refuse_file(context, message, Unsupported(kind_of(message)))


async def refuse_file(context: Context, message: Message, notice: Notice, position: Position | None = None) -> None:
    """Say why a file is not taken, and take its words as if they had come alone, with the `position` in it.

    What comes with a picture or a recording that was meant to be taken is a problem's, whatever the words say.

    Raises ClaimLost, as `handlers.context.Context.transact`.
    """
    said, is_of_problem = await _said(context, message, position), not isinstance(notice, Unsupported)
    incoming, intent = said.incoming, None if is_of_problem else said.intent

    async def work(tx: Transaction) -> None:
        rider = await met(tx, context, message)
        says = incoming.text or incoming.brings
        taken = bool(says) and await asked_for.take_place(tx, context.deps, rider, incoming)
        if (
            not taken
            and (says or incoming.lost_link)
            and not await _answered(tx, context, rider, message, incoming, intent)
        ):
            if is_of_problem and says:
                await receiving.receive(tx, context.deps, rider, incoming)
                await tell_of_link(tx, context, rider, incoming)
            else:
                await _take_said(tx, context, rider, said)
        await answer(tx, context.deps, rider, notice)

    await transact_or_refuse(context, message, work)


async def refuse(context: Context, message: Message, notice: Notice, key: str = "") -> None:
    """Answer a rider's message with a notice only, with a key once for it. Raises ClaimLost, as `Context.transact`."""

    async def work(tx: Transaction) -> None:
        rider = await met(tx, context, message)
        await tx.outbox.put(to_rider(context.deps, rider, notice, key))

    await context.transact(work)


def message_of(update: Update) -> Message:
    """Return the update's message.

    Raises:
        TypeError: The update has none, which handlers of messages exclude.
    """
    message = update.effective_message
    if message is None:
        raise TypeError("an update without a message reached a message's handler")
    return message


def accuracy_of(location: Location) -> float | None:
    """Return the accuracy in metres, or None if the phone gave no sensible number."""
    metres = location.horizontal_accuracy
    return metres if metres is not None and math.isfinite(metres) and metres >= 0 else None


def is_foreign(message: Message) -> bool:
    """Return whether it was forwarded or sent through another bot, so that it is not from where the rider is."""
    return message.forward_origin is not None or message.via_bot is not None


def _first_sent_at(message: Message) -> int:
    """Return when the message was first sent, ms UTC; for a forwarded one, the original's time."""
    origin = message.forward_origin
    return int((origin.date if origin else message.date).timestamp() * 1000)


def kind_of(message: Message) -> str:
    """Return which kind of message that is never taken this is; `other` for all that has no wording of its own."""
    kinds = ("sticker", "animation", "audio", "document")
    kind = next((kind for kind in kinds if getattr(message, kind)), "other")
    is_video = kind == "document" and message.document and (message.document.mime_type or "").startswith("video/")
    return "video_file" if is_video else kind


def is_image(document: Document) -> bool:
    """Whether a file says of itself that it is an image, by its kind or by the ending of its name."""
    name = (document.file_name or "").lower()
    return (document.mime_type or "").startswith("image/") or name.endswith(_IMAGE_ENDINGS)


async def _taken(context: Context, message: Message, file_id: str) -> TakenPhoto | None:
    """Download and store a photo; on refusal answer why, keep its words and place, and return None."""
    try:
        return await fetch_photo(context, file_id)
    except PhotoRefused as error:
        await refuse_file(context, message, PhotoNotTaken(error.reason), error.position)
    return None


async def fetch_photo(context: Context, file_id: str) -> TakenPhoto:
    """Download a photo and store it cleaned.

    Network errors are passed on, so that the update is tried again.

    Raises:
        PhotoRefused: The photo is too large or broken, or the intake refused it.
    """
    return await store_photo(context, await download(context, file_id))


async def store_photo(context: Context, data: bytes) -> TakenPhoto:
    """Store a photo cleaned, for the update in hand. Raises PhotoRefused as `fetch_photo`."""
    claim = CLAIM.get()
    again = claim.item.attempts > 0  # perhaps refused, as the same bytes had just been deleted
    taken = await context.tools.intake.take(data, hold=again)
    (claim.held if again else claim.laid).append(taken.object_key)
    return taken


def words_of(message: Message) -> str:
    """Return the text or caption without a leading command."""
    return _COMMAND.sub("", message.text or message.caption or "").strip()


async def read(
    context: Context, message: Message, position: Position | None = None, photo: Photo | None = None
) -> IncomingMessage:
    """Return a message's content: its words, the place written in them, and the file's own `position`."""
    written = await context.tools.read_place(words_of(message))
    given = written.position and replace(written.position, taken_at=_first_sent_at(message))
    return replace(
        sent(message),
        text=written.rest,
        position=given,
        photo=photo,
        photo_position=position,
        lost_link=written.lost_link,
    )


async def met(tx: Transaction, context: Context, message: Message) -> Rider:
    """Return the rider of the chat, creating one at the first message."""
    sender = message.from_user
    return await meet(tx, context.deps, message.chat_id, sender.language_code if sender else None)


async def take_in(context: Context, message: Message, incoming: IncomingMessage) -> None:
    """Add what was read of a message to its report or draft, or open a draft; if it is refused, answer why.

    A recording that only asks something, or thanks, is answered as if that were typed.
    """
    incoming = await look_up(context, message.chat_id, incoming, opens_draft=True)
    reading = place_names.read_alone(context.deps, incoming.text)
    intent = talk.intent_of(context.deps, incoming, reading.opens) if incoming.dictated else None

    async def work(tx: Transaction) -> None:
        rider = await met(tx, context, message)
        joins = await appeal_answers.take(tx, context.deps, rider, incoming)
        if joins or (intent is not None and await _answered(tx, context, rider, message, incoming, intent)):
            return
        if await asked_for.take_place(tx, context.deps, rider, incoming):
            return
        if await added_to_report(tx, context, rider, message, incoming):
            return
        if not await late_files.join(tx, context.deps, rider, incoming, CLAIM.get().item.failing_since):
            await receiving.receive(tx, context.deps, rider, incoming)
            await tell_of_link(tx, context, rider, incoming)

    await transact_or_refuse(context, message, work, spot_checks.whereabouts(incoming))


async def tell_of_link(tx: Transaction, context: Context, rider: Rider, incoming: IncomingMessage) -> None:
    """Say what to send instead of a map link that could not be resolved, unless the place is known anyway."""
    if incoming.lost_link and incoming.any_position is None:
        await answer(tx, context.deps, rider, LostLink(reply_to=incoming.message_id))


async def added_to_report(
    tx: Transaction,
    context: Context,
    rider: Rider,
    message: Message,
    incoming: IncomingMessage,
    intent: Intent | None = None,
) -> bool:
    """Add what is about a report to it: a reply, an answer to what is wrong, what says more of one just submitted.

    No command's words are but in reply.

    Returns whether that is all that there is to do with the message.
    """
    replied = message.reply_to_message
    words = our_words(replied, context.bot.id) if replied is not None else ""
    about = await subjects.of_reply(tx, context.deps, rider, incoming, words)
    about = about or await subjects.of_album(tx, rider, incoming)
    if about is None and _COMMAND.match(message.text or "") is None:
        about = await asked_again.subject(tx, context.deps, rider, incoming, intent)
        about = about or await just_submitted.subject(tx, context.deps, rider, incoming, intent)
    if about is None or not await additions.take(tx, context.deps, rider, about, incoming):
        return False
    await tell_of_link(tx, context, rider, incoming)
    return True


async def transact_or_refuse(
    context: Context, message: Message, work: Work[None], place: Position | None = None
) -> None:
    """Run the work of a rider's message from a measured place, if any; if it is refused, store nothing and answer why.

    Raises ClaimLost, as `handlers.context.Context.transact`.
    """
    try:
        await passing.transact(context, message.chat_id, work, place)
    except Refused as error:
        await refuse(context, message, refusal_notice(error), refusal_key(error))


def refusal_notice(error: Refused, reply_to: int | None = None) -> Notice:
    """Return the notice that explains a refusal."""
    if isinstance(error, PhotoRefused):
        return PhotoNotTaken(error.reason, reply_to=reply_to)
    if isinstance(error, ClipRefused):
        return ClipNotTaken(error.reason, reply_to=reply_to)
    if isinstance(error, Barred):
        return BarredTold(SanctionKind.BAN, error.reason, error.until, reply_to=reply_to)
    missing = error.missing if isinstance(error, Incomplete) else ()
    return RefusalTold(type(error).__name__, missing, reply_to=reply_to)
