"""The life of a draft: it opens, grows with the rider's messages and presses, and ends."""

from dataclasses import replace

from domain.district.catalogue import Category, PhotoRule
from domain.errors import DraftAside, DraftGone, NotTheirs, TooManyPhotos
from domain.geo.live_location import LiveLocation
from domain.geo.place_names import is_exact
from domain.geo.positions import Position
from domain.language.suggestion import NOTHING_READ
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
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.outgoing import (
    answer,
    draft_card,
    location_asked,
    location_key,
    note_full_key,
    reminder_key,
    removal,
    to_rider,
)
from services.people import pacing
from services.people.riders import welcome
from services.ports.heard import Heard
from services.ports.transaction import Transaction
from services.reporting import duplicates, evidence, photo_guesses, place_names, position_conflict, waiting

ALBUM_QUIET_MS = 700
_MINUTE, _HOUR = 60_000, 3_600_000


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
    return known or begun(deps, rider)


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
    return await settle(tx, deps, rider, draft, ALBUM_QUIET_MS if message.album else 0, photo)


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


async def own_draft(tx: Transaction, rider: Rider, draft_id: int) -> Draft:
    """Return the rider's open draft with this id.

    Raises:
        NotTheirs: The draft belongs to another rider.
        DraftGone: The draft was submitted or cancelled, or has expired.
        DraftAside: It has made way for a danger.
    """
    draft = await tx.drafts.get(draft_id)
    if draft is None:
        raise DraftGone
    if draft.rider_id != rider.id:
        raise NotTheirs
    if draft.stage is not DraftStage.OPEN:
        raise DraftAside if draft.stage is DraftStage.ASIDE else DraftGone
    return draft


async def open_menu(tx: Transaction, deps: Deps, rider: Rider, draft_id: int, menu: DraftMenu) -> None:
    """Show a menu on the draft's card, or close it if it is open.

    The place menu also asks the phone for its location. Raises DraftGone or NotTheirs, as `own_draft`.
    """
    draft = await own_draft(tx, rider, draft_id)
    chosen = DraftMenu.CARD if draft.menu is menu else menu
    await settle(tx, deps, rider, replace(draft, menu=chosen))
    if chosen is DraftMenu.PLACE:
        await tx.outbox.put(location_asked(deps, rider, draft_id))


async def choose_category(tx: Transaction, deps: Deps, rider: Rider, draft_id: int, slug: str) -> None:
    """Set the category that the rider chose.

    Raises:
        DraftGone, NotTheirs: See `own_draft`.
        KeyError: The catalogue has no such slug.
    """
    draft = await own_draft(tx, rider, draft_id)
    category = deps.district.catalogue[slug]
    draft = replace(draft, category=category.slug, category_chosen=True, menu=DraftMenu.CARD)
    await settle(tx, deps, rider, draft)


async def confirm_old_place(tx: Transaction, deps: Deps, rider: Rider, draft_id: int) -> None:
    """Accept a position that is more than a day old. Raises DraftGone or NotTheirs, as `own_draft`."""
    draft = await own_draft(tx, rider, draft_id)
    await settle(tx, deps, rider, replace(draft, position_confirmed=True))


async def choose_place(tx: Transaction, deps: Deps, rider: Rider, draft_id: int, mark: str) -> None:
    """Take the one of the draft's two positions with this mark (see `services.reporting.position_conflict.mark`).

    Raises:
        DraftGone, NotTheirs: See `own_draft`.
        Stale: Neither position has this mark.
    """
    draft = await own_draft(tx, rider, draft_id)
    chosen = replace(position_conflict.chosen(deps, draft, mark), menu=DraftMenu.CARD)
    await settle(tx, deps, rider, chosen)


async def take_live_location(tx: Transaction, deps: Deps, rider: Rider, place: LiveLocation) -> None:
    """Use an updated live location as the place of an open draft that has none."""
    draft = await tx.drafts.open_of(rider.id)
    if draft is None or draft.position is not None:
        return
    placed = position_conflict.placed(draft, (), place, deps.clock.now())
    if placed.position is not None:
        await settle(tx, deps, rider, placed)


async def is_different(tx: Transaction, deps: Deps, rider: Rider, draft_id: int) -> None:
    """Note that none of the nearby reports shown is of this problem, so that the draft can be submitted.

    Raises DraftGone or NotTheirs, as `own_draft`.
    """
    draft = await own_draft(tx, rider, draft_id)
    declined = await duplicates.declined(tx, deps, draft, deps.clock.now())
    await settle(tx, deps, rider, replace(draft, near_declined=declined))


async def clear_note(tx: Transaction, deps: Deps, rider: Rider, draft_id: int) -> None:
    """Delete the draft's note. Raises DraftGone or NotTheirs, as `own_draft`."""
    draft = await own_draft(tx, rider, draft_id)
    await settle(tx, deps, rider, replace(draft, note_parts=(), menu=DraftMenu.CARD))


async def cancel(tx: Transaction, deps: Deps, rider: Rider, draft_id: int) -> None:
    """Cancel the draft. Raises DraftGone or NotTheirs, as `own_draft`."""
    draft = await own_draft(tx, rider, draft_id)
    await end(tx, deps, rider, draft, DraftStage.CANCELLED)


async def end(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, stage: DraftStage) -> None:
    """Close a draft, show on its card how it ended, and take the location key and the reminder away.

    What has made way for it is open again.
    """
    now = deps.clock.now()
    await tx.drafts.save(replace(draft, stage=stage, touched_at=now))
    await tx.outbox.put(draft_card(deps, rider, draft.id))
    never_asked = draft.version == _FIRST_STORED and is_exact(draft.position)
    if not never_asked and await tx.outbox.knows(location_key(draft.id)):  # also a key that is still being sent
        await tx.outbox.put(location_asked(deps, rider, draft.id))
    may_be_reminded = now >= draft.opened_at + deps.limits.draft_reminder_minutes * _MINUTE
    reminder = await tx.messages.of_key(reminder_key(draft.id)) if may_be_reminded else None
    if reminder is not None:
        await tx.outbox.put(removal(reminder.chat_id, reminder.message_id, now))
    if draft.danger is not None and draft.stage is DraftStage.OPEN:
        await _resume(tx, deps, rider, draft.last_message_id)


async def _resume(tx: Transaction, deps: Deps, rider: Rider, below: int) -> None:
    """Open the draft again that was put aside last, with its card below a message."""
    aside = next(iter(await tx.drafts.aside_of(rider.id)), None)
    if aside is not None:
        newest = max(aside.last_message_id, below)
        opened = await settle(tx, deps, rider, replace(aside, stage=DraftStage.OPEN, last_message_id=newest))
        await tx.timers.put(waiting.reminder_of(deps, opened))


def is_old(deps: Deps, draft: Draft, now: int) -> bool:
    """Return whether the position is too old to use without asking; a position without a time is not."""
    position = draft.position
    return position is not None and not draft.position_confirmed and position_conflict.is_old(deps, position, now)


def missing(deps: Deps, draft: Draft) -> tuple[str, ...]:
    """Return what the draft still lacks, in the order in which the card asks for it."""
    category = deps.district.category(draft.category, draft.danger)
    lacks = {
        "photo": category is not None and _needs_photo(category) and not draft.photos,
        "category": category is None,
        "place": draft.position is None,
        "which_place": draft.asks_place,
        "old_place": is_old(deps, draft, deps.clock.now()) and not draft.asks_place,
        "answer": draft.asks_near,
    }
    return tuple(name for name, is_missing in lacks.items() if is_missing)


def _needs_photo(category: Category) -> bool:
    """What is urgent waits for none: nobody is to look for a camera beside an open shaft."""
    return category.photo is PhotoRule.NEEDED and not category.urgent


async def noted(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, part: NotePart) -> Draft:
    """Return the draft with a message's words, as many as its note holds; the rider hears once that it is full."""
    others = sum(len(old.text) for old in draft.note_parts if old.message_id != part.message_id)
    room = max(0, deps.limits.note_characters - others)
    if len(part.text) > room:
        full = NoteFull(reply_to=part.message_id)
        await tx.outbox.put(to_rider(deps, rider, full, note_full_key(draft.id)))
    return with_note(draft, replace(part, text=part.text[:room]))


def begun(deps: Deps, rider: Rider) -> Draft:
    """Return a new draft, which is stored once it holds what its first message brings."""
    now, draft_id = deps.clock.now(), deps.ids.new()
    return Draft(draft_id, rider.id, opened_at=now, touched_at=now, position=_last_place(deps, rider, now))


async def _store_begun(tx: Transaction, deps: Deps, draft: Draft) -> None:
    """Insert a draft with what its first message brought, and set its timers."""
    await tx.drafts.add(draft)
    waits = (
        (TimerKind.DRAFT_REMINDER, deps.limits.draft_reminder_minutes * _MINUTE),
        (TimerKind.DRAFT_EXPIRY, deps.limits.draft_hours * _HOUR),
    )
    await tx.timers.put_all([Timer(kind, str(draft.id), draft.opened_at + wait) for kind, wait in waits])


def _last_place(deps: Deps, rider: Rider, now: int) -> Position | None:
    if rider.last_place is None or rider.last_place_at is None:
        return None
    if now - rider.last_place_at > deps.limits.last_place_minutes * _MINUTE:
        return None
    return replace(rider.last_place, source="last", taken_at=rider.last_place_at)


def _menu_after(draft: Draft, message: IncomingMessage) -> DraftMenu:
    """Return the menu after a message: close the one it answered, or say that its words name no known place."""
    if place_names.is_unknown_place(draft, message.text):
        return DraftMenu.PLACE_UNKNOWN
    return DraftMenu.CARD if draft.menu in {*ASKS_PLACE, DraftMenu.NOTE} else draft.menu


def brought(draft: Draft, message_id: int) -> bool:
    """Return whether a photo or words of the draft came in this message."""
    return any(photo.message_id == message_id for photo in draft.photos) or any(
        part.message_id == message_id for part in draft.note_parts
    )


async def settle(
    tx: Transaction, deps: Deps, rider: Rider, draft: Draft, quiet_ms: int = 0, photo: Photo | None = None
) -> Draft:
    """Derive category, community and nearby reports, store the draft with a new photo and queue its card.

    One that waits has no card.
    """
    now, is_new, touched_at = deps.clock.now(), not draft.stood, draft.touched_at
    draft = _derived(deps, draft, now, shows=photo is not None or bool(draft.photos))
    if is_new:
        await _store_begun(tx, deps, draft)
    if photo is not None:
        draft = replace(draft, photos=(*draft.photos, await tx.photos.add(photo)))
    if draft.stage is DraftStage.WAITING:
        return draft if is_new else await tx.drafts.save(replace(draft, touched_at=touched_at))
    near = () if draft.asks_place or waiting.hurries(deps, draft) else await duplicates.shown_near(tx, deps, draft, now)
    if not is_new or near:
        draft = await tx.drafts.save(replace(draft, near_shown=near))
    if not rider.agreed(deps.photos_to):
        if not quiet_ms or is_new:
            await welcome(tx, deps, rider)
        return draft
    await tx.outbox.put(draft_card(deps, rider, draft.id, now + quiet_ms if quiet_ms else 0))
    asked = not is_new and await tx.messages.of_key(location_key(draft.id)) is not None
    await _ask_location(tx, deps, rider, draft, now + quiet_ms, asked=asked)
    await photo_guesses.ask(tx, deps, rider, draft, quiet_ms)
    return draft


_FIRST_STORED = 2
"""The version of a draft after its first message, by which `Draft.stood` knows later ones."""


async def _ask_location(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, at: int, *, asked: bool) -> None:
    """Show the location key if a draft with photos or of a danger lacks an exact place; take it away once it has."""
    known = is_exact(draft.position)
    if (not known and (draft.photos or draft.danger) and not asked) or (known and asked):
        await tx.outbox.put(location_asked(deps, rider, draft.id, at))


def _derived(deps: Deps, draft: Draft, now: int, *, shows: bool) -> Draft:
    """Return the draft touched `now`, with category and community of its words and place; `shows` if it has photos."""
    note, place = draft.note, draft.position
    reading = deps.suggester.read(note, shown=shows) if note else NOTHING_READ
    guesses = tuple(guess.slug for guess in reading.guesses)
    chosen = draft.category_chosen and draft.category in deps.district.catalogue
    category = draft.category if chosen else next(iter(guesses), None) if reading.fills else None
    community = deps.district.community_at(place.lat, place.lng) if place is not None else None
    named = community.id if community else None
    version = draft.version if draft.stood else _FIRST_STORED
    return replace(
        draft,
        version=version,
        touched_at=now,
        guesses=guesses,
        category=category,
        category_chosen=chosen,
        community=named,
    )
