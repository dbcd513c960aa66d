"""The repository of weekly figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import reduce
from operator import add
from statistics import median
from typing import Any, Final, Protocol

from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Report, Status
from domain.week.weeks import Span


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
    """What a queue did in a span; each figure is defined in `docs/figures.md`.

    Attributes:
        received, accepted, rejected, resolved, confirmed, bounced, reopened: Counts of what happened within the span.
        promised, answered_in_time: First acceptances that had a time to be given by, and those that came by then.
        resolved_in_time: Resolutions of what had never been overdue.
        fell_overdue: Reports that became overdue within the span.
        overdue: These, and what was open and past its limit at its end.
        waited: The times from arrival to the first acceptance, ms.
        lasted: The times from the report to its resolution, ms.
        open, oldest: What the queue still had to act on at the end, and the oldest five of it, the oldest first; these
            are left out where all queues are asked about.
    """

    received: int = 0
    accepted: int = 0
    rejected: int = 0
    resolved: int = 0
    confirmed: int = 0
    bounced: int = 0
    reopened: int = 0
    promised: int = 0
    answered_in_time: int = 0
    resolved_in_time: int = 0
    fell_overdue: int = 0
    overdue: int = 0
    waited: tuple[int, ...] = ()
    lasted: tuple[int, ...] = ()
    open: int = 0
    oldest: tuple[Report, ...] = ()

    @property
    def median_response(self) -> int | None:
        """The median time from arrival to the first acceptance, ms; None if nothing was accepted."""
        return int(median(self.waited)) if self.waited else None

    @property
    def median_repair(self) -> int | None:
        """The median time from report to resolution, ms; None if nothing was resolved."""
        return int(median(self.lasted)) if self.lasted else None


NOTHING: Final = QueueFigures()
"""The figures of a queue in which nothing happened."""


def sum_of(all_figures: Iterable[QueueFigures]) -> QueueFigures:
    """Return the figures of several queues together."""
    each = [NOTHING, *all_figures]
    sums: dict[str, Any] = {
        field.name: reduce(add, (getattr(one, field.name) for one in each)) for field in fields(NOTHING)
    }
    return QueueFigures(**sums)


class Weeks(Protocol):
    """The repository of weekly figures, and of which weeks were sent to whom."""

    async def tell(self, scope: str, week: str, at: int) -> bool:
        """Record that this week's digest goes to this scope; return False if it was recorded before."""

    async def rider(self, rider_id: int, span: Span) -> RiderFigures:
        """Return a rider's week: reports submitted, their changes, and points."""

    async def queue(self, queue: str, span: Span) -> QueueFigures:
        """Return a queue's week; counts are of events within the week, open and overdue as of its end."""

    async def queues(self, span: Span) -> Mapping[str, QueueFigures]:
        """Return the week of each queue that ever had a report, without the oldest ones; the rest as `queue` tells."""
