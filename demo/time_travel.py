"""The clock shared by bot and playground in the demo, and moving it forward while everything due happens."""

import asyncio
from contextlib import suppress
from datetime import datetime, time, timedelta, tzinfo
from typing import Final

from bot.app import App
from bot.clock import SystemClock
from domain.week.weeks import last_week
from storage.session import Kind

_LOOK_EVERY_S: Final = 0.005
_PATIENCE_S: Final = 0.5
_JUST_AFTER: Final = timedelta(seconds=5)


class TimeTravel:
    """Moves the time of a running bot forward.

    Args:
        timezone: The district's time zone.
    """

    def __init__(self, timezone: tzinfo) -> None:
        self.clock = SystemClock()
        self._timezone = timezone
        self._app: App | None = None
        self._held_up = 0
        self._passing = asyncio.Lock()

    def seconds(self) -> float:
        """Return seconds since 1970, for the playground."""
        return self.clock.now() / 1000

    def now(self) -> datetime:
        """Return the current time in the district."""
        return datetime.fromtimestamp(self.seconds(), self._timezone)

    def attend(self, app: App) -> None:
        """Move time for this bot from now on."""
        self._app = app

    async def leave(self) -> None:
        """Stop moving time for the bot; a move under way finishes first."""
        self._app = None
        async with self._passing:
            pass

    def turn(self, at: datetime) -> None:
        """Set the clock, also backwards; only while no bot runs."""
        self.clock.shift_ms += _ms(at) - self.clock.now()

    async def until(self, at: datetime) -> None:
        """Move time to `at`, firing each timer at its own time; do nothing if `at` is past."""
        async with self._passing:
            if self._app is not None:
                await self._pass(self._app, at)

    async def _pass(self, app: App, at: datetime) -> None:
        await self._settle(app)
        while self._app is app:
            due = await app.database.read(lambda tx: tx.timers.next_due())
            if due is None or due > _ms(at):
                break
            self._go_on(due)
            await app.scheduler.fire_due()
            await self._settle(app)
        self._go_on(_ms(at))
        for kind in Kind:
            app.database.signal(kind).set()

    async def a_week(self) -> None:
        """Move time to just after the next weekly digest (Monday 09:00)."""
        last = last_week(self.clock.now(), self._timezone)
        told = next(at for week in (last, last.shifted(1)) if (at := week.told_at(self._timezone)) > self.clock.now())
        await self.until(datetime.fromtimestamp(told / 1000, self._timezone) + _JUST_AFTER)

    async def to_now(self) -> None:
        """Move time to the machine's time."""
        await self.until(self._machines_now())
        self.clock.shift_ms = 0

    async def a_day(self) -> None:
        """Move time by 24 hours."""
        await self.until(self.now() + timedelta(1))

    def before_now(self, days: int, at: time | timedelta) -> datetime:
        """Return a time of day `days` before the machine's date, or the machine's time minus `days` and `at`."""
        now = self._machines_now()
        if isinstance(at, timedelta):
            return now - timedelta(days) - at
        return datetime.combine(now.date() - timedelta(days), at, self._timezone)

    def _machines_now(self) -> datetime:
        return datetime.fromtimestamp((self.clock.now() - self.clock.shift_ms) / 1000, self._timezone)

    def _go_on(self, at_ms: int) -> None:
        self.clock.shift_ms += max(0, at_ms - self.clock.now())

    async def settle(self) -> None:
        """Wait until everything due has been sent, so that messages have the time at which they were due.

        Telegram's limits may hold messages up for a minute: they are waited for half a second, once.
        """
        if self._app is not None:
            await self._settle(self._app)

    async def _settle(self, app: App) -> None:
        app.database.signal(Kind.OUTBOX).set()
        unsent = await self._unsent(app)
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE_S):
                while unsent > self._held_up:
                    await asyncio.sleep(_LOOK_EVERY_S)  # the signal belongs to the deliverer
                    unsent = await self._unsent(app)
        self._held_up = unsent

    async def _unsent(self, app: App) -> int:
        return await app.database.read(lambda tx: tx.outbox.unsent(self.clock.now()))


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
