"""A rider's live location: it is stored, and used as the place of a draft that has none."""

from domain.geo.live_location import LiveLocation
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import LiveStarted
from services.deps import Deps
from services.outgoing import answer
from services.people.riders import welcome
from services.ports.transaction import Transaction
from services.reporting import drafts, position_conflict, receiving, waiting


async def start(tx: Transaction, deps: Deps, rider: Rider, place: LiveLocation) -> None:
    """Store a new live location, add it to an open draft or what waits, or else explain to the rider what it does."""
    if rider.agreed(deps.terms):
        await tx.live_locations.keep(place)
    known = await tx.drafts.at_hand(rider.id)
    message = IncomingMessage(place.message_id, position=place.position if place.counts(deps.clock.now()) else None)
    if known is not None and waiting.takes(deps, known, message):
        await receiving.receive(tx, deps, rider, message)
    elif rider.agreed(deps.terms):
        await answer(tx, deps, rider, LiveStarted(reply_to=place.message_id))
    else:
        await welcome(tx, deps, rider)


async def move(tx: Transaction, deps: Deps, rider: Rider, place: LiveLocation) -> None:
    """Store the new position, or that sharing stopped; no answer is sent unless an open draft gets its place."""
    if rider.agreed(deps.terms):
        await tx.live_locations.keep(place)
        await _take(tx, deps, rider, place)


async def _take(tx: Transaction, deps: Deps, rider: Rider, place: LiveLocation) -> None:
    """Use an updated live location as the place of an open draft that has none."""
    draft = await tx.drafts.open_of(rider.id)
    if draft is None or draft.position is not None:
        return
    placed = position_conflict.placed(draft, (), place, deps.clock.now())
    if placed.position is not None:
        await drafts.settle(tx, deps, rider, placed)
