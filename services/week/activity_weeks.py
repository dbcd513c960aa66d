"""The activities of a week: what a unit held and what comes, what a rider attended and where they go next."""

from dataclasses import dataclass
from typing import Final

from domain.programme.activities import Activity, ActivityState, SignUp, SignUpState
from domain.week.weeks import Week, last_week, span_of
from services.deps import Deps
from services.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class QueueActivities:
    """The activities of a unit in a week.

    Attributes:
        held: How many ended in it.
        signed_up, came: How many had a seat at those, and how many of them came.
        called_off: How many would have ended in it.
        coming: Those of the week after that are still to begin, the next one first.
    """

    held: int = 0
    signed_up: int = 0
    came: int = 0
    called_off: int = 0
    coming: tuple[Activity, ...] = ()


@dataclass(frozen=True, slots=True)
class RiderActivities:
    """What a rider attended in a week, and where they have a seat next, None for nowhere or of an earlier week."""

    attended: tuple[Activity, ...] = ()
    next: tuple[Activity, SignUp] | None = None


NO_QUEUE_ACTIVITIES: Final = QueueActivities()
NO_RIDER_ACTIVITIES: Final = RiderActivities()
_DAY: Final = 86_400_000


async def of_queue(tx: Transaction, deps: Deps, queue: str, week: Week) -> QueueActivities:
    """Return the activities that a unit held in a week, and those that come in the one after."""
    now, span = deps.clock.now(), span_of(week, deps.district.timezone)
    later = span_of(week.shifted(1), deps.district.timezone)
    found = await tx.activities.ending(queue, span.start, later.end + _DAY)
    ended = [each for each in found if each.activity.ends_at < min(span.end, now)]
    held = [each for each in ended if each.activity.state is not ActivityState.CANCELLED]
    coming = [
        each.activity
        for each in found
        if each.activity.state is ActivityState.OPEN and max(span.end, now) <= each.activity.starts_at < later.end
    ]
    return QueueActivities(
        len(held),
        sum(each.signed_up for each in held),
        sum(each.came for each in held),
        len(ended) - len(held),
        tuple(coming),
    )


async def of_rider(tx: Transaction, deps: Deps, rider_id: int, week: Week) -> RiderActivities:
    """Return what a rider attended in a week and, of the last one, the next activity for which they have a seat."""
    now, span = deps.clock.now(), span_of(week, deps.district.timezone)
    found = await tx.activities.of_rider(rider_id, span.start)
    attended = [each for each, own in found if own.state is SignUpState.CAME and each.ends_at < min(span.end, now)]
    ahead = [
        (each, own)
        for each, own in found
        if each.state is ActivityState.OPEN and own.state is SignUpState.SIGNED_UP and each.starts_at > now
    ]
    is_last = week == last_week(now, deps.district.timezone)
    return RiderActivities(tuple(attended), next(iter(ahead), None) if is_last else None)
