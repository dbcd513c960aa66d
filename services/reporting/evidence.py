"""Whether a rider was where a report is: judged by what their draft or a later message brought."""

from dataclasses import replace

from domain.people.riders import Rider
from domain.reporting.drafts import Draft
from domain.reporting.evidence import LAST_MS, Scene, Trace
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.photos import Photo
from domain.reporting.reports import Report
from services.deps import Deps
from services.ports.transaction import Transaction

_MINUTE = 60_000
_RADIUS_M = 50
"""Of a report whose category the district no longer has."""


def trace_of(message: IncomingMessage) -> Trace:
    """Return what a message tells about where its rider was."""
    positions = tuple(each for each in (message.position, message.photo_position) if each is not None)
    return Trace(message.message_id, positions, message.foreign, message.photo_taken_at, message.shows)


async def of_draft(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, report: Report) -> bool:
    """Return whether the draft or the rider's phone shows that they were at the report's place just now."""
    scene = _scene(deps, report)
    if scene.was_seen(draft.traces) or await _is_there(tx, rider, scene):
        return True
    of_message = {trace.message_id: trace for trace in draft.traces}
    photos = [photo for photo in draft.photos if scene.shows(of_message.get(photo.message_id, Trace(0)))]
    return await _any_new(tx, photos)


async def of_message(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage, report: Report) -> bool:
    """Return whether a later message shows that the rider is at the report's place now; its photo is stored already."""
    scene, trace = _scene(deps, report), trace_of(message)
    if scene.was_seen([trace]) or await _is_there(tx, rider, scene):
        return True
    return message.photo is not None and scene.shows(trace) and await _any_new(tx, [message.photo])


async def _any_new(tx: Transaction, photos: list[Photo]) -> bool:
    """Return whether one of these photos shows what no report has shown yet."""
    for photo in photos:
        if not await tx.photos.is_known(photo.id):
            return True
    return False


async def _is_there(tx: Transaction, rider: Rider, scene: Scene) -> bool:
    """Return whether the rider's live location, or the place of their last report, is here and fresh."""
    live = await tx.live_locations.of_rider(rider.id)
    if live is not None and live.counts(scene.now) and scene.has(live.position):
        return True
    return rider.last_place is not None and replace(scene, within_ms=LAST_MS).has(rider.last_place)


def _scene(deps: Deps, report: Report) -> Scene:
    category = deps.district.catalogue.get(report.category)
    radius_m = category.duplicate_radius_m if category is not None else _RADIUS_M
    return Scene(report.position, radius_m, deps.clock.now(), deps.limits.witness_minutes * _MINUTE)
