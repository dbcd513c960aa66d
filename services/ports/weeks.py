"""The repository of weekly figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Report, Status


@dataclass(frozen=True, slots=True)
class WeekScope:
    """An ISO week in district time as ms UTC: `start` is included, `end` is not."""

    week: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ChangedReport:
    """A report that changed its status, where it is, and the status that it came to."""

    number: ReportNumber
    category: str
    community: str | None
    status: Status


@dataclass(frozen=True, slots=True)
class RiderFigures:
    """A rider's week: reports submitted, the rider's reports that changed status, and points earned.

    Statuses, `open` and `balance` are those at the end of the week, even if asked for later.
    """

    submitted: int
    changed: tuple[ChangedReport, ...]
    open: int
    points: int
    balance: int


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """A queue's week (product page, section 6).

    `median_response` is the median time to the first response in ms, None if nothing was accepted. `bounced` and
    `reopened` are counts; their shares are of `received` and of `resolved`. `open` and `oldest` (five at most, oldest
    first) are the reports that the queue still had to act on at the end of the week. `overdue` counts those among them
    past their limit, and those that became overdue within the week. `oldest` is empty where all queues are asked about.
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


NOTHING: Final = QueueFigures(0, 0, 0, 0, 0, 0, 0, None, 0, ())
"""The week of a queue in which nothing happened."""


class Weeks(Protocol):
    """The repository of weekly figures, and of which weeks were sent to whom."""

    async def tell(self, scope: str, week: str, at: int) -> bool:
        """Record that this week's digest goes to this scope; return False if it was recorded before."""

    async def rider(self, rider_id: int, span: WeekScope) -> RiderFigures:
        """Return a rider's week: reports submitted, their changes, and points."""

    async def queue(self, queue: str, span: WeekScope) -> QueueFigures:
        """Return a queue's week; counts are of events within the week, open and overdue as of its end."""

    async def queues(self, span: WeekScope) -> Mapping[str, QueueFigures]:
        """Return the week of each queue that ever had a report, without the oldest ones; the rest as `queue` tells."""
