"""Imported records in SQL."""

from collections.abc import Sequence

from domain.reports import Report
from storage.reports import report_row
from storage.session import Repository


class SqlHistory(Repository):
    """`services.repositories.History` in SQL."""

    async def begin(self, at: int) -> None:
        """Insert nobody, once."""
        await self._session.change("add_nobody", at=at)

    async def note(self, source: str, key: str, report_id: int) -> bool:
        """Once for each key."""
        return await self._session.change("note_imported", source=source, key=key, report_id=report_id) == 1

    async def reserve_serials(self, month: str, count: int) -> int:
        """Count up by many."""
        rows = await self._session.fetch("reserve_serials", month=month, count=count)
        return int(rows[0]["last"]) - count + 1

    async def add(self, reports: Sequence[Report]) -> None:
        """Insert all in one go."""
        await self._session.change_many("add_report", [report_row(report) for report in reports])
