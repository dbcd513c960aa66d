"""Wishes, in SQL."""

from collections.abc import Sequence

from domain.errors import Conflict
from domain.programme.wishes import Wish
from services.ports.wishes import BoardWish
from storage.repositories.rows import from_row, names_of, to_row
from storage.session import Repository, Value


class SqlWishes(Repository):
    """`services.ports.wishes.Wishes` in SQL."""

    async def get(self, wish_id: int) -> Wish | None:
        row = await self._one("wish_by_id", id=wish_id)
        return from_row(Wish, row) if row is not None else None

    async def add(self, wish: Wish) -> None:
        await self._session.change("add_wish", **to_row(wish))

    async def change(self, before: Wish, after: Wish) -> None:
        if not await self._session.change("change_wish", **to_row(after), was=before.stage.value):
            raise Conflict

    async def drop_draft(self, wish_id: int) -> None:
        await self._session.change("drop_wish_draft", id=wish_id)

    async def next_serial(self, month: str) -> int:
        rows = await self._session.fetch("next_wish_serial", month=month)
        return int(rows[0]["last"])

    async def of_rider(self, rider_id: int, limit: int) -> list[Wish]:
        return await self._found("wishes_of_rider", rider_id=rider_id, limit=limit)

    async def taken_by(self, rider_id: int, limit: int) -> list[Wish]:
        return await self._found("wishes_taken_by", rider_id=rider_id, limit=limit)

    async def listed(self, rider_id: int, after: Wish | None, limit: int) -> list[Wish]:
        due_at, after_id = (after.due_at, after.id) if after is not None else (0, 0)
        behind = {"after_due": due_at, "after_id": after_id}
        return await self._found("wishes_listed", rider_id=rider_id, **behind, limit=limit)

    async def sent_since(self, rider_id: int, since: int) -> int:
        return await self._number("count_wishes_sent", rider_id=rider_id, since=since) or 0

    async def running(self, queues: Sequence[str], offset: int, limit: int) -> list[Wish]:
        return await self._found("wishes_running", queues=names_of(queues), offset=offset, limit=limit)

    async def on_board(
        self, queues: Sequence[str], chat_id: int, silent: int, soon: int, limit: int
    ) -> list[BoardWish]:
        asked = {"chat_id": chat_id, "silent": silent, "soon": soon, "limit": limit}
        rows = await self._session.fetch("wishes_on_board", queues=names_of(queues), **asked)
        return [from_row(BoardWish, row, wish=from_row(Wish, row)) for row in rows]

    async def taken_by_staff(self, queues: Sequence[str]) -> int:
        return await self._number("count_wishes_of_staff", queues=names_of(queues)) or 0

    async def _found(self, query: str, /, **values: Value) -> list[Wish]:
        return [from_row(Wish, row) for row in await self._session.fetch(query, **values)]
