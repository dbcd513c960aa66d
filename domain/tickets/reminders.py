"""What reminds of a ticket, and as long as what its cause stands: a table of causes by the name of a nudge."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.reporting.reports import Status
from domain.tickets.lifecycle import FINAL, STOPPED, Action, transition
from domain.tickets.messages import (
    AddedAfterClosing,
    HalfTime,
    HandedOver,
    HoldOver,
    LongOverdueTold,
    Overdue,
    OverdueTold,
    Reopened,
    ReopenedMore,
    ReopenedSaid,
    Unaccepted,
    Unanswered,
)

RUNNING: Final = frozenset(Status) - STOPPED
"""Statuses in which the clocks of a report run."""

UNANSWERED: Final = frozenset({Status.SUBMITTED, Status.ROUTED, Status.BOUNCED, Status.REOPENED})
"""Statuses in which nobody has accepted the report since it came, or came back."""


class Place(StrEnum):
    """Before whom a ticket is reminded of."""

    QUEUE = "queue"
    SUPERVISORS = "supervisors"


class Cause(StrEnum):
    """Why a ticket is reminded of, and what ends that."""

    TO_DO = "to_do"  # it is resolved, closed or put on hold
    UNACCEPTED = "unaccepted"  # somebody accepts it
    REOPENED = "reopened"  # somebody takes it again
    UNSEEN = "unseen"  # staff act on it in any way, or it ends
    CALLED = "called"  # it is resolved or ends
    AFTERWARDS = "afterwards"  # staff act on it in any way, or it is open again


CAUSES: Final[Mapping[str, Cause]] = {
    HalfTime.name: Cause.TO_DO,
    Overdue.name: Cause.TO_DO,
    OverdueTold.name: Cause.TO_DO,
    LongOverdueTold.name: Cause.TO_DO,
    Unanswered.name: Cause.UNACCEPTED,
    Unaccepted.name: Cause.UNACCEPTED,
    Reopened.name: Cause.REOPENED,
    ReopenedSaid.name: Cause.REOPENED,
    ReopenedMore.name: Cause.REOPENED,
    HandedOver.name: Cause.CALLED,
    AddedAfterClosing.name: Cause.AFTERWARDS,
}
"""The causes; whatever is not named here is UNSEEN."""

LIMITS: Final = frozenset({HalfTime.name, Unanswered.name, Overdue.name, HoldOver.name, Unaccepted.name})
"""Nudges that time brings: a newer one makes them needless."""

_OPEN_IN: Final[Mapping[Cause, frozenset[Status]]] = {
    Cause.TO_DO: RUNNING,
    Cause.UNACCEPTED: UNANSWERED,
    Cause.REOPENED: frozenset({Status.REOPENED}),
    Cause.UNSEEN: frozenset(Status) - FINAL,
    Cause.CALLED: frozenset(Status) - FINAL - {Status.RESOLVED},
    Cause.AFTERWARDS: FINAL,
}

_ENDED_BY_STAFF: Final = frozenset({Cause.UNSEEN, Cause.AFTERWARDS})


@dataclass(frozen=True, slots=True)
class Reminder:
    """What reminds of a ticket in one place.

    Attributes:
        name: The name of the nudge or the notice; "" if that is not known.
        queue: The queue that had the ticket then.
        batch: That with which it is told, "" if it stands alone.
        page: The page of the batch's list, `GATHERED` until that is written.
        at: When it came up, ms UTC.
    """

    report_id: int
    place: Place
    name: str
    queue: str
    batch: str = ""
    page: int = 0
    at: int = 0


GATHERED: Final = -1


def is_asked_for(status: Status) -> bool:
    """Return whether a reminder in this status asks who accepts the ticket."""
    return transition(Action.ACCEPT, status) is not None


def stands(name: str, status: Status, *, staff_acted: bool = False) -> bool:
    """Return whether what a reminder of this name is about still is so, now or as `staff_acted` just now."""
    cause = CAUSES.get(name, Cause.UNSEEN)
    return status in _OPEN_IN[cause] and not (staff_acted and cause in _ENDED_BY_STAFF)
