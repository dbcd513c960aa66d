"""The demo's time: one clock for the bot and the playground, moved on so that everything due on the way happens."""

import asyncio
from contextlib import suppress
from datetime import datetime, time, timedelta, tzinfo
from typing import Final

from bot.app import App
from bot.clock import SystemClock
from domain.week.weeks import TOLD_AT
from storage.session import Kind

_LOOK_EVERY_S: Final = 0.005
_PATIENCE_S: Final = 0.5
_JUST_AFTER: Final = timedelta(seconds=5)


class TimeTravel:
    """Lets time pass for a running bot, forwards only.

    Args:
        timezone: the district's.
    """

    def __init__(self, timezone: tzinfo) -> None:
        self.clock = SystemClock()
        self._timezone = timezone
        self._app: App | None = None
        self._passing = asyncio.Lock()

    def seconds(self) -> float:
        """Seconds since 1970, for the playground."""
        return self.clock.now() / 1000

    def now(self) -> datetime:
        """The district's time."""
        return datetime.fromtimestamp(self.seconds(), self._timezone)

    def attend(self, app: App) -> None:
        """From now on time passes for this bot."""
        self._app = app

    async def leave(self) -> None:
        """No more time passes for the bot; what is passing comes to its next rest first."""
        self._app = None
        async with self._passing:
            pass

    def turn(self, at: datetime) -> None:
        """Turn the clock, back as well, while nothing runs by it."""
        self.clock.shift_ms += _ms(at) - self.clock.now()

    async def until(self, at: datetime) -> None:
        """Let time pass until `at`; each timer on the way fires at its own time. Nothing happens where it is past."""
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
        """Let time pass until the week is told: just after the next Monday's 09:00."""
        today = self.now().date()
        monday = today - timedelta(today.weekday())
        told = datetime.combine(monday, TOLD_AT, self._timezone)
        if told <= self.now():
            told += timedelta(7)
        await self.until(told + _JUST_AFTER)

    async def to_now(self) -> None:
        """Let time pass until the machine's own."""
        await self.until(self._machines_now())
        self.clock.shift_ms = 0

    async def a_day(self) -> None:
        """Let 24 hours pass."""
        await self.until(self.now() + timedelta(1))

    def before_now(self, days: int, at: time | timedelta) -> datetime:
        """A time of day in the district some days before the machine's, or a span before its time."""
        now = self._machines_now()
        if isinstance(at, timedelta):
            return now - timedelta(days) - at
        return datetime.combine(now.date() - timedelta(days), at, self._timezone)

    def _machines_now(self) -> datetime:
        return datetime.fromtimestamp((self.clock.now() - self.clock.shift_ms) / 1000, self._timezone)

    def _go_on(self, at_ms: int) -> None:
        self.clock.shift_ms += max(0, at_ms - self.clock.now())

    async def settle(self) -> None:
        """Wait until everything due has been sent, so that messages bear the time at which they were due.

        What Telegram's limits hold up longer than that comes later.
        """
        if self._app is not None:
            await self._settle(self._app)

    async def _settle(self, app: App) -> None:
        app.database.signal(Kind.OUTBOX).set()
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE_S):
                while await app.database.read(lambda tx: tx.outbox.unsent(self.clock.now())):  # noqa: ASYNC110  the signal is for the deliverer alone
                    await asyncio.sleep(_LOOK_EVERY_S)


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
