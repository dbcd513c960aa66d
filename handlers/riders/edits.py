"""Handlers of what riders change in messages that they sent."""

from dataclasses import replace

from telegram import Message, Update

from domain.errors import ClipRefused, PhotoRefused
from domain.language.suggestion import Opens
from domain.messages import Notice
from domain.people.riders import Rider
from domain.programme.wish_errors import WishEdited
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import ClipNotTaken, PhotoNotTaken, Unsupported
from handlers.context import Context
from handlers.riders import talking
from handlers.riders.arrivals import (
    fetch_photo,
    is_image,
    kind_of,
    message_of,
    met,
    place_of,
    read,
    tell_of_link,
    transact_or_refuse,
)
from handlers.riders.clips import read_clip, sent_clip
from services.outgoing import answer
from services.people import talk
from services.ports.transaction import Transaction
from services.programme import appeal_cards, wish_answers
from services.reporting import asking, edits, place_names, receiving
from services.reporting.photos import as_row


async def take_edit(update: Update, context: Context) -> None:
    """Do with an edited message what `services.reporting.edits` says; one that came to nothing is as if sent now."""
    message = message_of(update)
    refused: Notice | None = not_taken(message)
    try:
        incoming = await content_of(context, message)
    except PhotoRefused as error:
        refused = PhotoNotTaken(error.reason, reply_to=message.message_id)
        incoming = await read(context, message, error.position)
    except ClipRefused as error:
        refused = ClipNotTaken(error.reason, reply_to=message.message_id)
        incoming = await read(context, message)

    async def work(tx: Transaction) -> None:
        rider = await met(tx, context, message)
        if await appeal_cards.take_edit(tx, context.deps, rider, incoming):
            return
        if await wish_answers.is_edited(tx, rider, message.message_id):
            raise WishEdited
        is_known = await edits.hear(tx, context.deps, rider, incoming, photo_lost=refused is not None)
        if not is_known:
            await _take_anew(tx, context, rider, incoming)
        await tell_of_link(tx, context, rider, incoming)
        if refused is not None:
            await answer(tx, context.deps, rider, refused)

    await transact_or_refuse(context, message, work)


def not_taken(message: Message) -> Unsupported | None:
    """Return what to say of a message whose kind nobody takes, None of any other; what it brought before goes."""
    document = message.document
    if document is not None and not message.animation:
        return None if is_image(document) else Unsupported(kind_of(message))
    if message.text or message.photo or sent_clip(message) or place_of(message) is not None:
        return None
    return Unsupported(kind_of(message))


async def content_of(context: Context, message: Message) -> IncomingMessage:
    """Return what the message brings now.

    Raises:
        PhotoRefused: Its photo can't be taken.
        ClipRefused: Its voice message or video can't be taken.
    """
    document = message.document
    place = place_of(message)
    if place is not None:
        return place
    if message.photo:
        size = message.photo[-1]
        taken = await fetch_photo(context, size.file_id)
        return await read(context, message, None, as_row(context.deps, taken, message.message_id, size.file_id))
    if document is not None and is_image(document) and not message.animation:
        taken = await fetch_photo(context, document.file_id)
        row = as_row(context.deps, taken, message.message_id, None)
        return replace(await read(context, message, taken.position, row), photo_taken_at=taken.taken_at)
    if sent_clip(message):
        incoming, _ = await read_clip(context, message)
        return incoming
    return await read(context, message)


async def _take_anew(tx: Transaction, context: Context, rider: Rider, incoming: IncomingMessage) -> None:
    reading = place_names.read_alone(context.deps, incoming.text)
    intent = talk.intent_of(context.deps, incoming, reading.opens)
    if await talking.passed_on(tx, context, rider, incoming, intent):
        return
    if await talking.talked(tx, context, rider, incoming, intent):
        await asking.answered(tx, context.deps, rider, incoming.message_id)
        return
    if incoming.brings or reading.opens is Opens.YES:
        await receiving.receive(tx, context.deps, rider, incoming)
        await asking.answered(tx, context.deps, rider, incoming.message_id)
    elif incoming.text:
        await asking.ask(tx, context.deps, rider, incoming.message_id, reading)
