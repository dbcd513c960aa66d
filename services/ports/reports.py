"""The repository of reports, their events and witnesses."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from domain.geo.positions import Position
from domain.reporting.reports import Actor, Event, Report


@dataclass(frozen=True, slots=True)
class NearReport:
    """An open report near a position, with the fields of the spatial index; the rest is loaded by id.

    `submitted_at` is ms UTC; `distance_m` is the distance in metres from the position searched for.
    """

    id: int
    category: str
    lat: float
    lng: float
    submitted_at: int
    rider_id: int
    distance_m: float


@dataclass(frozen=True, slots=True)
class SettledNote:
    """The rider's note on a report, and the category that staff left it in."""

    id: int
    note: str
    category: str


@dataclass(frozen=True, slots=True)
class Pace:
    """How numbers were given: the month's last serial; of it and the month before the reports, and when the first came.

    `last_at` is when anything happened last to any report; both times are ms UTC, None if there was nothing.
    """

    serial: int
    reports: int
    first_at: int | None
    last_at: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The place of a report among the open ones of its queue."""

    urgent: bool
    submitted_at: int
    id: int


FIRST: Final = Standing(urgent=True, submitted_at=0, id=0)
"""Before the first report of a queue."""


class Reports(Protocol):
    """The repository of reports, their events and witnesses."""

    async def get(self, report_id: int) -> Report | None:
        """Return the report with this id and its photos, or None."""

    async def by_number(self, month: str, serial: int) -> Report | None:
        """Return the report whose number has this month (`2611`) and serial, or None."""

    async def next_serial(self, month: str) -> int:
        """Advance the month's counter and return it; the first serial is 1."""

    async def pace(self, month: str, before: str) -> Pace:
        """Return how numbers were given in a month and the one before it."""

    async def leave_out(self, month: str, up_to: int) -> None:
        """Let the month's next serial be above this one."""

    async def add(self, report: Report) -> None:
        """Insert a report with version 1."""

    async def save(self, report: Report) -> Report:
        """Update a report and return it with its next version.

        Raises:
            domain.errors.Conflict: The stored version is not the report's.
        """

    async def near(
        self, position: Position, radius_m: float, since: int, categories: Collection[str] | None
    ) -> list[NearReport]:
        """Return open reports within the radius submitted since `since` (ms UTC), nearest first.

        `categories` limits the search to these categories; None allows any.
        """

    async def of_rider(self, rider_id: int, limit: int, offset: int) -> list[Report]:
        """Return the reports that the rider submitted or witnessed, newest first."""

    async def count_since(self, rider_id: int, since: int) -> int:
        """Return how many reports the rider submitted since then (ms UTC)."""

    async def usual_categories(self, newest: int) -> tuple[str, ...]:
        """Return the categories of so many of the newest reports, the most frequent first."""

    async def open_of_queue(self, queue: str, limit: int, after: Standing = FIRST) -> list[Report]:
        """Return the next open reports of a queue behind `after`: urgent ones first, then oldest first."""

    async def busy_queues(self) -> list[str]:
        """Return the queues that have open reports."""

    async def settled_notes(self, after_id: int, limit: int) -> list[SettledNote]:
        """Return notes of accepted or imported reports with an id above `after_id`, by id."""

    async def add_events(self, events: Sequence[Event]) -> None:
        """Append events, in this order."""

    async def events(self, report_id: int) -> tuple[Event, ...]:
        """Return the events of a report, in order."""

    async def merged_into(self, report_id: int) -> list[Report]:
        """Return the reports that were merged into this one, in the order of their ids."""

    async def staff_of_queue(self, queue: str, since: int, limit: int) -> list[Actor]:
        """Return who did the newest things that staff did to reports of a queue since then (ms UTC), newest first."""

    async def add_witness(self, report_id: int, rider_id: int, at: int, *, proven: bool = True) -> bool:
        """Add the rider as a witness, or if not `proven` as one who has also seen it.

        Evidence makes a witness of one who had only also seen it; return False if nothing changed.
        """

    async def is_witness(self, report_id: int, rider_id: int) -> bool:
        """Return whether the rider is a witness of the report by evidence."""

    async def has_joined(self, report_id: int, rider_id: int) -> bool:
        """Return whether the rider is a witness or has also seen it."""

    async def witnesses(self, report_id: int) -> list[int]:
        """Return the ids of the witnesses by evidence in the order they joined, also of those who have left."""

    async def count_also_seen(self, report_id: int) -> int:
        """Return how many riders have also seen it, without evidence."""

    async def concerns(self, report_id: int, rider_id: int) -> bool:
        """Return whether the rider reported or witnessed the report, or one that repeats the same."""

    async def acted_on(self, report_id: int, rider_id: int) -> bool:
        """Return whether the rider did anything as staff on the report, or on one that repeats the same."""
