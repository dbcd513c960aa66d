"""A rider's place that is asked for something else than a draft: which message answers that, and when it is over."""

from domain.geo.positions import Position
from domain.people.riders import Rider
from domain.programme.messages import PlaceWanted
from domain.programme.place_asked import PlaceAsked
from domain.reporting.drafts import Draft
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.joining import Kind
from domain.timers import Timer, TimerKind, round_key
from services.deps import Deps
from services.outgoing import answer, location_asked, location_key
from services.ports.transaction import Transaction
from services.reporting import joining

_NO_DRAFT = 0


async def ask(tx: Transaction, deps: Deps, asked: PlaceAsked, rider: Rider, *, unknown: bool = False) -> None:
    """Ask a rider for their place, by a message and the reply key; `unknown` says that words named none."""
    await tx.stations.ask(asked)
    await tx.timers.put(Timer(TimerKind.PLACE_ASKED_OVER, round_key(rider.id, asked.asked_at), asked.until))
    await answer(tx, deps, rider, PlaceWanted(asked.station, unknown))
    await tx.outbox.put(location_asked(deps, rider, _NO_DRAFT))


async def answered_by(
    tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage
) -> tuple[PlaceAsked, Position] | None:
    """Return what a message's place answers, and that place; None where it answers nothing of this kind.

    Such a message brings a place and nothing else, and replies to nothing of a draft or report. A draft to which
    something came after the question, or that has asked for its place since, goes before. Nothing is taken of who has
    not agreed to the current terms.
    """
    asked = await tx.stations.asked(rider.id) if rider.agreed(deps.terms) and not message.shows else None
    if asked is None or deps.clock.now() >= asked.until:
        return None
    place = place_in(deps, rider, message)
    if place is None or not place.usable or await is_of_another(tx, rider, message):
        return None
    unfinished = await tx.drafts.unfinished_of(rider.id)
    return None if any(is_newer(draft, asked.asked_at, asked.message_id) for draft in unfinished) else (asked, place)


def place_in(deps: Deps, rider: Rider, message: IncomingMessage) -> Position | None:
    """Return the place that a message tells of, also by name; None where it tells of a problem, or of none."""
    if joining.kind_of(deps, message) is not Kind.PLACE:
        return None
    return joining.place_of(deps, rider, message)


async def end_answered(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Ask no more, and take the reply key away if no draft needs it."""
    await tx.stations.answered(rider.id)
    await tx.outbox.put(location_asked(deps, rider, _NO_DRAFT))


async def end(tx: Transaction, deps: Deps, key: str) -> None:
    """End a question that nobody answered, by its timer; one that was asked anew meanwhile stays."""
    rider_id, _, asked_at = key.partition(":")
    asked, rider = await tx.stations.asked(int(rider_id)), await tx.riders.get(int(rider_id))
    if asked is not None and rider is not None and asked.asked_at == int(asked_at):
        await end_answered(tx, deps, rider)


def is_newer(draft: Draft, asked_at: int, message_id: int = 0) -> bool:
    """Return whether something came to a draft after a question (ms UTC), or it has asked for its place since.

    A question that no message of the rider's put, but a key, is compared by time.
    """
    if (draft.place_asked_at or 0) > asked_at:
        return True
    return draft.last_message_id > message_id if message_id else draft.heard_at > asked_at


async def is_of_another(tx: Transaction, rider: Rider, message: IncomingMessage) -> bool:
    """Return whether a message replies to something of a draft or a report."""
    if message.replied_to is None:
        return False
    ours = await tx.messages.at(rider.chat_id, message.replied_to)
    if ours is not None and ours.key == location_key(rider.id):
        return False
    known = ours or await tx.heard.of(rider.chat_id, message.replied_to)
    return known is not None and bool(known.draft_id or known.report_id)
