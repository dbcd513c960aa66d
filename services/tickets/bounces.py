"""Why a ticket was sent back last, by which queue, and whose it may be."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.reporting.reports import Actor, Event
from domain.tickets.lifecycle import Action, BounceReason


@dataclass(frozen=True, slots=True)
class Bounce:
    """The last time that a ticket was sent back.

    Attributes:
        queue: The queue that sent it back; "" if not known.
        actor: Who did.
        reason: Why; None where they wrote it.
        words: What they wrote.
        suggested: The queue whose they say it may be; "" for none.
    """

    queue: str
    actor: Actor
    reason: BounceReason | None
    words: str
    suggested: str


def last_bounce(events: Sequence[Event]) -> Bounce | None:
    """Return how the ticket with these events, in order, was sent back last; None if it never was."""
    at = next((at for at in reversed(range(len(events))) if events[at].action == Action.BOUNCE.value), None)
    if at is None:
        return None
    event = events[at]
    said = json.loads(event.detail) if event.detail else {}
    reason = BounceReason(said["reason"]) if "reason" in said else None
    return Bounce(queue_before(events, at), event.actor, reason, event.words, said.get("suggested", ""))


def queue_before(events: Sequence[Event], at: int) -> str:
    """Return the queue that had the ticket before the event at this index, which may have moved it; "" if not known."""
    return events[at - 1].queue if at else events[at].queue


def corrected_here(events: Sequence[Event]) -> Event | None:
    """Return the event that brought a ticket to its present queue by putting it right: by staff, or new files."""
    moves = [at for at in range(1, len(events)) if events[at].queue != events[at - 1].queue]
    last = events[moves[-1]] if moves else None
    return last if last is not None and last.action in _PUT_RIGHT else None


_PUT_RIGHT: Final = frozenset({Action.CORRECT.value, Action.RELOCATE.value, Action.RESETTLE.value})
