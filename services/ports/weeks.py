"""The repository of weekly figures."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import reduce
from operator import add
from statistics import median
from typing import Any, Final, Protocol

from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Status
from domain.week.weeks import Span


@dataclass(frozen=True, slots=True)
class RiderReport:
    """A report in a rider's week, as it stands now but for `resolved_at`; nothing of what its rider wrote.

    Attributes:
        community: Its id, None outside all of them.
        resolved_at: When it was last resolved; of one that was fixed within a span, when that was.
        may_be_shown: Whether staff said that other riders may see its photos.
        has_pictures: Whether there are a photo of the problem and one of its repair.
    """

    id: int
    number: ReportNumber
    category: str
    community: str | None
    queue: str
    status: Status
    lat: float
    lng: float
    submitted_at: int
    due_at: int | None
    overdue_at: int | None
    resolved_at: int | None
    witnesses: int
    may_be_shown: bool
    has_pictures: bool


@dataclass(frozen=True, slots=True)
class RiderFigures:
    """A rider's week.

    Attributes:
        submitted: Reports submitted within the span.
        fixed: The rider's reports that were resolved within the span and stood so at its end, those with
            pictures first, then those that most others saw.
        waiting: What queues have to do of the rider's reports now, what is on hold last, else that with the earliest
            limit first; `SHOWN_AT_MOST` of them.
        asked: What is resolved now, by the rider's report or witnessed by them, and waits for an answer, the longest
            first; `SHOWN_AT_MOST` of them.
        open, asks: How many wait, and are asked about, altogether.
        points, balance: Earned within the span, and held at its end.
    """

    submitted: int = 0
    fixed: tuple[RiderReport, ...] = ()
    waiting: tuple[RiderReport, ...] = ()
    asked: tuple[RiderReport, ...] = ()
    open: int = 0
    asks: int = 0
    points: int = 0
    balance: int = 0


@dataclass(frozen=True, slots=True)
class Dot:
    """Where a report was made."""

    lat: float
    lng: float
    category: str
    community: str | None


@dataclass(frozen=True, slots=True)
class OwnDot(Dot):
    """Where and when a rider made a report of their own."""

    submitted_at: int


@dataclass(frozen=True, slots=True)
class RiderYear:
    """What a rider's year has beside its `RiderFigures`.

    Attributes:
        submitted: The reports submitted within the span and not taken back, the oldest first.
        helped: How many other riders reported or saw what this one reported or saw too, and what was resolved within
            the span and stands so now.
        earlier, later: When they reported last before the span, and first after it, ms UTC; None for never.
    """

    submitted: tuple[OwnDot, ...]
    helped: int
    earlier: int | None
    later: int | None


@dataclass(frozen=True, slots=True)
class Hotspot:
    """How many reports of one category a community had."""

    community: str
    category: str
    reports: int


SHOWN_AT_MOST: Final = 20
"""The most reports that a rider's week lists as waiting, and as asked about."""

DOTS_AT_MOST: Final = 5_000
HOTSPOTS_AT_MOST: Final = 10
NEAR_AT_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """What a queue did in a span; each figure is defined in `docs/figures.md`.

    Attributes:
        received, accepted, rejected, resolved, confirmed, bounced, reopened: Counts of what happened within the span.
        first_received: Those received that no queue had before; of all queues together, each report counts once.
        promised, answered_in_time: First acceptances that had a time to be given by, and those that came by then.
        resolved_in_time: Resolutions of what had never been overdue.
        fell_overdue: Reports that became overdue within the span.
        overdue: These, and what was open and past its limit at its end.
        open: What the queue still had to act on at the end.
        late: What of it was past its limit and not on hold.
        waited: The times from arrival to the first acceptance, ms.
        lasted: The times from the report to its resolution, ms.
    """

    received: int = 0
    accepted: int = 0
    rejected: int = 0
    resolved: int = 0
    confirmed: int = 0
    bounced: int = 0
    reopened: int = 0
    first_received: int = 0
    promised: int = 0
    answered_in_time: int = 0
    resolved_in_time: int = 0
    fell_overdue: int = 0
    overdue: int = 0
    open: int = 0
    late: int = 0
    waited: tuple[int, ...] = ()
    lasted: tuple[int, ...] = ()

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
        """Return a rider's week; what waits and what is asked is as of now."""

    async def rider_year(self, rider_id: int, span: Span) -> RiderYear:
        """Return what a rider's year has beside that."""

    async def queue(self, queue: str, span: Span) -> QueueFigures:
        """Return a queue's week; counts are of events within the week, open, late and overdue as of its end."""

    async def queues(self, span: Span) -> Mapping[str, QueueFigures]:
        """Return the week of each queue that ever had a report."""

    async def keep(self, span: Span, figures: Mapping[str, QueueFigures]) -> None:
        """Keep the figures of a span that has ended, as `queues` gave them, in place of earlier ones."""

    async def kept(self, spans: Collection[Span]) -> Mapping[Span, Mapping[str, QueueFigures]]:
        """Return the figures of those of the spans for which they were kept."""

    async def kept_sums(
        self, spans: Collection[Span], queues: Collection[str] | None = None
    ) -> Mapping[Span, QueueFigures]:
        """Return those of some queues together, or of all, without the times; cheap for many spans."""

    async def categories(self, span: Span, queues: Collection[str] | None = None) -> list[tuple[str, int]]:
        """Return how many reports of each category came, the most first: to some queues, or to the district.

        To the district came what was submitted within the span, to a queue what arrived in it within the span; what
        went from one of them to another counts in both.
        """

    async def communities_open(self) -> Mapping[str, int]:
        """Return how much queues have to do now in each community that has any of it."""

    async def dots(self, span: Span, at_most: int = DOTS_AT_MOST) -> list[Dot]:
        """Return where the reports submitted within the span are, the newest first, so many at most."""

    async def hotspots(self, span: Span) -> list[Hotspot]:
        """Return where most reports of one category were submitted within the span, `HOTSPOTS_AT_MOST` of them."""

    async def fixed_near(self, communities: Collection[str], span: Span, but_rider: int) -> list[RiderReport]:
        """Return others' reports in these communities that were resolved within the span and stand so now.

        In each the last resolved first, `NEAR_AT_MOST` of them.
        """
