"""Timers in SQL."""

from collections.abc import Sequence

from domain.timers import Timer
from storage.repositories.rows import from_row, to_row
from storage.session import Kind, Repository


class SqlTimers(Repository):
    """`services.ports.timers.Timers` in SQL."""

    async def put(self, timer: Timer) -> None:
        await self.put_all([timer])

    async def put_all(self, timers: Sequence[Timer]) -> None:
        """Wake those who wait only where one is due before all that wait: they sleep until then."""
        if not timers:
            return
        await self._session.change_many("put_timer", [to_row(timer) for timer in timers])
        if not await self._exists("sooner_timer", due_at=min(timer.due_at for timer in timers)):
            self._session.wakes.add(Kind.TIMERS)

    async def due(self, now: int, limit: int) -> list[Timer]:
        return [from_row(Timer, row) for row in await self._session.fetch("due_timers", now=now, limit=limit)]

    async def fired(self, timer: Timer, now: int) -> bool:
        return await self._session.change("fire_timer", kind=timer.kind.value, key=timer.key, now=now) == 1

    async def postpone(self, timer: Timer, at: int) -> None:
        await self._session.change("postpone_timer", kind=timer.kind.value, key=timer.key, due_at=at)

    async def next_due(self) -> int | None:
        return await self._number("next_due_timer")
