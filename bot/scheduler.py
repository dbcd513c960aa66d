"""The timer loop: fires due timers once each, also after an outage."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import structlog

from bot.lasting import Lasting
from bot.photo_store import PhotoStore
from domain.timers import Timer, TimerKind, is_night
from services.deps import Deps
from services.ports.photo_objects import PhotoObjects
from services.ports.retention import Kept
from services.programme import boards
from services.upkeep import retention, timers
from services.week import keeping
from storage.errors import Damaged

log = structlog.get_logger()
_AT_ONCE: Final = 500
_LONGEST_SLEEP_S: Final = 60.0
_AFTER_FIRING_S: Final = 2.0
"""Who put a timer while the one before it was fired may have counted on that one to wake us."""

_BACK_OFF_MS: Final = 60_000
_ERASING: Final = frozenset({TimerKind.RETENTION, TimerKind.FORGOTTEN})


@dataclass(slots=True)
class Scheduler:
    """Fires timers, in one process at a time."""

    deps: Deps
    database: Lasting
    objects: PhotoObjects

    async def run(self) -> None:
        """Fire timers until cancelled."""
        await self.database.in_role("keep-time", self._keep_time)

    async def _keep_time(self) -> None:
        await self.database.write(lambda tx: timers.start(tx, self.deps))
        signal = self.database.signal("timers")
        fired = 0
        while True:
            signal.clear()
            wait = await self._next_in()
            if wait > 0:
                await signal.wait(min(wait, _AFTER_FIRING_S) if fired else wait)
                fired = 0
            else:
                fired = await self.fire_due()

    async def fire_due(self) -> int:
        """Fire due timers, urgent ones first; return how many.

        Those of limits are fired many in a transaction, and if one of them fails each in its own, like all others.
        """
        now = self.deps.clock.now()
        due = await self.database.read(lambda tx: tx.timers.due(now, _AT_ONCE))
        for some in timers.together(due):
            for timer in some:
                if timer.kind in _ERASING:  # before it counts as fired, so that a crash skips nothing
                    await self._forget_photos()
                if is_night(timer):
                    await self._remove_expired()
                    await self._tidy_store()
                    await self._keep_figures()
                    await self._count_boards()
            await self._fire(some)
        return len(due)

    async def _forget_photos(self) -> None:
        """Delete photos that are past their time; their bytes follow at once."""
        while await self._forgotten() is not None:
            pass

    async def _remove_expired(self) -> None:
        """Remove expired rows in batches, between which others write."""
        left = tuple(Kept)
        while left:
            kinds = left
            left = await self.database.write(lambda tx, kinds=kinds: retention.run(tx, self.deps, kinds))  # type: ignore[misc]

    async def _tidy_store(self) -> None:
        """Delete what the store has beyond what rows name."""
        store = PhotoStore(self.database, self.objects, self.deps.clock)
        await store.mark_strays()
        await store.sweep()

    async def _keep_figures(self) -> None:
        """Keep the figures of periods that have ended; they are counted beside all writes."""
        while (span := await self.database.read(lambda tx: keeping.unkept(tx, self.deps))) is not None:
            figures = await self.database.read(lambda tx, span=span: tx.weeks.queues(span))  # type: ignore[misc]
            await self.database.write(lambda tx, span=span, figures=figures: tx.weeks.keep(span, figures))  # type: ignore[misc]

    async def _count_boards(self) -> None:
        """Count the boards of the week that has ended, beside all writes."""
        week = await self.database.read(lambda tx: boards.uncounted(tx, self.deps))
        if week is not None:
            span = boards.counted_span(week, self.deps)
            did = await self.database.read(lambda tx: tx.rankings.did(span))
            await self.database.write(lambda tx: boards.keep(tx, week, did))

    async def _forgotten(self) -> list[str] | None:
        return await self.database.write(lambda tx: retention.forgotten_photos(tx, self.deps))

    async def _fire(self, some: Sequence[Timer]) -> None:
        try:
            await self.database.write(lambda tx: timers.fire(tx, self.deps, some))
        except Damaged:
            raise
        except Exception:
            if len(some) > 1:
                for timer in some:
                    await self._fire([timer])
                return
            (timer,) = some
            log.exception("timer_failed", kind=timer.kind.value, key=timer.key)
            await self.database.write(lambda tx: tx.timers.postpone(timer, self.deps.clock.now() + _BACK_OFF_MS))

    async def _next_in(self) -> float:
        due = await self.database.read(lambda tx: tx.timers.next_due())
        if due is None:
            return _LONGEST_SLEEP_S
        return min(_LONGEST_SLEEP_S, max(0.0, (due - self.deps.clock.now()) / 1000))
