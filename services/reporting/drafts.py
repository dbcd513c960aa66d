"""The life of a draft: it opens, grows with the rider's messages and presses, and ends."""

from dataclasses import replace

from domain.district.catalogue import Category
from domain.errors import DraftAside, DraftGone, NotTheirs
from domain.geo.place_names import is_exact
from domain.language.suggestion import NOTHING_READ
from domain.people.messages import KeptUntilAgreed
from domain.people.riders import Rider
from domain.reporting.drafts import OPEN_AT_MOST, UNFINISHED, Draft, DraftStage
from domain.reporting.messages import KeptForRoom
from domain.reporting.photo_needs import needs_photo
from domain.reporting.photos import Photo, standing
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.outgoing import (
    answer,
    draft_card,
    location_asked,
    reminder_key,
    reminding,
    removal,
)
from services.people.riders import ask_to_agree
from services.ports.transaction import Transaction
from services.reporting import duplicates, far_outside, photo_guesses, position_conflict, waiting

ALBUM_QUIET_MS = 700
_MINUTE, _HOUR = 60_000, 3_600_000


async def own_draft(tx: Transaction, rider: Rider, draft_id: int) -> Draft:
    """Return the rider's open draft with this id.

    Raises:
        NotTheirs: The draft belongs to another rider.
        DraftGone: The draft was submitted or cancelled, or has expired.
        DraftAside: It waits, as ten are open.
    """
    theirs = {each.id: each for each in await tx.drafts.unfinished_of(rider.id)}  # wanted once it ends
    draft = theirs.get(draft_id) or await tx.drafts.get(draft_id)
    if draft is None:
        raise DraftGone
    if draft.rider_id != rider.id:
        raise NotTheirs
    if draft.stage is not DraftStage.OPEN:
        raise DraftAside if draft.stage is DraftStage.ASIDE else DraftGone
    return draft


async def own_unfinished(tx: Transaction, rider: Rider, draft_id: int) -> Draft:
    """Return the rider's draft with this id in whatever stage it may still be submitted.

    Raises:
        NotTheirs: The draft belongs to another rider.
        DraftGone: The draft was submitted or cancelled, or has expired.
    """
    draft = await tx.drafts.get(draft_id)
    if draft is not None and draft.stage not in UNFINISHED:
        raise DraftGone
    return draft if draft is not None and draft.rider_id == rider.id else await own_draft(tx, rider, draft_id)


async def end(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, stage: DraftStage) -> None:
    """Close a draft, show on its card how it ended, and take away what asked for it.

    One that waited for room is opened.
    """
    now = deps.clock.now()
    await tx.drafts.save(replace(draft, stage=stage, touched_at=now))
    if draft.stage is not DraftStage.ASIDE:
        await tx.outbox.put(draft_card(deps, rider, draft.id))
    if draft.place_asked_at is not None:
        await tx.outbox.put(location_asked(deps, rider, draft.id))
    left = await tx.drafts.unfinished_of(rider.id)
    reminded = [each for each in (draft, *left) if now >= each.opened_at + deps.limits.draft_reminder_minutes * _MINUTE]
    if reminded:  # else no reminder stands
        await _remind_no_more(tx, deps, rider, left if reminded != [draft] else [])
    opened = [each for each in left if each.stage is DraftStage.OPEN]
    aside = next((each for each in left if each.stage is DraftStage.ASIDE), None)
    if aside is not None and len(opened) < OPEN_AT_MOST:
        newest = max(aside.last_message_id, draft.last_message_id)
        resumed = await settle(tx, deps, rider, replace(aside, stage=DraftStage.OPEN, last_message_id=newest))
        await tx.timers.put(waiting.reminder_of(deps, resumed))
    else:
        await _redraw_newest(tx, deps, rider, opened, now)


async def _remind_no_more(tx: Transaction, deps: Deps, rider: Rider, left: list[Draft]) -> None:
    """Let the reminder name what is left, and take it away where it named none of that."""
    reminder = await tx.messages.of_key(reminder_key(rider.id))
    if reminder is None:
        return
    if left:
        await tx.outbox.put(reminding(deps, rider))
    else:
        await tx.outbox.put(removal(reminder.chat_id, reminder.message_id, deps.clock.now()))


async def _redraw_newest(tx: Transaction, deps: Deps, rider: Rider, drafts: list[Draft], now: int) -> None:
    """Draw the newest two of a rider's open drafts again: the newest offers to submit all, that before no more."""
    newest = sorted(drafts, key=lambda each: each.last_message_id)[-2:]
    for draft in newest:
        await tx.outbox.put(draft_card(deps, rider, draft.id, now + ALBUM_QUIET_MS))


def is_old(deps: Deps, draft: Draft, now: int) -> bool:
    """Return whether the position is too old to use without asking; a position without a time is not."""
    position = draft.position
    return position is not None and not draft.position_confirmed and position_conflict.is_old(deps, position, now)


def missing(deps: Deps, draft: Draft) -> tuple[str, ...]:
    """Return what the draft still lacks, in the order in which the card asks for it."""
    category, is_far = deps.district.category(draft.category, draft.danger), far_outside.is_far(deps, draft)
    lacks = {
        "photo": category is not None and _needs_photo(category, draft) and not draft.photos,
        "category": category is None,
        "place": draft.position is None,
        "which_place": draft.asks_place,
        far_outside.FAR_OUTSIDE: is_far,
        "old_place": is_old(deps, draft, deps.clock.now()) and not (draft.asks_place or is_far),
        "answer": draft.asks_near,
    }
    return tuple(name for name, is_missing in lacks.items() if is_missing)


def _needs_photo(category: Category, draft: Draft) -> bool:
    """Return whether a draft is to have a photo; of a station its name says enough."""
    return draft.station is None and needs_photo(category, draft.note)


def begun(deps: Deps, rider: Rider) -> Draft:
    """Return a new draft, which is stored once it holds what its first message brings."""
    now, draft_id = deps.clock.now(), deps.ids.new()
    return Draft(draft_id, rider.id, opened_at=now, touched_at=now)


async def in_turn(
    tx: Transaction, deps: Deps, rider: Rider, begun: Draft, message_id: int, at_most: int = OPEN_AT_MOST
) -> Draft:
    """Return a new draft, put aside where as many are open as may be; its rider hears that it is kept."""
    if len(await tx.drafts.open_of(rider.id)) < at_most:
        return begun
    await answer(tx, deps, rider, KeptForRoom(reply_to=message_id))
    return replace(begun, stage=DraftStage.ASIDE)


async def store(tx: Transaction, deps: Deps, draft: Draft) -> None:
    """Insert a draft with what its first message brought, and set its timers."""
    await tx.drafts.add(draft)
    waits = (
        (TimerKind.DRAFT_REMINDER, deps.limits.draft_reminder_minutes * _MINUTE),
        (TimerKind.DRAFT_EXPIRY, deps.limits.draft_hours * _HOUR),
    )
    await tx.timers.put_all([Timer(kind, str(draft.id), draft.opened_at + wait) for kind, wait in waits])


def brought(draft: Draft, message_id: int) -> bool:
    """Return whether a photo, a clip or words of the draft came in this message."""
    photos, clips = (photo.message_id for photo in draft.photos), (clip.message_id for clip in draft.clips)
    return message_id in {*photos, *clips, *(part.message_id for part in draft.note_parts)}


async def settle(
    tx: Transaction, deps: Deps, rider: Rider, draft: Draft, quiet_ms: int = 0, photo: Photo | None = None
) -> Draft:
    """Derive category, community and nearby reports, store the draft with a new photo and queue its card.

    One that waits has no card.
    """
    now, is_new, touched_at = deps.clock.now(), not draft.stood, draft.touched_at
    draft = _derived(deps, draft, now, shows=photo is not None or bool(draft.photos))
    asks = _wants_key(draft) and draft.place_asked_at is None
    asked_no_more = draft.place_asked_at is not None and (is_exact(draft.position) or draft.foreign)
    draft = replace(draft, place_asked_at=now if asks else None if draft.foreign else draft.place_asked_at)
    if is_new:
        await store(tx, deps, draft)
    if photo is not None:
        draft = replace(draft, photos=standing((*draft.photos, await tx.photos.add(photo))))
    if draft.stage is not DraftStage.OPEN:
        return draft if is_new else await tx.drafts.save(replace(draft, touched_at=touched_at))
    near = () if draft.asks_place or waiting.hurries(deps, draft) else await duplicates.shown_near(tx, deps, draft, now)
    if not is_new or near:
        draft = await tx.drafts.save(replace(draft, near_shown=near))
    if not rider.agreed(deps.terms):
        kept = KeptUntilAgreed(reply_to=draft.last_message_id or None)
        once = f"album:{draft.id}" if quiet_ms else f"message:{draft.last_message_id}"
        await ask_to_agree(tx, deps, rider, kept, once)
        return draft
    await tx.outbox.put(draft_card(deps, rider, draft.id, now + quiet_ms if quiet_ms else 0))
    if asks or asked_no_more:
        await tx.outbox.put(location_asked(deps, rider, draft.id, now + quiet_ms))
    others = [each for each in await tx.drafts.open_of(rider.id) if each.id != draft.id]
    await _redraw_newest(tx, deps, rider, others, now)
    await photo_guesses.ask(tx, deps, rider, draft, quiet_ms)
    return draft


FIRST_STORED = 2
"""The version of a draft after its first message, by which `Draft.stood` knows later ones."""


def _wants_key(draft: Draft) -> bool:
    """Return whether the location key is to be shown: the draft lacks an exact place, and the phone may be there."""
    return draft.stage is DraftStage.OPEN and not (is_exact(draft.position) or draft.foreign)


def _derived(deps: Deps, draft: Draft, now: int, *, shows: bool) -> Draft:
    """Return the draft touched `now`, with category and community of its words and place; `shows` if it has photos."""
    note, place = draft.note, draft.position
    reading = deps.suggester.read(note, shown=shows) if note else NOTHING_READ
    guesses = tuple(guess.slug for guess in reading.guesses)
    chosen = draft.category_chosen and draft.category in deps.district.catalogue
    category = draft.category if chosen else next(iter(guesses), None) if reading.fills else None
    community = deps.district.community_at(place.lat, place.lng) if place is not None else None
    named = community.id if community else None
    version = draft.version if draft.stood else FIRST_STORED
    return replace(
        draft,
        version=version,
        touched_at=now,
        guesses=guesses,
        category=category,
        category_chosen=chosen,
        community=named,
    )
