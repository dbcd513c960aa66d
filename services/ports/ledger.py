"""The repository of the points ledger."""

from typing import Protocol

from domain.people.points import Entry, Held, Merit
from domain.reporting.numbers import ReportNumber
from domain.week.weeks import Span


class Ledger(Protocol):
    """The points ledger."""

    async def add(self, entry: Entry) -> bool:
        """Append an entry; return False if an entry with this cause exists.

        Of two that take from one rider's balance at the same time, the later is run again.
        """

    async def meet(self, rider_id: int) -> None:
        """Let who takes from this rider's balance at the same time, or meets them, too, be run again."""

    async def knows(self, cause: str) -> bool:
        """Return whether an entry with this cause exists."""

    async def of_cause(self, cause: str) -> Entry | None:
        """Return the entry with this cause, or None."""

    async def balance(self, rider_id: int) -> int:
        """Return the sum of the rider's points."""

    async def held_since(self, rider_id: int, start: int) -> Held:
        """Return what the rider had at `start` (ms UTC), what they have spent since, and what they have now.

        What was taken back since then of what they had counts as never had.
        """

    async def earned_on(self, rider_id: int, day: str) -> int:
        """Return the sum of the rider's positive entries on a day (ISO date, district time)."""

    async def count_of(self, rider_id: int, merit: Merit, day: str) -> int:
        """Return how often a merit earned the rider points on a day (ISO date, district time)."""

    async def checks_of_mates(self, rider_id: int, span: Span) -> int:
        """Return how often checking reports of who was in the same team then earned the rider points in a span."""

    async def of_report(self, report_id: int) -> tuple[Entry, ...]:
        """Return all entries of a report, in order."""

    async def last(self, rider_id: int, limit: int) -> list[Entry]:
        """Return the rider's newest entries, newest first."""

    async def last_numbered(self, rider_id: int, limit: int) -> list[tuple[Entry, ReportNumber | None]]:
        """Return the same, each with the number of its report, None for none."""
