"""A reporter puts the place of a submitted report right: what becomes of that depends on its status."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Final

from domain.errors import NotTheirs, ReportClosed
from domain.geo.positions import Position
from domain.people.paces import Pace
from domain.people.riders import Rider
from domain.reporting import spots
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import PlaceTold
from domain.reporting.reports import Actor, ActorKind, Report, Status
from domain.tickets.lifecycle import FINAL, Action, Role
from domain.tickets.messages import PlacedElsewhere, PlacedRight
from services.deps import Deps
from services.outgoing import answer
from services.people import pacing
from services.people.riders import show_receipt
from services.ports.transaction import Transaction
from services.reporting.witnessing import record
from services.tickets import news, routes
from services.tickets.cards import show_card
from services.tickets.changing import Request, change_status
from services.tickets.impartiality import refuse_staff

SOURCES: Final = frozenset({"typed", "plus_code", "link", "location", "venue", "live"})
"""Sources of a position by which a place is put right: those that somebody gives on purpose, no name and no file."""


class Correction(StrEnum):
    """What a new place does to a report; the wording that its rider hears is `placed.` and this."""

    MOVES = "moved"
    """It goes to the queue of the new place."""

    STAYS = "put_right"
    """Its queue sees the new place."""

    PASSED_ON = "passed_on"
    """Its place stays; its queue reads the new one, as it is another queue's and this one has accepted."""

    TOO_LATE = "too_late"
    """Nothing changes: it has been dealt with."""

    FAR_OUTSIDE = "far_outside"
    """Nothing changes: the new place is another district's."""


KEEPS: Final = frozenset({Correction.TOO_LATE, Correction.FAR_OUTSIDE})
"""What leaves the report as it is, so that the words beside the place are an addition like any other."""


_IN_QUEUE, _ELSEWHERE = 0, 1
CORRECTIONS: Final[Mapping[Status, tuple[Correction, Correction]]] = {
    Status.SUBMITTED: (Correction.STAYS, Correction.MOVES),
    Status.ROUTED: (Correction.STAYS, Correction.MOVES),
    Status.BOUNCED: (Correction.STAYS, Correction.STAYS),
    Status.ACCEPTED: (Correction.STAYS, Correction.PASSED_ON),
    Status.IN_PROGRESS: (Correction.STAYS, Correction.PASSED_ON),
    Status.ON_HOLD: (Correction.STAYS, Correction.PASSED_ON),
    Status.REOPENED: (Correction.STAYS, Correction.PASSED_ON),
    Status.RESOLVED: (Correction.TOO_LATE, Correction.TOO_LATE),
}
"""By status: what a new place does if it is the same queue's, and if it is another's. Closed reports refuse it."""


def gives_place(message: IncomingMessage) -> bool:
    """Return whether a message gives a position by which a place can be put right."""
    return message.position is not None and message.position.source in SOURCES and message.position.usable


async def put_right(tx: Transaction, deps: Deps, rider: Rider, report: Report, message: IncomingMessage) -> Correction:
    """Put a report's place right, or pass it on, tell its rider what became of it, and return that.

    The words beside the place go where it goes; if that is nowhere (`KEEPS`), they are left to the caller.

    Raises:
        NotTheirs: Only the reporter says where it is.
        ActedAsStaff: The rider acted on it as staff.
        ReportClosed: It is closed.
        TooManyAdditions: The rider has added to it as often as an hour allows.
    """
    position = message.position
    if position is None or report.rider_id != rider.id:
        raise NotTheirs
    await refuse_staff(tx, rider, report)
    if report.status in FINAL:
        raise ReportClosed
    await pacing.spend(tx, deps, Pace.ADDITIONS, rider.id, report.id)
    if deps.district.is_far_outside(position):
        return await _refused(tx, deps, rider, report, message, position)
    community = deps.district.community_at(position.lat, position.lng)
    moved = replace(_at(deps, report, position, message.text), community=community.id if community else None)
    route = routes.of(deps, moved)
    correction = CORRECTIONS[report.status][_IN_QUEUE if route.queue.id == report.queue else _ELSEWHERE]
    words = "\n".join(filter(None, (message.text, written(deps, position))))
    if correction is Correction.MOVES:
        await record(tx, deps, moved, "placed", rider, words)
        request = Request(
            Action.MOVE, Actor(ActorKind.RIDER, rider.id), Role.REPORTER, detail={"queue": route.queue.id}
        )
        await change_status(tx, deps, moved, request)
    elif correction is Correction.STAYS:
        await _stay(tx, deps, rider, moved, words)
    elif correction is Correction.PASSED_ON:
        event = await record(tx, deps, report, "placed", rider, words)
        await show_card(tx, deps, report, in_turn=True)
        await news.tell(
            tx, deps, report, PlacedElsewhere(report.id, report.queue, words, events=(event.id,)), str(event.id)
        )
    told = PlaceTold(report.id, correction.value, route.queue.id, reply_to=message.message_id)
    await answer(tx, deps, rider, told)
    return correction


def _at(deps: Deps, report: Report, position: Position, words: str) -> Report:
    """Return the report at a new place; elsewhere its exact spot is what the words beside that say."""
    is_elsewhere = spots.is_elsewhere(report.position, position)
    spot = spots.spot_in(deps.district.gazetteer, words) if is_elsewhere else report.spot
    return replace(report, position=position, spot=spot)


async def _refused(
    tx: Transaction, deps: Deps, rider: Rider, report: Report, message: IncomingMessage, position: Position
) -> Correction:
    """Leave the report where it is, and say how far off the new place lies."""
    away_m = round(deps.district.away_m(position.lat, position.lng))
    far = Correction.FAR_OUTSIDE
    await answer(tx, deps, rider, PlaceTold(report.id, far.value, report.queue, away_m, reply_to=message.message_id))
    return far


async def _stay(tx: Transaction, deps: Deps, rider: Rider, moved: Report, words: str) -> None:
    """Show the new place on the card and the receipt, and tell the queue."""
    saved = await tx.reports.save(moved)
    event = await record(tx, deps, saved, "placed", rider, words)
    await show_card(tx, deps, saved, in_turn=True)
    await show_receipt(tx, deps, saved)
    await news.tell(tx, deps, saved, PlacedRight(saved.id, saved.queue, words, events=(event.id,)), str(event.id))


def written(deps: Deps, position: Position) -> str:
    """Return a position as staff read it: coordinates, and the community's name."""
    community = deps.district.community_at(position.lat, position.lng)
    return f"{position.lat:.5f}, {position.lng:.5f}" + (f" {community.name}" if community else "")
