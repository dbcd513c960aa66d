"""What stands on the board where riders are looked after: appeals, wishes, and the activities of these days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from domain.district.routing import SERVICE
from domain.programme.activities import ActivityState, Attended
from domain.programme.wishes import REMINDED_MS
from domain.week.weeks import day_of
from services.deps import Deps
from services.ports.appeals import BoardAppeal
from services.ports.transaction import Transaction
from services.ports.wishes import BoardWish

APPEALS: Final = 15
WISHES: Final = 8
ACTIVITIES: Final = 7
"""The most lines of each: thirty in all, three screens of a phone."""

DAYS_AHEAD: Final = 3
"""The days after this one whose activities stand there."""

_DAY_MS: Final = 86_400_000
_SOON_MS: Final = 3 * _DAY_MS
_ENDS_WITHIN_MS: Final = 30 * _DAY_MS
"""Of activities that begin these days: none is longer."""


@dataclass(frozen=True, slots=True)
class ServiceDay:
    """What a service team has to do; of each the most pressing, and how many there are in all.

    Attributes:
        appeals: Those in which staff owe something.
        wishes: Those to be approved, taken and silent, or soon due.
        silent: Since when nobody has heard of who has taken a silent one, ms UTC.
        activities: Those of today and the days after, with how many have a seat.
    """

    appeals: tuple[BoardAppeal, ...]
    wishes: tuple[BoardWish, ...]
    silent: int
    activities: tuple[Attended, ...]
    activities_in_all: int


async def service_day(tx: Transaction, deps: Deps, seated: Sequence[str], chat_id: int) -> ServiceDay | None:
    """Return what the service queues that work in a place have to do; None where none does, and nothing is read."""
    queues = [each for each in seated if deps.district.known_queue(each).kind == SERVICE]
    if not queues:
        return None
    now = deps.clock.now()
    silent, soon = now - REMINDED_MS, now + _SOON_MS
    appeals = await tx.appeals.on_board(queues, chat_id, now, APPEALS)
    wishes = await tx.wishes.on_board(queues, chat_id, silent, soon, WISHES)
    activities = [each for queue in queues for each in await _these_days(tx, deps, queue)]
    activities.sort(key=lambda each: (each.activity.starts_at, each.activity.id))
    return ServiceDay(tuple(appeals), tuple(wishes), silent, tuple(activities[:ACTIVITIES]), len(activities))


async def _these_days(tx: Transaction, deps: Deps, queue: str) -> list[Attended]:
    now, timezone = deps.clock.now(), deps.district.timezone
    last = day_of(now, timezone) + timedelta(days=DAYS_AHEAD)
    return [
        each
        for each in await tx.activities.ending(queue, now, now + _ENDS_WITHIN_MS)
        if each.activity.state is ActivityState.OPEN and day_of(each.activity.starts_at, timezone) <= last
    ]
