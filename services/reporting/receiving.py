"""What a rider sends joins a draft, or opens one."""

from dataclasses import replace

from domain.errors import TooManyPhotos
from domain.people.paces import Pace
from domain.people.riders import Rider
from domain.reporting.drafts import (
    ASKS_PLACE,
    PHOTOS_AT_MOST,
    Draft,
    DraftMenu,
    DraftStage,
    NotePart,
    with_note,
    with_trace,
)
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import NoteFull, PhotoAgain
from domain.reporting.photo_hash import TWINS_AT_MOST
from domain.reporting.photos import Photo
from services.deps import Deps
from services.outgoing import answer, note_full_key, to_rider
from services.people import pacing
from services.ports.heard import Heard
from services.ports.transaction import Transaction
from services.reporting import drafts, evidence, place_names, position_conflict, waiting

ALBUM_QUIET_MS = 700


async def receive(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> Draft:
    """Add a message to the rider's open draft, else to the one that waits if it goes with that; else open one.

    Raises:
        TooManyPhotos: See `grown`.
        TooManyMessages, TooManyDrafts: The rider has sent or opened as many as an hour allows.
    """
    draft = await known_or_begun(tx, deps, rider, await waiting.taking(tx, deps, rider, message))
    if draft.stage is DraftStage.WAITING:
        await waiting.tell(tx, deps, rider, draft, message)
    return await grown(tx, deps, rider, draft, message)


async def known_or_begun(tx: Transaction, deps: Deps, rider: Rider, known: Draft | None) -> Draft:
    """Return the draft that takes the rider's next message, a new one if none is known; the message is counted.

    Raises:
        TooManyMessages, TooManyDrafts: See `receive`.
    """
    paces = (Pace.MESSAGES,) if known is not None else (Pace.MESSAGES, Pace.DRAFTS)
    await pacing.spend_both(tx, deps, paces, rider.id)
    return known or drafts.begun(deps, rider)


async def grown(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, message: IncomingMessage) -> Draft:
    """Store a draft with what a message brings, and return it.

    A photo that it already has is not added again, and of the words no more than a note holds.

    Raises:
        TooManyPhotos: The draft already has ten photos.
    """
    photo = await _new_photo(tx, deps, rider, draft, message)
    draft = with_trace(draft, evidence.trace_of(message))
    await tx.heard.note(Heard(rider.chat_id, message.message_id, deps.clock.now(), draft_id=draft.id))
    named = message.position or message.photo_position
    position, text = place_names.place_of(deps, rider, draft, named, message.text)
    if text or position is not None:  # kept even without words, so that an edit of the message finds its draft
        draft = await noted(tx, deps, rider, draft, NotePart(message.message_id, text))
    told = [position for position in (message.photo_position, position) if position is not None]
    live = await tx.live_locations.of_rider(rider.id)
    draft = position_conflict.placed(place_names.making_way(draft, position), told, live, deps.clock.now())
    newest = max(draft.last_message_id, message.message_id)
    draft = replace(draft, menu=_menu_after(draft, message), last_message_id=newest)
    return await drafts.settle(tx, deps, rider, draft, ALBUM_QUIET_MS if message.album else 0, photo)


async def _new_photo(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, message: IncomingMessage) -> Photo | None:
    """Return the message's photo as it is added to the draft; None if it brings none, or one that the draft has.

    Raises:
        TooManyPhotos: The draft already has ten photos.
    """
    if message.photo is None:
        return None
    if draft.photos and await tx.photos.distance_in_draft(draft.id, message.photo) <= TWINS_AT_MOST:
        await answer(tx, deps, rider, PhotoAgain(reply_to=message.message_id))
        return None
    if len(draft.photos) >= PHOTOS_AT_MOST:
        raise TooManyPhotos(f"photos:{draft.id}")
    return replace(message.photo, draft_id=draft.id, rider_id=rider.id, message_id=message.message_id)


async def noted(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, part: NotePart) -> Draft:
    """Return the draft with a message's words, as many as its note holds; the rider hears once that it is full."""
    others = sum(len(old.text) for old in draft.note_parts if old.message_id != part.message_id)
    room = max(0, deps.limits.note_characters - others)
    if len(part.text) > room:
        full = NoteFull(reply_to=part.message_id)
        await tx.outbox.put(to_rider(deps, rider, full, note_full_key(draft.id)))
    return with_note(draft, replace(part, text=part.text[:room]))


def _menu_after(draft: Draft, message: IncomingMessage) -> DraftMenu:
    """Return the menu after a message: close the one it answered, or say that its words name no known place."""
    if place_names.is_unknown_place(draft, message.text):
        return DraftMenu.PLACE_UNKNOWN
    return DraftMenu.CARD if draft.menu in {*ASKS_PLACE, DraftMenu.NOTE} else draft.menu
