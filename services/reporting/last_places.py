"""The place of a rider's last report as that of a new draft: taken while it is fresh, then offered for some minutes."""

from dataclasses import replace

from domain.errors import AlreadyDone, LastPlaceOver
from domain.geo.last_places import AHEAD_MS, Serves, as_last, newer, serves
from domain.geo.live_location import LiveLocation
from domain.geo.place_names import PLACE_SOURCE
from domain.geo.position_conflict import OF_THE_RIDER
from domain.geo.positions import Position
from domain.people.riders import Rider
from domain.reporting.drafts import Draft, DraftMenu, DraftStage
from domain.reporting.incoming_message import IncomingMessage
from services.deps import Deps
from services.ports.transaction import Transaction
from services.reporting import drafts, position_conflict
from services.reporting.evidence import trace_of


async def taken(
    tx: Transaction, deps: Deps, rider: Rider, draft: Draft, message: IncomingMessage, live: LiveLocation | None
) -> Draft:
    """Return a draft with the rider's last place, if their first message to it is from where they still are.

    What was forwarded is from elsewhere, and a message that brings its place needs no other.
    """
    given = message.any_position
    is_first = draft.stage is DraftStage.OPEN and (not draft.stood or draft.foreign)
    is_placed = draft.position is not None or (given is not None and given.source != PLACE_SOURCE)
    if not is_first or is_placed or message.foreign:
        return draft
    place = rider.last_place
    if place is None or await _serves(tx, deps, rider, place, live) is not Serves.TAKEN:
        return draft
    return replace(draft, position=as_last(place))


def left(before: Draft, draft: Draft) -> Draft:
    """Return a draft without the place where only its rider was, once it turns out to be of what was forwarded."""
    turns = draft.foreign and not before.foreign
    is_the_rider_s = draft.position is not None and draft.position.source in OF_THE_RIDER
    return replace(draft, position=None) if turns and is_the_rider_s else draft


async def offered(tx: Transaction, deps: Deps, rider: Rider, draft: Draft) -> Position | None:
    """Return the place that the draft's card offers now; None if it needs none, or there is none to offer."""
    place = rider.last_place
    if draft.stage is not DraftStage.OPEN or draft.position is not None or draft.foreign or place is None:
        return None
    if _by_age(deps, place) is Serves.NEITHER:
        return None
    live = await tx.live_locations.of_rider(rider.id)
    return place if await _serves(tx, deps, rider, place, live) is not Serves.NEITHER else None


async def still_here(tx: Transaction, deps: Deps, rider: Rider, draft_id: int, mark: str) -> None:
    """Take the place that the card offered, with this mark (see `services.reporting.position_conflict.mark`).

    Raises:
        DraftGone, NotTheirs: See `services.reporting.drafts.own_draft`.
        AlreadyDone: It is the draft's place.
        LastPlaceOver: It is no longer offered.
    """
    draft = await drafts.own_draft(tx, rider, draft_id)
    if draft.position is not None and position_conflict.mark(draft.position) == mark:
        raise AlreadyDone
    place = await offered(tx, deps, rider, draft)
    if place is None or position_conflict.mark(place) != mark:
        raise LastPlaceOver
    placed = position_conflict.placed(draft, (as_last(place),), None, deps.clock.now())
    await drafts.settle(tx, deps, rider, replace(placed, menu=DraftMenu.CARD))


async def fresh(tx: Transaction, deps: Deps, rider: Rider) -> Position | None:
    """Return where the rider is, as a live location tells, or a last place that would be taken; else None."""
    live = await tx.live_locations.of_rider(rider.id)
    if live is not None and live.counts(deps.clock.now()):
        return live.position
    place = rider.last_place
    if place is None or await _serves(tx, deps, rider, place, live) is not Serves.TAKEN:
        return None
    return place


async def remember_draft(tx: Transaction, deps: Deps, rider: Rider, draft: Draft) -> None:
    """Keep a submitted draft's place as the rider's last one, unless it came from there or from somebody else."""
    place = draft.position
    forwarded = [each for trace in draft.traces if trace.foreign for each in trace.positions]
    if place is not None and place.source != "last" and not draft.foreign and place not in forwarded:
        await _remember(tx, deps, rider, place)


async def remember_message(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> None:
    """Keep where the rider is as a message to a report of theirs says."""
    for place in () if message.foreign else trace_of(message).positions:
        await _remember(tx, deps, rider, place)


async def _remember(tx: Transaction, deps: Deps, rider: Rider, place: Position) -> None:
    """Keep the place that was measured last."""
    known = await tx.riders.get(rider.id) or rider
    kept = newer(known.last_place, place)
    if kept != known.last_place:
        await tx.riders.save(replace(known, last_place=kept, last_place_at=deps.clock.now()))


def _by_age(deps: Deps, place: Position, since: tuple[Position, ...] = ()) -> Serves:
    limits = deps.limits
    return serves(place, since, deps.clock.now(), limits.last_place_take_minutes, limits.last_place_offer_minutes)


async def _serves(tx: Transaction, deps: Deps, rider: Rider, place: Position, live: LiveLocation | None) -> Serves:
    """Return what a last place is good for; where else the rider was since is read only if that decides."""
    if place.taken_at is None or _by_age(deps, place) is Serves.NEITHER:
        return Serves.NEITHER
    traces = await tx.drafts.traces_since(rider.id, place.taken_at - AHEAD_MS)
    messages = tuple(each for trace in traces if not trace.foreign for each in trace.positions)
    return _by_age(deps, place, (*messages, *((live.position,) if live is not None else ())))
