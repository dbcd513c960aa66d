"""Lists of tickets: which ones each of them shows."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from domain.reporting.reports import Status
from domain.tickets.lifecycle import FINAL, STOPPED
from domain.tickets.reminders import RUNNING, UNANSWERED


class Which(StrEnum):
    """A list of tickets, by what is asked for."""

    NEEDED = "needed"
    WAITING = "waiting"
    MINE = "mine"
    OVERDUE = "overdue"
    HOLD = "hold"
    CLOSED = "closed"


SHOWN: Final[Mapping[Which, frozenset[Status]]] = {
    Which.NEEDED: RUNNING,
    Which.WAITING: UNANSWERED,
    Which.MINE: frozenset(Status) - FINAL - {Status.RESOLVED},
    Which.OVERDUE: RUNNING,
    Which.HOLD: frozenset({Status.ON_HOLD}),
    Which.CLOSED: STOPPED - {Status.ON_HOLD},
}
"""The statuses of each list; what staff have resolved is closed for them, though a rider may yet reopen it."""
