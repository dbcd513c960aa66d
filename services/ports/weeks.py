"""Figures of a week."""

from dataclasses import dataclass
from typing import Protocol

from domain.reporting.reports import Report, Status


@dataclass(frozen=True, slots=True)
class WeekScope:
    """An ISO week as ms UTC, start included, end not, in district time."""

    week: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RiderFigures:
    """A rider's week: reports submitted in it, their reports that moved in it, points of it.

    Statuses, `open` and `balance` are those at the end of the week, whenever they are asked for.
    """

    submitted: int
    changed: tuple[tuple[Report, Status], ...]
    open: int
    points: int
    balance: int


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """A queue's week (product page, section 6). Median first response in ms, None where nothing was accepted.

    `bounced` and `reopened` are counts; shares are theirs of `received` and of `resolved`. `open` and `oldest` (five
    at most, oldest first) are what the queue still had to act on when the week ended; `overdue` are those of them
    whose limit had passed, and those that became overdue within the week.
    """

    received: int
    accepted: int
    resolved: int
    confirmed: int
    overdue: int
    bounced: int
    reopened: int
    median_response: int | None
    open: int
    oldest: tuple[Report, ...]


class Weeks(Protocol):
    """Figures of a week and which weeks were told to whom."""

    async def tell(self, scope: str, week: str, at: int) -> bool:
        """Note that this week is told to this scope; False where it was before."""

    async def rider(self, rider_id: int, span: WeekScope) -> RiderFigures:
        """A rider's week: reports submitted, what became of their reports, points."""

    async def queue(self, queue: str, span: WeekScope) -> QueueFigures:
        """A queue's week; counts by events within it, open and overdue as of its end."""
