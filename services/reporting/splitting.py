"""Drafts are parted and put together: what joined leaves again, a photo is taken back, a place finds its draft."""

from collections.abc import Collection
from dataclasses import replace

from domain.errors import Stale
from domain.people.riders import Rider
from domain.reporting.drafts import Draft, DraftMenu, DraftStage
from domain.reporting.joining import may_be_of, without, without_clip, without_photo
from domain.reporting.photos import standing
from services.deps import Deps
from services.outgoing import draft_key, removal
from services.ports.transaction import Transaction
from services.reporting import clips, drafts, position_conflict


async def split_off(tx: Transaction, deps: Deps, rider: Rider, draft_id: int) -> Draft:
    """Part what joined a draft last from it, as a draft of its own, and return that.

    Raises:
        DraftGone, DraftAside, NotTheirs: See `services.reporting.drafts.own_draft`.
        Stale: Nothing can be parted from it.
    """
    draft = await drafts.own_draft(tx, rider, draft_id)
    rest = without(draft, draft.joined)
    if not draft.joined or not (rest.photos or rest.note_parts or rest.traces):
        raise Stale
    return await part(tx, deps, rider, draft, draft.joined)


async def part(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, messages: Collection[int]) -> Draft:
    """Part what these messages brought from a draft, store both, and return the new one."""
    staying = {each.message_id for each in draft.traces} - set(messages)
    now = deps.clock.now()
    begun = await drafts.in_turn(tx, deps, rider, drafts.begun(deps, rider), max(messages))
    new = replace(_emptied(without(draft, staying), begun), version=drafts.FIRST_STORED)
    new = replace(new, last_message_id=max(messages), heard_at=draft.heard_at, touched_at=now)
    await drafts.store(tx, deps, new)
    for photo in new.photos:
        await tx.photos.move(photo.id, new.id)
    new = await clips.moved(tx, new)
    for message_id in messages:
        await tx.heard.move(rider.chat_id, message_id, new.id)
    rest = await clips.shown(tx, without(draft, messages))
    await drafts.settle(tx, deps, rider, replace(rest, menu=DraftMenu.CARD))
    return await drafts.settle(tx, deps, rider, new)


async def take_back(tx: Transaction, deps: Deps, rider: Rider, draft_id: int, file_id: int) -> None:
    """Take a photo of a draft back, with the position in its file, or a clip; `file_id` is the id of either.

    What was written beside it stays; see `domain.reporting.joining.without_clip`.

    Raises:
        DraftGone, DraftAside, NotTheirs: See `services.reporting.drafts.own_draft`.
        Stale: The draft has no such photo and no such clip.
    """
    draft = await drafts.own_draft(tx, rider, draft_id)
    photo = next((each for each in draft.photos if each.id == file_id), None)
    clip_id = photo.clip_id if photo is not None else file_id
    clip = next((each for each in draft.clips if each.id == clip_id), None)
    if clip is not None:
        await clips.taken_out(tx, draft, clip.message_id)
        draft = without_clip(draft, clip)
    elif photo is not None:
        await tx.photos.detach(photo.id)
        draft = without_photo(draft, photo)
    else:
        raise Stale
    await drafts.settle(tx, deps, rider, await clips.shown(tx, replace(draft, menu=DraftMenu.CARD)))


async def belongs_to(tx: Transaction, deps: Deps, rider: Rider, draft_id: int, other_id: int) -> None:
    """Give a draft's place, and all else that it holds, to the other draft of the rider whose it may be.

    Raises:
        DraftGone, DraftAside, NotTheirs: See `services.reporting.drafts.own_draft`.
        Stale: The other one has a place by now, and was not given it just before.
    """
    draft = await drafts.own_draft(tx, rider, draft_id)
    other = await drafts.own_draft(tx, rider, other_id)
    if draft.position is None or not may_be_of(draft, other) or draft.id == other.id:
        raise Stale
    for photo in draft.photos:
        await tx.photos.move(photo.id, other.id)
    for mark in draft.clips:
        await tx.clips.move(mark.id, other.id)
    for trace in draft.traces:
        await tx.heard.move(rider.chat_id, trace.message_id, other.id)
    asked = replace(
        other,
        menu=DraftMenu.PLACE,
        photos=standing((*other.photos, *draft.photos)),
        clips=(*other.clips, *draft.clips),
        note_parts=(*other.note_parts, *draft.note_parts),
        traces=(*other.traces, *draft.traces),
        last_message_id=max(other.last_message_id, draft.last_message_id),
        heard_at=max(other.heard_at, draft.heard_at),
    )
    placed = position_conflict.placed(asked, (draft.position,), None, deps.clock.now())
    await drafts.end(tx, deps, rider, draft, DraftStage.MERGED)
    card = await tx.messages.of_key(draft_key(draft.id))
    if card is not None:
        await tx.outbox.put(removal(card.chat_id, card.message_id, deps.clock.now()))
    await drafts.settle(tx, deps, rider, replace(placed, menu=DraftMenu.CARD))


def _emptied(draft: Draft, begun: Draft) -> Draft:
    """Return a new draft with the photos, words and positions of another, and nothing that its rider said of that."""
    return replace(
        begun,
        photos=draft.photos,
        clips=draft.clips,
        note_parts=draft.note_parts,
        traces=draft.traces,
        position=draft.position,
        other_position=draft.other_position,
    )
