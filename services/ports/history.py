"""The repository of reports imported from another system."""

from collections.abc import Sequence
from typing import Protocol

from domain.reporting.reports import Report


class History(Protocol):
    """The repository of reports imported from another system."""

    async def begin(self, at: int) -> None:
        """Create the rider that owns imported reports if it is missing. Other repositories do not return this rider."""

    async def note(self, source: str, reports: Sequence[tuple[str, int]]) -> set[int]:
        """Store the source's record keys with their report ids; return the ids of the keys that are new."""

    async def report_of(self, source: str, key: str) -> int | None:
        """Return the id of the report that a record became; None if it was not imported."""

    async def reserve_serials(self, month: str, count: int) -> int:
        """Advance the month's counter by `count` and return the first reserved serial."""

    async def add(self, reports: Sequence[Report]) -> None:
        """Insert reports with version 1, without photos or events."""
