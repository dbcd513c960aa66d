"""Appeals in SQL."""

from collections.abc import Sequence

from domain.programme.appeals import Alike, Appeal, AppealWeek, Counted, Line, Said
from services.ports.appeals import BoardAppeal
from storage.repositories.rows import from_row, names_of, to_row
from storage.session import Repository


class SqlAppeals(Repository):
    """`services.ports.appeals.Appeals` in SQL."""

    async def get(self, appeal_id: int) -> Appeal | None:
        row = await self._one("appeal_by_id", id=appeal_id)
        return from_row(Appeal, row) if row is not None else None

    async def save(self, appeal: Appeal) -> None:
        await self._session.change("save_appeal", **to_row(appeal))

    async def drop(self, appeal_id: int) -> None:
        await self._session.change("remove_appeal_lines", id=appeal_id)
        await self._session.change("remove_appeal", id=appeal_id)

    async def next_serial(self, month: str) -> int:
        return await self._number("next_appeal_serial", month=month) or 0

    async def of_rider(self, rider_id: int) -> list[Appeal]:
        return [from_row(Appeal, row) for row in await self._session.fetch("appeals_of_rider", rider_id=rider_id)]

    async def open_queues(self) -> list[str]:
        return [row["queue"] for row in await self._session.fetch("queues_of_open_appeals")]

    async def open_of(self, queues: Sequence[str], holder_id: int, now: int, offset: int, limit: int) -> list[Appeal]:
        page = {"offset": offset, "limit": limit, "holder_id": holder_id, "now": now}
        rows = await self._session.fetch("open_appeals", queues=names_of(queues), **page)
        return [from_row(Appeal, row) for row in rows]

    async def on_board(self, queues: Sequence[str], chat_id: int, now: int, limit: int) -> list[BoardAppeal]:
        asked = {"chat_id": chat_id, "now": now, "limit": limit}
        rows = await self._session.fetch("appeals_on_board", queues=names_of(queues), **asked)
        return [from_row(BoardAppeal, row, appeal=from_row(Appeal, row)) for row in rows]

    async def held(self, queues: Sequence[str], holder_id: int, chat_id: int, limit: int) -> list[BoardAppeal]:
        asked = {"holder_id": holder_id, "chat_id": chat_id, "limit": limit}
        rows = await self._session.fetch("appeals_held", queues=names_of(queues), **asked)
        return [from_row(BoardAppeal, row, appeal=from_row(Appeal, row)) for row in rows]

    async def counts(self, since: int) -> list[Counted]:
        return [from_row(Counted, row) for row in await self._session.fetch("count_appeals", since=since)]

    async def alike(self, since: int, least: int) -> list[Alike]:
        return [from_row(Alike, row) for row in await self._session.fetch("appeals_alike", since=since, least=least)]

    async def week(self, queue: str, since: int, until: int) -> AppealWeek:
        (row,) = await self._session.fetch("appeals_in_week", queue=queue, since=since, until=until)
        return from_row(AppealWeek, row)

    async def say(self, line: Line) -> None:
        await self._session.change("keep_appeal_line", **to_row(line))

    async def lines(self, appeal_id: int) -> list[Line]:
        return [from_row(Line, row) for row in await self._session.fetch("appeal_lines", appeal_id=appeal_id)]

    async def line(self, line_id: int) -> Line | None:
        row = await self._one("appeal_line_by_id", id=line_id)
        return from_row(Line, row) if row is not None else None

    async def sort(self, line_id: int, said: Said) -> bool:
        return await self._session.change("sort_appeal_line", id=line_id, said=said.value) > 0
