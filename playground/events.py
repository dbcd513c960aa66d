"""What happened, numbered, for the chat page and for tests that wait."""

import asyncio
from bisect import bisect_right
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]


@dataclass(slots=True)
class _Lane:
    """The events of one chat (or of all chats) and those who wait for the next one."""

    events: list[JSON] = field(default_factory=list)
    waiting: set[asyncio.Future[None]] = field(default_factory=set)

    def append(self, event: JSON) -> None:
        self.events.append(event)
        self.wake()

    def wake(self) -> None:
        for future in self.waiting:
            if not future.done():
                future.set_result(None)
        self.waiting.clear()

    def since(self, seq: int, kind: str | None) -> list[JSON]:
        start = bisect_right(self.events, seq, key=lambda event: event["seq"])
        return [event for event in self.events[start:] if kind in {None, event["type"]}]


class Events:
    """An append-only list; ``seq`` counts from 1.

    Each event is ``{"seq", "type", "chat_id", ...}``. Chats have lanes of their own, so that a bench
    with many waiting chats wakes one of them for an event and not all.
    """

    def __init__(self) -> None:
        self._everything = _Lane()
        self._by_chat: dict[int, _Lane] = {}
        self._closed = False

    @property
    def seq(self) -> int:
        """The number of the last event, 0 before the first."""
        return len(self._everything.events)

    def add(self, kind: str, chat_id: int, **data: Any) -> None:
        """Append an event and wake those who wait for its chat."""
        event = {"seq": self.seq + 1, "type": kind, "chat_id": chat_id, **data}
        self._everything.append(event)
        self._lane(chat_id).append(event)

    async def wait(self, after: int, chat_id: int | None, kind: str | None, seconds: float) -> list[JSON]:
        """Return the events after ``after``, waiting up to ``seconds`` for the first one."""
        lane = self._everything if chat_id is None else self._lane(chat_id)
        deadline = asyncio.get_running_loop().time() + seconds
        while not (found := lane.since(after, kind)) and not self._closed:
            try:
                async with asyncio.timeout_at(deadline):
                    await self._next(lane)
            except TimeoutError:
                break
        return found

    async def stream(self, after: int) -> AsyncIterator[JSON]:
        """Yield every event after ``after``, for ever (until ``close``)."""
        while not self._closed:
            for event in await self.wait(after, None, None, 3600):
                after = event["seq"]
                yield event

    def close(self) -> None:
        """Let everybody who waits go."""
        self._closed = True
        for lane in (self._everything, *self._by_chat.values()):
            lane.wake()

    def _lane(self, chat_id: int) -> _Lane:
        return self._by_chat.setdefault(chat_id, _Lane())

    @staticmethod
    async def _next(lane: _Lane) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        lane.waiting.add(future)
        try:
            await future
        finally:
            lane.waiting.discard(future)
