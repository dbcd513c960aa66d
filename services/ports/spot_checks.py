"""The repository of questions to riders who pass a repair."""

from dataclasses import dataclass
from typing import Protocol

from domain.geo.positions import Position


@dataclass(frozen=True, slots=True)
class Repair:
    """A report that was resolved and not answered yet; `distance_m` is in metres from the position searched for."""

    report_id: int
    distance_m: float


class SpotChecks(Protocol):
    """The repository of questions to riders who pass a repair."""

    async def near(self, rider_id: int, position: Position, radius_m: float) -> list[Repair]:
        """Return what others reported, is resolved and unanswered, and this rider was never asked about, nearest first.

        At most fifty are looked at. The radius is at most 340 m.
        """

    async def asked_last(self, rider_id: int) -> int | None:
        """Return when this rider was asked last (ms UTC), or None."""

    async def add(self, rider_id: int, report_id: int, at: int) -> None:
        """Keep that a rider was asked about a report."""

    async def was_asked(self, rider_id: int, report_id: int) -> bool:
        """Return whether this rider was asked about the report."""

    async def asked_about(self, report_id: int) -> list[int]:
        """Return the ids of the riders who were asked about the report."""

    async def purge(self, before: int) -> None:
        """Delete what was asked before this time (ms UTC)."""
