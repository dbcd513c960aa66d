"""The points ledger."""

from typing import Protocol

from domain.people.points import Entry


class Ledger(Protocol):
    """The points ledger."""

    async def add(self, entry: Entry) -> bool:
        """Append; False where the cause is there already."""

    async def knows(self, cause: str) -> bool:
        """Whether the cause has its entry."""

    async def balance(self, rider_id: int) -> int:
        """The sum."""

    async def earned_on(self, rider_id: int, day: str) -> int:
        """The sum of the positive entries of a district day."""

    async def of_report(self, report_id: int) -> list[Entry]:
        """All entries that a report gave, in order."""

    async def last(self, rider_id: int, limit: int) -> list[Entry]:
        """The newest entries, newest first."""
