"""What reminds of tickets, in SQL."""

from collections.abc import Collection, Sequence

from domain.reporting.numbers import ReportNumber
from domain.tickets.reminders import Reminder
from services.ports.live_messages import LiveMessage
from services.ports.reminders import Due, Line, Page
from storage.repositories.rows import from_row, names_of, to_row
from storage.session import Repository


class SqlReminders(Repository):
    """`services.ports.reminders.Reminders` in SQL."""

    async def put(self, reminders: Sequence[Reminder]) -> None:
        await self._session.change_many("put_reminder", [to_row(reminder) for reminder in reminders])

    async def of_report(self, report_id: int) -> list[Reminder]:
        rows = await self._session.fetch("reminders_of_report", report_id=report_id)
        return [from_row(Reminder, row) for row in rows]

    async def drop(self, reminders: Sequence[Reminder]) -> None:
        rows = [{"report_id": each.report_id, "place": each.place.value} for each in reminders]
        await self._session.change_many("drop_reminder", rows)

    async def gathering(self) -> list[str]:
        return [row["batch"] for row in await self._session.fetch("gathering_batches")]

    async def pages_of(self, report_ids: Collection[int]) -> list[Page]:
        rows = await self._session.fetch("batches_of_reports", ids=names_of(report_ids))
        return list(dict.fromkeys(from_row(Page, row) for row in rows))

    async def lines_left(self, batch: str, page: int) -> int:
        return await self._number("count_of_page", batch=batch, page=page) or 0

    async def lines(self, batch: str, page: int, limit: int) -> list[Line]:
        rows = await self._session.fetch("lines_of_page", batch=batch, page=page, limit=limit)
        return [from_row(Line, row) for row in rows]

    async def turn(self, batch: str, page: int) -> int:
        return await self._session.change("turn_to_page", batch=batch, page=page)

    async def nudges(self, batch: str) -> list[tuple[LiveMessage, ReportNumber]]:
        rows = await self._session.fetch("nudges_of_batch", batch=batch)
        return [(from_row(LiveMessage, row), from_row(ReportNumber, row)) for row in rows]

    async def due(self, report_ids: Collection[int]) -> dict[int, Due]:
        rows = await self._session.fetch("due_reports", ids=names_of(report_ids))
        return {row["id"]: from_row(Due, row) for row in rows}

    async def note_overdue(self, report_ids: Collection[int], now: int) -> None:
        await self._session.change("note_overdue", ids=names_of(report_ids), now=now)

    async def messages(self, report_id: int) -> list[LiveMessage]:
        rows = await self._session.fetch("reminding_messages", report_id=report_id)
        return [from_row(LiveMessage, row) for row in rows]

    async def beside_card(self, report_id: int) -> list[LiveMessage]:
        rows = await self._session.fetch("messages_beside_card", report_id=report_id)
        return [from_row(LiveMessage, row) for row in rows]
