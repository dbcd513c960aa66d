"""What a rider sends joins a draft, or opens one."""

from dataclasses import replace

from domain.errors import TooManyClips, TooManyPhotos
from domain.language.intents import Intent
from domain.people.paces import Pace
from domain.people.riders import Rider
from domain.reporting.drafts import (
    ASKS_PLACE,
    OPEN_AT_MOST,
    PHOTOS_AT_MOST,
    Draft,
    DraftMenu,
    NotePart,
    with_note,
    with_trace,
)
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.joining import Decision, Kind, Outcome
from domain.reporting.messages import NoteFull, PhotoAgain
from domain.reporting.photo_hash import TWINS_AT_MOST
from domain.reporting.photos import Photo
from domain.reporting.spots import rooted
from services.deps import Deps
from services.outgoing import answer, note_full_key, to_rider
from services.people import pacing, sanctions
from services.ports.heard import Heard
from services.ports.transaction import Transaction
from services.reporting import (
    clips,
    drafts,
    evidence,
    joining,
    last_places,
    place_names,
    position_conflict,
    room,
    splitting,
    waiting,
)


async def receive(
    tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage, problem: str | None = None
) -> Draft:
    """Add a message to the draft that it belongs to, else open one of its own.

    `problem` is the slug of the category that its rider says it is of.

    Raises:
        TooManyPhotos: See `grown`.
        TooManyMessages, TooManyDrafts: The rider has sent or opened as many as an hour allows.
        Barred: The rider is banned, and has no draft of a danger that takes it.
    """
    waits = await waiting.taking(tx, deps, rider, message)
    if waits is not None:
        await pacing.spend(tx, deps, Pace.MESSAGES, rider.id)
        await waiting.tell(tx, deps, rider, waits, message)
        return await grown(tx, deps, rider, waits, message)
    decision = await joining.decision_of(tx, deps, rider, message, problem=problem)
    return await carried_out(tx, deps, rider, message, decision)


async def begin(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> Draft:
    """Open a draft for a message that brings nothing, whatever else is open; what follows joins that.

    Raises the errors of `receive`.
    """
    return await carried_out(tx, deps, rider, message, Decision(Outcome.OPEN))


async def receive_words(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> Draft | None:
    """Add words to the draft that they belong to, or open one if they name a problem; else return None.

    A place by name opens one only where several drafts lack a place, so that the card can ask which.

    Raises the errors of `receive`.
    """
    if await waiting.taking(tx, deps, rider, message) is not None:
        return await receive(tx, deps, rider, message)
    decision = await joining.decision_of(tx, deps, rider, message)
    is_bare_place = decision.outcome is Outcome.OPEN and joining.kind_of(deps, message) is Kind.PLACE
    if decision.outcome is Outcome.ANSWER or is_bare_place:
        return None
    return await carried_out(tx, deps, rider, message, decision)


async def receive_talk(
    tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage, intent: Intent
) -> Draft | None:
    """Add words that have an answer of their own to the draft that they belong to all the same; None if to none.

    Raises the errors of `receive`.
    """
    if message.replied_to is not None and await waiting.taking(tx, deps, rider, message) is not None:
        return await receive(tx, deps, rider, message)
    decision = await joining.decision_of(tx, deps, rider, message, intent=intent)
    if decision.outcome is Outcome.ANSWER:
        return None
    return await carried_out(tx, deps, rider, message, decision)


async def receive_live(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> bool:
    """Add the start of a live location to the draft that it belongs to; return False, and keep nothing, if none does.

    Raises the errors of `receive`.
    """
    waits = await waiting.taking(tx, deps, rider, message)
    decision = await joining.decision_of(tx, deps, rider, message)
    if waits is None and decision.outcome not in {Outcome.JOIN, Outcome.ASK}:
        return False
    await receive(tx, deps, rider, message)
    return True


async def carried_out(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage, decision: Decision) -> Draft:
    """Let a message join the draft that was decided on, or open one.

    Beyond ten open drafts the new one waits until one of them ends, but for one that asks whose its place is. Of a
    banned rider all goes to their draft of a danger. Raises the errors of `receive`.
    """
    if sanctions.is_banned(deps, rider):
        decision = await _in_danger(tx, deps, rider, decision)
    if decision.draft is not None:
        await pacing.spend(tx, deps, Pace.MESSAGES, rider.id)
        return await grown(tx, deps, rider, _joined(decision.draft, message, decision), message)
    await pacing.spend_both(tx, deps, (Pace.MESSAGES, Pace.DRAFTS), rider.id)
    if decision.takes_from is not None:
        others = [each.message_id for each in await tx.heard.of_album(rider.chat_id, message.album)]
        begun = await splitting.part(tx, deps, rider, decision.takes_from, others)
    else:
        begun = drafts.begun(deps, rider)
        asks = decision.outcome is Outcome.ASK  # which is seen while it is asked alone
        begun = await drafts.in_turn(tx, deps, rider, begun, message.message_id, OPEN_AT_MOST + asks)
    return await grown(tx, deps, rider, begun, message)


async def _in_danger(tx: Transaction, deps: Deps, rider: Rider, decision: Decision) -> Decision:
    """Return the decision that a banned rider's message joins their draft of a danger to life, the newest of several.

    Raises:
        Barred: They have none.
    """
    joined = [decision.draft] if decision.draft is not None else []
    found = [each for each in (*await tx.drafts.open_of(rider.id), *joined) if each.danger is not None]
    sanctions.refuse_banned(deps, rider, found[-1] if found else None)
    return Decision(Outcome.JOIN, found[-1])


def _joined(draft: Draft, message: IncomingMessage, decision: Decision) -> Draft:
    """Return the draft with the messages that can be split off: this one in doubt, with its album.

    While the card asks which of two places is right, all that came since the second may be of that.
    """
    if not decision.doubtful:
        return draft
    before = draft.joined if draft.asks_place else ()
    return replace(draft, joined=tuple(dict.fromkeys((*before, *decision.together, message.message_id))))


async def grown(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, message: IncomingMessage) -> Draft:
    """Store a draft with what a message brings, and return it.

    A photo that it already has is not added again, and of the words no more than a note holds.

    Raises:
        TooManyPhotos: The draft already has ten photos, and the message brings nothing else.
        TooManyClips: It already has five voice messages and videos; likewise.
    """
    message = await fitting(tx, deps, rider, draft, message)
    photo, now = await new_photo(tx, deps, rider, draft, message), deps.clock.now()
    live = None if message.foreign else await tx.live_locations.of_rider(rider.id)
    draft = clips.with_clip(await last_places.taken(tx, deps, rider, draft, message, live), message)
    await tx.heard.note(Heard(rider.chat_id, message.message_id, now, draft_id=draft.id, album=message.album))
    named = message.position or message.photo_position
    trace = evidence.trace_of(message)
    position, text = place_names.place_of(deps, rider, with_trace(draft, trace), named, message.text)
    by_name = () if position in {None, *trace.positions} else (position,)
    draft = last_places.left(draft, with_trace(draft, replace(trace, positions=(*trace.positions, *by_name))))
    draft = rooted(draft)
    if text or position is not None:  # kept even without words, so that an edit of the message finds its draft
        draft = await noted(tx, deps, rider, draft, NotePart(message.message_id, text, message.dictated, position))
    told = [position for position in (message.photo_position, position) if position is not None]
    draft = position_conflict.placed(place_names.making_way(draft, position), told, live, now)
    draft = replace(
        draft,
        menu=_menu_after(deps, draft, message, is_placed=bool(told)),
        last_message_id=max(draft.last_message_id, message.message_id),
        heard_at=max(draft.heard_at, message.sent_at or now),
        joined=draft.joined or ((message.message_id,) if draft.asks_place and len(draft.traces) > 1 else ()),
    )
    settled = await drafts.settle(tx, deps, rider, draft, drafts.ALBUM_QUIET_MS if message.album else 0, photo)
    await clips.keep(tx, rider, settled, message)
    return settled


async def fitting(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, message: IncomingMessage) -> IncomingMessage:
    """Return a message without its clip if the draft has no room for that. Raises TooManyClips, as `grown`."""
    if clips.has_room(draft, message):
        return message
    return await room.without_files(tx, deps, rider, message, TooManyClips(f"clips:{draft.id}"))


async def new_photo(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, message: IncomingMessage) -> Photo | None:
    """Return the message's photo as it is added to the draft; None if it brings none, or one that the draft has.

    The still of a video is left out where there is no room for it.

    Raises:
        TooManyPhotos: See `grown`.
    """
    if message.photo is None:
        return None
    if draft.photos and await tx.photos.distance_in_draft(draft.id, message.photo) <= TWINS_AT_MOST:
        if message.clip is None:
            await answer(tx, deps, rider, PhotoAgain(reply_to=message.message_id))
        return None
    if len(draft.photos) >= PHOTOS_AT_MOST:
        if message.clip is None:
            await room.without_files(tx, deps, rider, message, TooManyPhotos(f"photos:{draft.id}"))
        return None
    return replace(message.photo, draft_id=draft.id, rider_id=rider.id, message_id=message.message_id)


async def noted(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, part: NotePart) -> Draft:
    """Return the draft with a message's words, as many as its note holds; the rider hears once that it is full."""
    others = sum(len(old.text) for old in draft.note_parts if old.message_id != part.message_id)
    left = max(0, deps.limits.note_characters - others)
    if len(part.text) > left:
        full = NoteFull(reply_to=part.message_id)
        await tx.outbox.put(to_rider(deps, rider, full, note_full_key(draft.id)))
    return with_note(draft, replace(part, text=part.text[:left]))


def _menu_after(deps: Deps, draft: Draft, message: IncomingMessage, *, is_placed: bool) -> DraftMenu:
    """Return the menu after a message: close the one it answered, or say that its words name no known place."""
    is_problem = joining.kind_of(deps, message) is Kind.PROBLEM
    if not is_placed and place_names.is_unknown_place(draft, message.text, is_problem=is_problem):
        return DraftMenu.PLACE_UNKNOWN
    return DraftMenu.CARD if draft.menu in {*ASKS_PLACE, DraftMenu.NOTE} else draft.menu
