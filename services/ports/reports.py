"""Reports, their events and witnesses."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from domain.geo.positions import Position
from domain.reporting.reports import Event, Report


@dataclass(frozen=True, slots=True)
class NearReport:
    """An open report near a position as the search's index knows it: what ranking needs, the rest is loaded by id.

    `submitted_at` is ms UTC, `distance_m` metres from the position searched for.
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
    """What a rider wrote about a report, and the category in which staff left it."""

    id: int
    note: str
    category: str


class Reports(Protocol):
    """Reports, their events and witnesses."""

    async def get(self, report_id: int) -> Report | None:
        """By id, with photos."""

    async def by_number(self, month: str, serial: int) -> Report | None:
        """By the month (`2611`) and serial of its number."""

    async def next_serial(self, month: str) -> int:
        """Count up the month's counter and return it; the first is 1."""

    async def add(self, report: Report) -> None:
        """Insert, version 1."""

    async def save(self, report: Report) -> Report:
        """Update where the version is still the report's; returns it with the next version. Else `Conflict`."""

    async def near(
        self, position: Position, radius_m: float, since: int, categories: Collection[str] | None
    ) -> list[NearReport]:
        """Open reports within the radius submitted since `since`, of these categories or (None) of any.

        Nearest first. Where hundreds stand at one spot, the newest 200 of them.
        """

    async def of_rider(self, rider_id: int, limit: int, offset: int) -> list[Report]:
        """Reported or witnessed by the rider, newest first."""

    async def count_since(self, rider_id: int, since: int) -> int:
        """How many reports the rider submitted since then."""

    async def open_of_queue(self, queue: str, limit: int) -> list[Report]:
        """Open reports of a queue: urgent first, then oldest first."""

    async def settled_notes(self, after_id: int, limit: int) -> list[SettledNote]:
        """Notes of reports that staff accepted, or that were imported, with an id above `after_id`, by id."""

    async def add_event(self, event: Event) -> None:
        """Append."""

    async def events(self, report_id: int) -> list[Event]:
        """In order."""

    async def add_witness(self, report_id: int, rider_id: int, at: int) -> bool:
        """False where the rider is a witness already."""

    async def is_witness(self, report_id: int, rider_id: int) -> bool:
        """Whether the rider witnessed the report."""
