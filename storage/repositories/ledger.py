"""The points ledger in SQL."""

from domain.people.points import SPENDING, Entry, Held, Merit
from domain.reporting.numbers import ReportNumber
from domain.week.weeks import Span
from storage.repositories.rows import from_row, to_row
from storage.session import Repository, Row


class SqlLedger(Repository):
    """`services.ports.ledger.Ledger` in SQL."""

    async def add(self, entry: Entry) -> bool:
        before = self._session.known["ledger"]
        if not await self._session.change("add_entry", **to_row(entry)):
            return False
        if entry.report_id in before:
            self._session.known["ledger"][entry.report_id] = (*before[entry.report_id], entry)
        if entry.points > 0 and entry.merit not in SPENDING:
            await self._session.change("count_day", rider_id=entry.rider_id, day=entry.day, points=entry.points)
        if entry.points < 0:
            await self.meet(entry.rider_id)
        return True

    async def meet(self, rider_id: int) -> None:
        await self._session.change("count_spending", rider_id=rider_id)

    async def knows(self, cause: str) -> bool:
        return await self._exists("cause_exists", cause=cause)

    async def of_cause(self, cause: str) -> Entry | None:
        row = await self._one("entry_of_cause", cause=cause)
        return None if row is None else from_row(Entry, row)

    async def balance(self, rider_id: int) -> int:
        return await self._number("balance", rider_id=rider_id) or 0

    async def held_since(self, rider_id: int, start: int) -> Held:
        row = await self._one("held_since", rider_id=rider_id, start=start)
        return Held(0, 0, 0) if row is None else from_row(Held, row)

    async def earned_on(self, rider_id: int, day: str) -> int:
        return await self._number("earned_on", rider_id=rider_id, day=day) or 0

    async def count_of(self, rider_id: int, merit: Merit, day: str) -> int:
        return await self._number("count_merit", rider_id=rider_id, merit=merit.value, day=day) or 0

    async def checks_of_mates(self, rider_id: int, span: Span) -> int:
        return await self._number("count_checks_of_mates", rider_id=rider_id, start=span.start, end=span.end) or 0

    async def of_report(self, report_id: int) -> tuple[Entry, ...]:
        known = self._session.known["ledger"]
        if report_id not in known:
            rows = await self._session.fetch("entries_of_report", report_id=report_id)
            known[report_id] = tuple(from_row(Entry, row) for row in rows)
        entries: tuple[Entry, ...] = known[report_id]
        return entries

    async def last(self, rider_id: int, limit: int) -> list[Entry]:
        rows = await self._session.fetch("last_entries", rider_id=rider_id, limit=limit)
        return [from_row(Entry, row) for row in rows]

    async def last_numbered(self, rider_id: int, limit: int) -> list[tuple[Entry, ReportNumber | None]]:
        rows = await self._session.fetch("last_numbered_entries", rider_id=rider_id, limit=limit)
        return [(from_row(Entry, row), _number_of(row)) for row in rows]


def _number_of(row: Row) -> ReportNumber | None:
    return ReportNumber(row["prefix"], row["month"], row["serial"]) if row["prefix"] is not None else None
