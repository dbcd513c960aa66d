"""The deliver loop: the only sender of messages, in order per chat and within Telegram's limits."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

import structlog

from bot.drain import drain
from bot.lasting import Lasting
from bot.outgoing.budgets import Budgets
from bot.outgoing.carrying import Carrier
from bot.outgoing.departures import Departures
from bot.outgoing.hands import Hands
from bot.outgoing.preparation import Delivery, Prepared
from bot.outgoing.remedies import name_double
from services.deps import Deps
from services.ports.outbox import Sending
from services.ports.transaction import Transaction, Work
from storage.engines.signals import Signal
from storage.errors import Unreachable

log = structlog.get_logger()
T = TypeVar("T")
_AT_ONCE: Final = 32
_LONGEST_SLEEP_S: Final = 60.0
_SOON_S: Final = 0.05
_TIDIED_EVERY_MS: Final = 10_000
_CROWDED_S: Final = 10.0
"""After so long it is looked again whether a crowded group has room for its board."""


@dataclass(slots=True)
class Deliverer:
    """Has messages carried to their chats: those that leave with the transaction that puts them, and all that wait.

    A transaction run by `write` claims what it puts where nothing goes before it. The loop looks at the others: once a
    commit has left some, a delivery ends in a chat where more wait, or their time has come.
    """

    deps: Deps
    database: Lasting
    carrier: Carrier
    budgets: Budgets
    _hands: Hands = field(default_factory=lambda: Hands(_AT_ONCE))
    _serves: bool = False
    _tasks: set["asyncio.Task[None]"] = field(default_factory=set)
    _broken: BaseException | None = None
    _alarm: asyncio.TimerHandle | None = None
    _tidied_at: int | None = None

    async def run(self) -> None:
        """Deliver until cancelled; log messages that were in flight at the last stop, as they may come twice."""
        await self.database.in_role("deliver", self._deliver_all)

    async def write(self, work: Work[T]) -> T:
        """Write as `services.ports.transaction.Database.write` does; what it puts leaves with its commit if it may."""
        if not self._serves:
            return await self.database.at_once.write(work)
        departures = Departures(self.deps, self._hands, self.budgets)

        async def departing(tx: Transaction) -> T:
            departures.begin()
            tx.outbox.depart_with(departures)
            result = await work(tx)
            await departures.prepare(tx)
            return result

        try:
            result = await self.database.at_once.write(departing)
        except BaseException as error:
            self._give_up(departures, error)
            raise
        await self._let_leave(departures, serves=self._serves)
        return result

    async def look(self) -> float | None:
        """Start a delivery for each chat that is due, free and within limits; return in how many seconds to look again.

        What is in hand wakes us by itself.
        """
        rested = self.budgets.next_in()  # asked first: whoever rests below has rested by then
        limit = self.budgets.allowance(self._hands.free())
        if limit <= 0:
            return rested
        departures = Departures(self.deps, self._hands, self.budgets)
        tidies = self._tidies()
        try:
            due = await self.database.at_once.write(lambda tx: self._claim(tx, departures, limit, tidies=tidies))
        except BaseException as error:
            if tidies:
                self._tidied_at = None
            self._give_up(departures, error)
            if not isinstance(error, Unreachable):
                raise
            await self.database.rest(error, 0)
            return _SOON_S
        await self._let_leave(departures)
        again = _CROWDED_S if self.budgets.crowded() else None
        return _soonest(rested, self.budgets.next_in(), self._in_seconds(due), again)

    async def idle(self) -> None:
        """Return once nothing is in hand."""
        while self._tasks:
            await asyncio.wait(self._tasks)
            self._raise()

    async def _deliver_all(self) -> None:
        self._hands = Hands(_AT_ONCE)
        for sending in await self.database.write(lambda tx: tx.outbox.in_flight()):
            name_double(sending)
        self._serves, looking = True, set[asyncio.Task[None]]()
        try:
            while True:
                self._signal.clear()
                looking = {asyncio.create_task(self._look_once())}
                await asyncio.shield(*looking)
                await self._signal.wait(_LONGEST_SLEEP_S)
                self._raise()
        finally:
            await drain(looking)  # what it has claimed sets off, so that nothing stays in flight unsent
            self._serves = False
            await drain(self._tasks)

    async def _look_once(self) -> None:
        self._look_in(await self.look())

    async def _claim(self, tx: Transaction, departures: Departures, limit: int, *, tidies: bool) -> int | None:
        """Claim and prepare due messages; return when the next that waits for its time is due (ms UTC)."""
        departures.begin()
        if tidies:
            await self._tidy(tx, departures.now)
        busy, crowded = [*{*self._hands.pass_all(), *self.budgets.resting()}], self.budgets.crowded()
        claimed = await tx.outbox.claim(departures.now, busy, limit, crowded)
        if len(claimed) == limit:
            self._hands.crowd()
        for sending in claimed:
            if departures.take(sending.outgoing.chat_id):
                departures.board(sending)
            else:
                await tx.outbox.requeue(sending)
        await departures.prepare(tx)
        return await tx.outbox.next_due(departures.now) if len(claimed) < limit else None

    def _tidies(self) -> bool:
        """Whether it is time to tidy; noted at once, so that a transaction that fails meanwhile asks for it again."""
        now = self.deps.clock.now()
        if self._tidied_at is not None and 0 <= now - self._tidied_at < _TIDIED_EVERY_MS:
            return False
        self._tidied_at = now
        return True

    async def _tidy(self, tx: Transaction, now: int) -> None:
        """Look after removals that wait long, and after what is in flight and in nobody's hand."""
        await tx.outbox.promote(now)
        for sending in await tx.outbox.in_flight(besides=self._hands):
            name_double(sending)

    async def _let_leave(self, departures: Departures, *, serves: bool = True) -> None:
        """Start what leaves after the commit, unless the role has ended; albums wait until all their parts fit."""
        serves = serves and departures.hands is self._hands
        back = [sending for sending, ready in departures.leaving() if not (serves and self._start(sending, ready))]
        try:
            if back:
                await self.database.write(lambda tx: _put_back(tx, back))
        except BaseException:  # it stays in flight, and in nobody's hand
            self._tidied_at, departures.look = None, True
            raise
        finally:
            for sending in back:
                departures.leave(sending.outgoing.chat_id)
            self._heed(departures)

    def _heed(self, departures: Departures) -> None:
        """See to what does not leave: now, once its chat or a place is free, or when its time comes."""
        if resting := self._free_of(departures.resting):
            rested = self.budgets.next_in()  # asked first: whoever rests below has rested by then
            self._look_in(0 if rested is None or any(map(self.budgets.fits, resting)) else rested)
        if self._free_of(departures.behind) or departures.look:
            self._signal.set()
        self._look_in(self._in_seconds(departures.later))

    def _free_of(self, chats: Collection[int]) -> list[int]:
        """Return those of the chats that are not in hand; the others say to look again once they are let go."""
        return [chat_id for chat_id in chats if not self._hands.pass_by(chat_id)]

    def _give_up(self, departures: Departures, error: BaseException) -> None:
        """Free the chats of a transaction that failed; what it claimed may have been stored all the same."""
        departures.give_up()
        if isinstance(error, Unreachable | asyncio.CancelledError):
            self._tidied_at = None
            departures.look = True
        self._heed(departures)

    def _start(self, sending: Sending, ready: Prepared) -> bool:
        """Have a message carried; return False where its chat has to rest first."""
        chat_id = sending.outgoing.chat_id
        if not self.budgets.take(chat_id, ready.messages if isinstance(ready, Delivery) else 1):
            return False
        self._hands.set_off(chat_id)
        task = asyncio.create_task(self._carry(self._hands, sending, ready))
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return True

    async def _carry(self, hands: Hands, sending: Sending, ready: Prepared) -> None:
        waits = True
        try:
            waits = await self.carrier.carry(sending, ready)
        finally:
            if hands.let_go(sending.outgoing.chat_id) or waits:
                self._signal.set()

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._broken = error
            self._signal.set()

    def _raise(self) -> None:
        if self._broken is not None:
            error, self._broken = self._broken, None
            raise error

    @property
    def _signal(self) -> Signal:
        return self.database.signal("outbox")

    def _look_in(self, seconds: float | None) -> None:
        """Look again after this time, unless that is to happen sooner anyway."""
        if seconds is None:
            return
        loop = asyncio.get_running_loop()
        at = loop.time() + seconds
        if self._alarm is not None:
            if self._alarm.when() <= at:  # be it past: it rings in this turn of the loop
                return
            self._alarm.cancel()
        self._alarm = loop.call_at(at, self._ring)

    def _ring(self) -> None:
        self._alarm = None
        self._signal.set()

    def _in_seconds(self, due: int | None) -> float | None:
        return None if due is None else max((due - self.deps.clock.now()) / 1000, _SOON_S)


async def _put_back(tx: Transaction, back: Sequence[Sending]) -> None:
    for sending in back:
        await tx.outbox.requeue(sending)


def _soonest(*waits: float | None) -> float | None:
    return min((wait for wait in waits if wait is not None), default=None)
