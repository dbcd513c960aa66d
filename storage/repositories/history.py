"""Imported records in SQL."""

from collections.abc import Sequence

from domain.reporting.reports import Report
from storage.repositories.reports import report_row
from storage.session import Repository, Value


class SqlHistory(Repository):
    """`services.ports.history.History` in SQL."""

    async def begin(self, at: int) -> None:
        await self._session.change("add_nobody", at=at)

    async def note(self, source: str, reports: Sequence[tuple[str, int]]) -> set[int]:
        """Insert all keys at once, then read back which report ids were stored."""
        if not reports:
            return set()
        rows: list[dict[str, Value]] = [
            {"source": source, "key": key, "report_id": report_id} for key, report_id in reports
        ]
        await self._session.change_many("note_imported", rows)
        ids = {report_id for _, report_id in reports}
        found = await self._session.fetch("imported_between", first=min(ids), last=max(ids))
        return ids & {row["report_id"] for row in found}

    async def report_of(self, source: str, key: str) -> int | None:
        rows = await self._session.fetch("imported_as", source=source, key=key)
        return int(rows[0]["report_id"]) if rows else None

    async def reserve_serials(self, month: str, count: int) -> int:
        rows = await self._session.fetch("reserve_serials", month=month, count=count)
        return int(rows[0]["last"]) - count + 1

    async def add(self, reports: Sequence[Report]) -> None:
        await self._session.change_many("add_report", [report_row(report) for report in reports])
