"""Timers in SQL."""

import json
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
        urgent = await self._session.fetch("due_urgent_timers", now=now, limit=limit)
        others = await self._session.fetch("due_timers", now=now, limit=limit - len(urgent))
        return [from_row(Timer, row) for row in (*urgent, *others)]

    async def fired(self, timers: Sequence[Timer], now: int) -> list[Timer]:
        fired = set[tuple[str, str]]()
        for kind in dict.fromkeys(timer.kind for timer in timers):
            keys = json.dumps({timer.key: 0 for timer in timers if timer.kind is kind})
            rows = await self._session.fetch("fire_timers", kind=kind.value, keys=keys, now=now)
            fired |= {(kind.value, row["key"]) for row in rows}
        return [timer for timer in timers if (timer.kind.value, timer.key) in fired]

    async def postpone(self, timer: Timer, at: int) -> None:
        await self._session.change("postpone_timer", kind=timer.kind.value, key=timer.key, due_at=at)

    async def next_due(self) -> int | None:
        return await self._number("next_due_timer")
