"""Staff put category or place of a ticket right: it is routed again, and moves if it is another queue's then."""

from collections.abc import Mapping
from dataclasses import replace

from domain.district.routing import Reason, ReasonKind, Route
from domain.errors import PlaceFarOff, PlaceUnclear
from domain.geo.positions import Position
from domain.reporting import spots
from domain.reporting.reports import Actor, Report, Status
from domain.tickets.lifecycle import Action, Role
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets import climbing, duplicates, routes
from services.tickets.bounces import last_bounce
from services.tickets.changing import Request, change_status


async def recategorized(
    tx: Transaction, deps: Deps, report: Report, category: str, actor: Actor, role: Role = Role.TRIAGE
) -> Report:
    """Correct the category of a ticket, send it to the queue of that category, and return it.

    Raises:
        NoLongerPossible, NotAllowed: See `services.tickets.changing.open_row`.
    """
    urgent = deps.district.catalogue[category].urgent or deps.district.counting(report.danger, category) is not None
    corrected, queue = await _routed(tx, deps, replace(report, category=category, urgent=urgent))
    detail = {"category": category, **queue}
    changed = await change_status(tx, deps, corrected, Request(Action.CORRECT, actor, role, detail=detail))
    if not report.urgent:
        await climbing.begin(tx, deps, changed)
    await duplicates.learn_confusion(tx, report.category, category)
    return changed


async def relocated(
    tx: Transaction, deps: Deps, report: Report, position: Position | None, words: str
) -> tuple[Report, Mapping[str, str]]:
    """Return a ticket at the place that staff name, with the input of its transition.

    Raises:
        PlaceUnclear: No place could be read.
        PlaceFarOff: It is another district's.
    """
    if position is None:
        raise PlaceUnclear
    if deps.district.is_far_outside(position):
        raise PlaceFarOff
    community = deps.district.community_at(position.lat, position.lng)
    elsewhere = spots.is_elsewhere(report.position, position)
    spot = spots.spot_in(deps.district.gazetteer, words) if elsewhere else report.spot
    moved = replace(report, position=position, spot=spot, community=community.id if community else None)
    placed, queue = await _routed(tx, deps, moved)
    return placed, {"place": f"{position.lat:.5f}, {position.lng:.5f}", **queue}


async def _routed(tx: Transaction, deps: Deps, corrected: Report) -> tuple[Report, Mapping[str, str]]:
    """Return a corrected ticket with why it goes where, and the queue to which it goes if that is another one."""
    route = await route_of(tx, deps, corrected)
    if route.queue.id == corrected.queue:
        return corrected, {}
    return replace(corrected, route_reason=routes.encode(route.reason)), {"queue": route.queue.id}


async def route_of(tx: Transaction, deps: Deps, report: Report) -> Route:
    """Return where a ticket goes that was corrected: never back to the queue that sent it back, but to triage.

    That holds until another queue has accepted it.
    """
    route = routes.of(deps, report)
    events = await tx.reports.events(report.id)
    bounce = last_bounce(events)
    if bounce is None or bounce.queue != route.queue.id or route.queue.id == report.queue:
        return route
    at = max(number for number, event in enumerate(events) if event.action == Action.BOUNCE.value)
    if any(event.target is Status.ACCEPTED for event in events[at:]):
        return route
    return Route(deps.district.triage, Reason(ReasonKind.BOUNCED, report.category, report.community))
