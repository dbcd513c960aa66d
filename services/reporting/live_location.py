"""A rider's live location: it is stored, and used as the place of a draft that has none."""

from dataclasses import replace

from domain.geo.live_location import LiveLocation
from domain.people.messages import AgreeFirst
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.joining import TOGETHER_MS
from domain.reporting.messages import LiveStarted
from services.deps import Deps
from services.outgoing import answer
from services.people.riders import ask_to_agree
from services.ports.transaction import Transaction
from services.reporting import drafts, position_conflict, receiving


async def start(tx: Transaction, deps: Deps, rider: Rider, place: LiveLocation, message: IncomingMessage) -> None:
    """Store a new live location, add it to an open draft or what waits, or else explain to the rider what it does."""
    if rider.agreed(deps.terms):
        await tx.live_locations.keep(place)
    message = replace(message, position=place.position if place.counts(deps.clock.now()) else None)
    if await tx.drafts.unfinished_of(rider.id) and await receiving.receive_live(tx, deps, rider, message):
        return
    if rider.agreed(deps.terms):
        await answer(tx, deps, rider, LiveStarted(reply_to=place.message_id))
    else:
        again = AgreeFirst(reply_to=place.message_id)
        await ask_to_agree(tx, deps, rider, again, f"message:{place.message_id}")


async def move(tx: Transaction, deps: Deps, rider: Rider, place: LiveLocation) -> None:
    """Store the new position, or that sharing stopped; no answer is sent unless an open draft gets its place."""
    if rider.agreed(deps.terms):
        await tx.live_locations.keep(place)
        await _take(tx, deps, rider, place)


async def _take(tx: Transaction, deps: Deps, rider: Rider, place: LiveLocation) -> None:
    """Use an updated live location as the place of the drafts that have none and were sent just now."""
    now = deps.clock.now()
    unplaced = [each for each in await tx.drafts.open_of(rider.id) if each.position is None and not each.foreign]
    for draft in unplaced:
        placed = position_conflict.placed(draft, (), place, now)
        if placed.position is not None and now - draft.heard_at <= TOGETHER_MS:
            await drafts.settle(tx, deps, rider, placed)
