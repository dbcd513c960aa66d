"""Exports in SQL."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from domain.week.exports import ExportMade, Place, Subject
from services.ports.exports import Exported, ExportedEntry, ExportedEvent, ExportedReport, ExportedVoucher
from storage.repositories.rows import to_row
from storage.session import Repository, Value


class _Queries(NamedTuple):
    """The queries of a subject, and what its rows are."""

    page: str
    size: str
    place: str
    shape: type[ExportedReport] | type[ExportedEntry] | type[ExportedEvent] | type[ExportedVoucher]


_QUERIES: Final[Mapping[Subject, _Queries]] = {
    Subject.REPORTS: _Queries("export_reports", "count_exported_reports", "place_of_report", ExportedReport),
    Subject.POINTS: _Queries("export_points", "count_exported_points", "place_of_points", ExportedEntry),
    Subject.EVENTS: _Queries("export_events", "count_exported_events", "place_of_event", ExportedEvent),
    Subject.VOUCHERS: _Queries("export_vouchers", "count_exported_vouchers", "place_of_voucher", ExportedVoucher),
}


class SqlExports(Repository):
    """`services.ports.exports.Exports` in SQL."""

    async def page(self, subject: Subject, start: Place, end: Place, limit: int) -> list[Exported]:
        queries = _QUERIES[subject]
        rows = await self._session.fetch(queries.page, limit=limit, **_between(start, end))
        return [queries.shape(*row) for row in rows]

    async def count(self, subject: Subject, start: Place, end: Place) -> int:
        return await self._number(_QUERIES[subject].size, **_between(start, end)) or 0

    async def place_after(self, subject: Subject, start: Place, end: Place, rows: int) -> Place | None:
        row = await self._one(_QUERIES[subject].place, offset=rows, **_between(start, end))
        return None if row is None else Place(*row)

    async def keep(self, made: ExportMade) -> None:
        await self._session.change("keep_export", **to_row(made))


def _between(start: Place, end: Place) -> dict[str, Value]:
    return {"start": start.at, "start_id": start.id, "end": end.at, "end_id": end.id}
