"""What is not kept: raw updates after 48 hours, sent messages after two weeks."""

from datetime import datetime, time, timedelta

from domain.timers import Timer, TimerKind
from services.desk import Desk
from services.ports import Transaction

_HOUR, _DAY = 3_600_000, 86_400_000
_NIGHT = time(3, 30)
SENT_DAYS = 14


async def plan_next(tx: Transaction, desk: Desk) -> None:
    """Set tonight's timer."""
    local = datetime.fromtimestamp(desk.clock.now() / 1000, desk.district.timezone)
    night = local.date() + timedelta(local.time() >= _NIGHT)
    at = datetime.combine(night, _NIGHT, desk.district.timezone)
    await tx.timers.put(Timer(TimerKind.RETENTION, night.isoformat(), int(at.timestamp() * 1000)))


async def run(tx: Transaction, desk: Desk) -> None:
    """Remove what is past its time and plan the next night."""
    now = desk.clock.now()
    await tx.inbox.purge(now - desk.limits.raw_update_hours * _HOUR)
    await tx.outbox.purge(now - SENT_DAYS * _DAY)
    await plan_next(tx, desk)
