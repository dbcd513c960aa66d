"""The claims of this process: updates are claimed as they come in, or later where they had to wait."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.incoming.in_hand import InHand
from bot.incoming.outlook import Outlook, Spot
from bot.lasting import Lasting
from services.ports.clock import Clock
from services.ports.inbox import Claimant, InboxItem, Lane
from services.ports.transaction import Transaction
from storage.errors import Unreachable

_SOONEST_S: Final = 0.001


@dataclass(frozen=True, slots=True)
class Look:
    """What a look for updates found: those claimed, where more may be due, and when the next is if that was asked."""

    items: Sequence[InboxItem]
    left: Mapping[Lane, Spot]
    everywhere: bool
    due: int | None


class Claims:
    """Stores and claims updates for this process, and has `work` done on each that it has claimed."""

    def __init__(
        self,
        database: Lasting,
        clock: Clock,
        owner: int,
        places: Mapping[Lane, int],
        work: Callable[[InboxItem], Coroutine[Any, Any, None]],
    ) -> None:
        self._database = database
        self._clock = clock
        self._owner = owner
        self._work = work
        self._in_hand = InHand(places)
        self._outlook = Outlook()
        self._stirred = asyncio.Event()
        self._working = False
        self._unsure = False
        self._failed: BaseException | None = None

    @property
    def tasks(self) -> "list[asyncio.Task[None]]":
        """The work under way."""
        return self._in_hand.tasks

    async def store(self, bot_id: int, items: Sequence[InboxItem]) -> Sequence[InboxItem]:
        """Store raw updates and return those that were not known; begin to work on those that need not wait.

        Raises:
            Unreachable: The database does not take them now.
        """
        now = self._clock.now()
        reserved = self._in_hand.reserve(item.lane for item in items if self._takes(item))
        claimant = Claimant(self._owner, reserved) if self._working else None
        try:
            stored = await self._database.at_once.write(lambda tx: tx.inbox.store(bot_id, items, now, claimant))
        except (Unreachable, asyncio.CancelledError):  # they may have been stored and claimed all the same
            self._unsure = True
            self.look_everywhere()
            raise
        finally:
            self._in_hand.give_back(reserved)
        self._outlook.wait_in(stored.waiting)
        self._begin(stored.claimed)
        for seq in stored.behind:
            self._follow(seq)
        self._stir()
        return stored.new

    def _takes(self, item: InboxItem) -> bool:
        """Return whether an update may be claimed as it comes in: not before others that wait for a place."""
        return self._working and item.lane not in self._outlook.lanes

    def _follow(self, seq: int) -> None:
        if seq in self._in_hand:
            self._outlook.followed.add(seq)
        else:  # it has ended meanwhile
            self._outlook.ended.append(seq)

    async def run(self) -> None:
        """Claim what is due, until cancelled. Raises what ended the work on an update."""
        self._working = True
        listening = asyncio.create_task(self._listen())
        try:
            while self._failed is None:
                self._stirred.clear()
                await self._claim_due()
                await self._change()
            raise self._failed
        finally:
            self._working = False
            listening.cancel()

    def look_everywhere(self) -> None:
        """Look for updates that may go on, as one is tried again or was set aside."""
        self._outlook.look_everywhere()
        self._stirred.set()

    async def _listen(self) -> None:
        signal = self._database.signal("inbox")
        while True:
            signal.clear()
            self._outlook.hear(self._in_hand)
            self._stirred.set()
            await signal.wait()

    async def _change(self) -> None:
        """Wait until something may have changed."""
        left_ms = self._outlook.due - self._clock.now()
        try:
            async with asyncio.timeout(max(left_ms / 1000, _SOONEST_S)):
                await self._stirred.wait()
        except TimeoutError:  # the time has come, whatever a clock says that was set back meanwhile
            self._outlook.look_everywhere()

    async def _claim_due(self) -> None:
        """Begin on due updates, as many as there are places."""
        while self._unsure or self._outlook.expects(self._in_hand.free(), self._clock.now()):
            if self._unsure:
                self._unsure = False
                self._begin(await self._database.write(lambda tx: tx.inbox.held(self._owner)))
            await self._claim_once()

    async def _claim_once(self) -> None:
        now, free = self._clock.now(), self._in_hand.free()
        spots, ended = self._outlook.take()
        try:
            look = await self._database.at_once.write(lambda tx: self._look(tx, free, spots, ended, now))
        except Unreachable as error:
            self._unsure = True
            self._outlook.look_everywhere()
            await self._database.rest(error, 0)
            return
        self._begin(look.items)
        self._outlook.keep(look.left)
        if look.everywhere:
            self._outlook.looked(now, look.due)

    async def _look(
        self, tx: Transaction, free: Mapping[Lane, int], spots: Mapping[Lane, Spot], ended: Iterable[int], now: int
    ) -> Look:
        """Claim what comes next in the lines that have ended, then what waits for a place in its lane."""
        places, items = dict(free), list[InboxItem]()
        for seq in ended:
            following = await tx.inbox.claim_next(Claimant(self._owner, places), now, seq)
            if following is not None:
                places[following.lane] -= 1
                items.append(following)
        left = {lane: spot for lane, spot in spots.items() if places.get(lane, 0) <= 0}
        looked = {lane: spot for lane, spot in spots.items() if lane not in left}
        for lane, spot in looked.items():
            found = await self._of_lane(tx, Claimant(self._owner, {lane: places[lane]}), spot, now)
            items += found
            if spot.newest:
                left[lane] = Spot(spot.after)
            elif len(found) == places[lane]:
                left[lane] = Spot(found[-1].seq, newest=True)
        everywhere = all(spots.get(lane) == Spot() for lane in Lane)  # else what is due elsewhere would be forgotten
        after = now if items or self.tasks else -1  # what is due already waits for one in hand, whose end wakes us
        return Look(items, left, everywhere, await tx.inbox.next_due(after) if everywhere else None)

    async def _of_lane(self, tx: Transaction, claimant: Claimant, spot: Spot, now: int) -> list[InboxItem]:
        if spot.newest:
            return await tx.inbox.claim_newest(claimant, now)
        return await tx.inbox.claim(claimant, now, spot.after)

    def _begin(self, items: Iterable[InboxItem]) -> None:
        for item in items:
            if self._working and item.seq not in self._in_hand:
                if item.followed:
                    self._outlook.followed.add(item.seq)
                self._in_hand.start(item, self._work(item), self._end)

    def _end(self, item: InboxItem, task: "asyncio.Task[None]") -> None:
        self._outlook.end(item.seq)
        if item.crashes:  # the next suspect may go on
            self._outlook.look_everywhere()
        if not task.cancelled() and task.exception() is not None:
            self._failed = task.exception()
        self._stir()

    def _stir(self) -> None:
        """Wake the loop if there is something for it."""
        if self._failed is not None or self._outlook.lanes or self._outlook.ended:
            self._stirred.set()
