"""The places that have a board, in SQL."""

from domain.tickets.boards import Place
from storage.session import Repository


class SqlBoards(Repository):
    """`services.ports.boards.Boards` in SQL."""

    async def places(self) -> list[Place]:
        rows = await self._session.fetch("places_of_boards")
        return [Place(row["chat_id"], row["thread_id"] or None) for row in rows]

    async def has(self, place: Place) -> bool:
        return await self._exists("has_board", chat_id=place.chat_id, thread_id=place.thread_id or 0)

    async def add(self, place: Place) -> None:
        await self._session.change("add_board", chat_id=place.chat_id, thread_id=place.thread_id or 0)

    async def drop(self, place: Place) -> None:
        await self._session.change("drop_board", chat_id=place.chat_id, thread_id=place.thread_id or 0)
