"""What time does to a draft that is left alone: a reminder, and its end."""

from dataclasses import replace
from typing import Final

from domain.reporting.drafts import UNFINISHED, DraftStage
from domain.reporting.messages import DraftReminder
from domain.timers import Timer, TimerKind, round_key
from services.deps import Deps
from services.outgoing import reminder_key, to_rider
from services.ports.transaction import Transaction
from services.reporting.drafts import end
from services.reporting.waiting import reminder_of

_HOUR: Final = 3_600_000


async def remind(tx: Transaction, deps: Deps, draft_id: int) -> None:
    """Remind the rider of a draft that was left alone; put the reminder off if the draft was touched since."""
    draft = await tx.drafts.get(draft_id)
    if draft is None or draft.stage is not DraftStage.OPEN:
        return
    rider = await tx.riders.get(draft.rider_id)
    if rider is None:
        return
    again = reminder_of(deps, draft)
    if again.due_at > deps.clock.now():
        await tx.timers.put(again)
        return
    await tx.outbox.put(to_rider(deps, rider, DraftReminder(), reminder_key(draft_id)))


async def expire(tx: Transaction, deps: Deps, draft_id: int) -> None:
    """End a draft that was not finished in time; one that waited goes without a word."""
    draft, now = await tx.drafts.get(draft_id), deps.clock.now()
    if draft is None or draft.stage not in UNFINISHED:
        return
    until = draft.opened_at + deps.limits.draft_hours * _HOUR
    if until > now:  # it had waited before it was opened
        await tx.timers.put(Timer(TimerKind.DRAFT_EXPIRY, round_key(draft_id, draft.opened_at), until))
    elif draft.stage is DraftStage.WAITING:
        await tx.drafts.save(replace(draft, stage=DraftStage.EXPIRED, touched_at=now))
    elif (rider := await tx.riders.get(draft.rider_id)) is not None:
        await end(tx, deps, rider, draft, DraftStage.EXPIRED)
