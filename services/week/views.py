"""The views of weekly digests, read when a message is sent."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.district.routing import SUPERVISORS, Queue
from domain.people.riders import Rider
from domain.week.messages import Digest
from domain.week.weeks import Span, Week, parse_week, span_of
from services.deps import Deps
from services.gathering import Reading, gather
from services.ports.transaction import Transaction
from services.ports.weeks import NOTHING, QueueFigures, RiderFigures
from services.tickets.standing_in import looked_after
from services.week.scopes import DISTRICT, parse_queue_scope, parse_rider_scope


@dataclass(frozen=True, slots=True)
class RiderWeekView:
    """A rider's week and its figures."""

    week: Week
    rider: Rider
    figures: RiderFigures


@dataclass(frozen=True, slots=True)
class QueueWeekView:
    """The week of one queue, or of all as supervisors see it (`of_district`); `now` is ms UTC.

    Behind the one queue stand those that it looks after, as they have no group.
    """

    week: Week
    queues: tuple[tuple[Queue, QueueFigures], ...]
    now: int
    of_district: bool = False


@gather.register
async def week_view(meaning: Digest, reading: Reading) -> RiderWeekView | QueueWeekView | None:
    """Return the week of the digest's scope; None if the rider or the queue is gone."""
    tx, deps = reading.tx, reading.deps
    rider_id = parse_rider_scope(meaning.scope)
    if rider_id is None:
        is_known = meaning.scope == DISTRICT or parse_queue_scope(meaning.scope) in deps.district.queues
        return await queue_weeks(tx, deps, meaning.scope, meaning.week) if is_known else None
    rider = await tx.riders.get(rider_id)
    return await rider_week(tx, deps, rider, meaning.week) if rider else None


async def rider_week(tx: Transaction, deps: Deps, rider: Rider, week: str) -> RiderWeekView:
    """Return a rider's week; `week` is written as `2026-W46`."""
    return RiderWeekView(parse_week(week), rider, await tx.weeks.rider(rider.id, _span(deps, week)))


async def queue_weeks(tx: Transaction, deps: Deps, scope: str, week: str) -> QueueWeekView:
    """Return the week of one queue (`queue:ID`) with those that it stands in for, or of all (`district`).

    Raises:
        KeyError: There is no such queue.
    """
    span = _span(deps, week)
    if scope == DISTRICT:
        known = await tx.weeks.queues(span)
        figures = [(queue, known.get(queue.id, NOTHING)) for queue in all_queues(deps, known)]
    else:
        told = deps.district.queues[parse_queue_scope(scope)]
        queues = [deps.district.known_queue(each) for each in await looked_after(tx, deps, told.id)]
        figures = [(queue, await tx.weeks.queue(queue.id, span)) for queue in queues]
    return QueueWeekView(parse_week(week), tuple(figures), deps.clock.now(), scope == DISTRICT)


def all_queues(deps: Deps, known: Iterable[str]) -> list[Queue]:
    """Return the queues of the district but its supervisors, and those `known` by figures that it no longer has."""
    theirs = [queue.id for queue in deps.district.queues.values() if queue.kind != SUPERVISORS]
    return [deps.district.known_queue(each) for each in dict.fromkeys([*theirs, *known])]


def _span(deps: Deps, week: str) -> Span:
    return span_of(parse_week(week), deps.district.timezone)
