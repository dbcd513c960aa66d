"""What time does to a draft that is left alone: a reminder, and its end."""

from dataclasses import replace
from typing import Final

from domain.people.riders import Rider
from domain.reporting.drafts import UNFINISHED, Draft, DraftStage
from domain.timers import Timer, TimerKind, round_key
from services.deps import Deps
from services.outgoing import draft_key, reminder_key, reminding
from services.ports.transaction import Transaction
from services.reporting.drafts import end
from services.reporting.waiting import reminder_of

_HOUR: Final = 3_600_000


async def remind(tx: Transaction, deps: Deps, draft_id: int) -> None:
    """Remind the rider of all drafts that were left alone; put it off if one of them was touched since."""
    draft = await tx.drafts.get(draft_id)
    rider = await tx.riders.get(draft.rider_id) if draft is not None and draft.stage is DraftStage.OPEN else None
    if draft is None or rider is None or not rider.agreed(deps.terms):
        return
    newest = max(await tx.drafts.open_of(rider.id), key=lambda each: each.touched_at)
    again = reminder_of(deps, newest)
    if again.due_at > deps.clock.now():
        await tx.timers.put(again)
    elif not await _is_reminded(tx, rider, newest):
        await tx.outbox.put(reminding(deps, rider))


async def _is_reminded(tx: Transaction, rider: Rider, draft: Draft) -> bool:
    """Return whether a reminder stands below the rider's newest message already."""
    reminder = await tx.messages.of_key(reminder_key(rider.id))
    return reminder is not None and reminder.message_id > draft.last_message_id


async def expire(tx: Transaction, deps: Deps, draft_id: int) -> None:
    """End a draft that was not finished in time; one that waited goes without a word.

    Of one whose rider has not agreed to the terms nothing is kept, be it finished or not.
    """
    draft, now = await tx.drafts.get(draft_id), deps.clock.now()
    rider = await tx.riders.get(draft.rider_id) if draft is not None else None
    if draft is None or rider is None or draft.report_id is not None:
        return
    agreed = rider.agreed(deps.terms)
    if agreed and draft.stage not in UNFINISHED:
        return
    until = draft.opened_at + deps.limits.draft_hours * _HOUR
    if until > now:  # it had waited before it was opened
        await tx.timers.put(Timer(TimerKind.DRAFT_EXPIRY, round_key(draft_id, draft.opened_at), until))
    elif not agreed:
        await _let_go(tx, deps, rider, draft)
    elif draft.stage is DraftStage.WAITING:
        await tx.drafts.save(replace(draft, stage=DraftStage.EXPIRED, touched_at=now))
    else:
        await end(tx, deps, rider, draft, DraftStage.EXPIRED)


async def _let_go(tx: Transaction, deps: Deps, rider: Rider, draft: Draft) -> None:
    """Empty a draft for which there is no consent, and end it; without a word, unless its card stands from before."""
    await tx.photos.remove([photo.id for photo in draft.photos])
    await tx.clips.remove([clip.id for clip in draft.clips])
    await tx.heard.forget_draft(rider.chat_id, draft.id)
    opened = draft.opened_at
    emptied = Draft(draft.id, rider.id, opened, opened, version=draft.version, last_message_id=draft.last_message_id)
    if draft.stage in UNFINISHED and await tx.outbox.knows(draft_key(draft.id)):
        await end(tx, deps, rider, emptied, DraftStage.EXPIRED)
    else:
        await tx.drafts.save(replace(emptied, stage=DraftStage.EXPIRED, touched_at=deps.clock.now()))
