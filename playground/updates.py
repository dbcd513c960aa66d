"""The updates that wait for the bot: numbering, filtering, long polling.

Source of the rules: Client.cpp, ``do_get_updates``, ``abort_long_poll``, ``update_allowed_update_types``.
"""

import asyncio
import random
from collections import deque
from collections.abc import Callable
from typing import Any

from playground.errors import Refusal

JSON = dict[str, Any]

_KEPT = 24 * 3600  # seconds; https://core.telegram.org/bots/api#getting-updates
_EXTRA = frozenset({"chat_member", "message_reaction", "message_reaction_count"})  # only where asked for by name
_PACE = 3.0  # seconds within which a repeated short poll is stretched to this length


class Updates:
    """The queue of one bot."""

    def __init__(self, clock: Callable[[], float], source: random.Random, first: int | None) -> None:
        self._clock = clock
        self._next = first if first is not None else source.randrange(100_000_000, 900_000_000)
        self._queue: deque[tuple[float, JSON]] = deque()
        self._arrival = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None
        self._previous = (0, -100.0)
        self._closed = False
        self.allowed: list[str] | None = None

    def add(self, kind: str, payload: JSON) -> None:
        """Queue an update unless its kind is not wanted."""
        if kind not in self.allowed if self.allowed else kind in _EXTRA:
            return
        self.add_raw({kind: payload})

    def add_raw(self, update: JSON) -> JSON:
        """Queue an update as it is, numbered if it has no ``update_id``, and return it."""
        update = {"update_id": update.get("update_id", self._next), **update}
        self._next = max(self._next, update["update_id"] + 1)
        self._queue.append((self._clock(), update))
        self._arrival.set()
        return update

    def pending(self) -> list[JSON]:
        """Return what waits, oldest first, without what nobody fetched in a day."""
        while self._queue and self._queue[0][0] < self._clock() - _KEPT:
            self._queue.popleft()
        return [update for _, update in self._queue]

    def acknowledge(self, offset: int) -> None:
        """Forget the updates below ``offset``; a negative one keeps as many of the newest."""
        if offset < 0:
            while len(self._queue) > -offset:
                self._queue.popleft()
            return
        while self._queue and self._queue[0][1]["update_id"] < offset:
            self._queue.popleft()

    def remove(self, update: JSON) -> None:
        """Forget one update (a webhook took it)."""
        self._queue = deque(entry for entry in self._queue if entry[1] is not update)

    def drop(self) -> None:
        """Forget everything."""
        self._queue.clear()

    def want(self, kinds: Any) -> None:
        """Keep the kinds of updates that are wanted from now on; ``[]`` is default, no list changes nothing."""
        if isinstance(kinds, list):
            self.allowed = [str(kind) for kind in kinds] or None

    async def poll(self, offset: int, limit: int, seconds: int, *, paced: bool) -> list[JSON]:
        """Answer ``getUpdates``. A poll that waits is ended by the next one.

        ``paced``: a repeated short poll waits, as the real server makes it.

        Raises:
            Refusal: 409, another poll or a webhook took over.
        """
        now = asyncio.get_running_loop().time()
        if paced and offset == self._previous[0] and seconds < _PACE and now < self._previous[1] + _PACE:
            seconds = int(_PACE)
        self._previous = (offset, now)
        self.acknowledge(offset)
        if not self.pending() and seconds and not self._closed:
            await self._wait(seconds)
        return self.pending()[:limit]

    async def next(self) -> bool:
        """Wait until something arrives; False once nothing will any more."""
        self._arrival.clear()
        if not self._closed:
            await self._arrival.wait()
        return not self._closed

    def abort_poll(self, text: str) -> None:
        """End the waiting poll with 409."""
        if self._poll and not self._poll.done():
            self._poll.set_exception(Refusal(409, f"Conflict: {text}"))

    def close(self) -> None:
        """Answer the waiting poll with nothing."""
        self._closed = True
        self._arrival.set()

    async def _wait(self, seconds: float) -> None:
        self.abort_poll(
            "terminated by other getUpdates request; make sure that only one bot instance is running",
        )
        conflict: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = conflict
        self._arrival.clear()  # here and not in the task: an update may arrive before the task starts
        arrival = asyncio.create_task(self._arrival.wait())
        waits: list[asyncio.Future[Any]] = [conflict, arrival]
        try:
            await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrival.cancel()
            if self._poll is conflict:
                self._poll = None
        if conflict.done():
            conflict.result()
