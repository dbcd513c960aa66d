"""Reports imported from another system."""

from collections.abc import Sequence
from typing import Protocol

from domain.reporting.reports import Report


class History(Protocol):
    """Reports that were records of another system."""

    async def begin(self, at: int) -> None:
        """Make the rider whose reports they are, where there is none yet; no other repository knows of it."""

    async def note(self, source: str, reports: Sequence[tuple[str, int]]) -> set[int]:
        """Note the keys of a source with the ids of the reports that they become; returns the ids of the new ones."""

    async def reserve_serials(self, month: str, count: int) -> int:
        """Count up the month's counter by this many and return the first of them."""

    async def add(self, reports: Sequence[Report]) -> None:
        """Insert, version 1, without photos and events."""
