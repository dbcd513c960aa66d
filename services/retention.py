"""What is not kept: raw updates after 48 hours, photos of abandoned drafts, sent messages after two weeks."""

from datetime import datetime, time, timedelta

from domain.timers import Timer, TimerKind
from services.desk import Desk
from services.ports import Transaction

_HOUR, _DAY = 3_600_000, 86_400_000
_NIGHT = time(3, 30)
SENT_DAYS = 14
PHOTOS_AT_ONCE = 100


async def plan_next(tx: Transaction, desk: Desk) -> None:
    """Set tonight's timer."""
    local = datetime.fromtimestamp(desk.clock.now() / 1000, desk.district.timezone)
    night = local.date() + timedelta(local.time() >= _NIGHT)
    at = datetime.combine(night, _NIGHT, desk.district.timezone)
    await tx.timers.put(Timer(TimerKind.RETENTION, night.isoformat(), int(at.timestamp() * 1000)))


async def forgotten_photos(tx: Transaction, desk: Desk) -> list[str] | None:
    """Forget photos of drafts that became no report; returns keys nobody needs any more, None at the end."""
    ended_before = desk.clock.now() - desk.limits.draft_hours * _HOUR
    photos = await tx.photos.of_old_drafts(ended_before, PHOTOS_AT_ONCE)
    if not photos:
        return None
    return await tx.photos.remove([photo.id for photo in photos])


async def run(tx: Transaction, desk: Desk) -> None:
    """Remove what is past its time and plan the next night."""
    now = desk.clock.now()
    await tx.inbox.purge(now - desk.limits.raw_update_hours * _HOUR)
    await tx.outbox.purge(now - SENT_DAYS * _DAY)
    await plan_next(tx, desk)
