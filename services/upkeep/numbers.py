"""Report numbers that may have been given after a backup was made are never given again."""

from typing import Final

from domain.reporting.numbers import month_at
from services.deps import Deps
from services.ports.reports import Pace
from services.ports.transaction import Transaction

_DAY: Final = 86_400_000
_FEWEST: Final = 50
_TIMES_THE_PACE: Final = 4
_ROUND: Final = 100


async def leave_gap(tx: Transaction, deps: Deps) -> tuple[str, int, int]:
    """Leave out numbers, as this database may be older than what people hold; return month, last and next serial."""
    month = month_at(deps.clock.now(), deps.district.timezone)
    pace = await tx.reports.pace(month, _month_before(month))
    following = next_after(pace, deps.clock.now())
    await tx.reports.leave_out(month, following - 1)
    return month, pace.serial, following


def next_after(pace: Pace, now: int) -> int:
    """Return the first serial after a round hundred above all that can have been given since the last thing happened.

    That is four times as many as came in so much time until then, and fifty at least.
    """
    last_at = pace.last_at or now
    days = max(1.0, (last_at - (pace.first_at or last_at)) / _DAY)
    lost_days = max(0.0, (now - last_at) / _DAY)
    gap = _FEWEST + int(_TIMES_THE_PACE * pace.reports / days * lost_days)
    return -(-(pace.serial + gap) // _ROUND) * _ROUND + 1


def _month_before(month: str) -> str:
    year, number = int(month[:2]), int(month[2:])
    return f"{year:02d}{number - 1:02d}" if number > 1 else f"{(year - 1) % 100:02d}12"
