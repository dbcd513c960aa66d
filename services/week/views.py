"""What a week's digest shows, gathered when it is sent."""

from dataclasses import dataclass

from domain.district.routing import SUPERVISORS, Queue
from domain.people.riders import Rider
from domain.week.weeks import Week, parse_week
from services.deps import Deps
from services.ports.transaction import Transaction
from services.ports.weeks import QueueFigures, RiderFigures, WeekScope
from services.week.digests import DISTRICT


@dataclass(frozen=True, slots=True)
class RiderWeekView:
    """A rider's week."""

    week: Week
    rider: Rider
    figures: RiderFigures


@dataclass(frozen=True, slots=True)
class QueueWeekView:
    """A queue's week; with several, the supervisors' view of all."""

    week: Week
    queues: tuple[tuple[Queue, QueueFigures], ...]
    now: int


async def rider_week(tx: Transaction, deps: Deps, rider: Rider, week: str) -> RiderWeekView:
    """A rider's week, named as `2026-W46`."""
    return RiderWeekView(parse_week(week), rider, await tx.weeks.rider(rider.id, _scope(deps, week)))


async def queue_weeks(tx: Transaction, deps: Deps, scope: str, week: str) -> QueueWeekView:
    """The week of one queue (`queue:ID`) or of all (`district`). Raises KeyError for an unknown queue."""
    span = _scope(deps, week)
    if scope == DISTRICT:
        chosen = [queue for queue in deps.district.queues.values() if queue.kind != SUPERVISORS]
    else:
        chosen = [deps.district.queues[scope.removeprefix("queue:")]]
    figures = tuple([(queue, await tx.weeks.queue(queue.id, span)) for queue in chosen])
    return QueueWeekView(parse_week(week), figures, deps.clock.now())


def _scope(deps: Deps, week: str) -> WeekScope:
    start, end = parse_week(week).span(deps.district.timezone)
    return WeekScope(week, start, end)
