"""The views of weekly digests, read when a message is sent."""

from domain.week.messages import Digest
from services.gathering import Reading, gather
from services.tickets.standing_in import acts_in
from services.week.queue_weeks import DistrictWeekView, QueueWeekView, district_week, queue_week
from services.week.rider_weeks import RiderWeekView, rider_week
from services.week.scopes import DISTRICT, parse_queue_scope, parse_rider_scope

WeekView = RiderWeekView | QueueWeekView | DistrictWeekView


@gather.register
async def week_view(meaning: Digest, reading: Reading) -> WeekView | None:
    """Return the week of the digest's scope; None if rider or queue are gone, or nothing happened and nobody asked.

    Nor is there one for a rider who turned it off while it waited, or in a group that works for others by now.
    """
    view = await _view(meaning, reading)
    if meaning.asked or view is None:
        return view
    return None if view.is_empty or not await _is_wanted(view, reading) else view


async def _is_wanted(view: WeekView, reading: Reading) -> bool:
    if isinstance(view, RiderWeekView):
        return not view.rider.muted
    tx, deps, chat_id = reading.tx, reading.deps, reading.chat_id
    queue = view.queue if isinstance(view, QueueWeekView) else deps.district.supervisors
    return not chat_id or (queue is not None and await acts_in(tx, deps, queue.id, chat_id))


async def _view(meaning: Digest, reading: Reading) -> WeekView | None:
    tx, deps = reading.tx, reading.deps
    rider_id = parse_rider_scope(meaning.scope)
    if rider_id is not None:
        rider = await tx.riders.get(rider_id)
        return await rider_week(tx, deps, rider, meaning.week) if rider else None
    if meaning.scope == DISTRICT:
        return await district_week(tx, deps, meaning.week)
    queue = parse_queue_scope(meaning.scope)
    return await queue_week(tx, deps, queue, meaning.week) if queue in deps.district.queues else None
