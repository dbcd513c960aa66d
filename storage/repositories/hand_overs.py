"""Hand-overs in SQL."""

from domain.programme.hand_overs import HandOver
from storage.repositories.rows import from_row, to_row
from storage.session import Repository


class SqlHandOvers(Repository):
    """`services.ports.hand_overs.HandOvers` in SQL."""

    async def get(self, hand_over_id: int) -> HandOver | None:
        row = await self._one("hand_over_by_id", id=hand_over_id)
        return from_row(HandOver, row) if row is not None else None

    async def add(self, hand_over: HandOver) -> None:
        await self._session.change("add_hand_over", **to_row(hand_over))

    async def end(self, hand_over: HandOver) -> bool:
        return await self._session.change("end_hand_over", **to_row(hand_over)) > 0

    async def open_of(self, chat_id: int, by_id: int) -> list[HandOver]:
        rows = await self._session.fetch("open_hand_overs", chat_id=chat_id, by_id=by_id)
        return [from_row(HandOver, row) for row in rows]
