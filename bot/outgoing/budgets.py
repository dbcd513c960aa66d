"""Telegram's rate limits as budgets: per second overall, per private chat, per group."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

_MINUTE_S = 60.0


@dataclass(frozen=True, slots=True)
class Rates:
    """Limits (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this); 0 is no limit."""

    per_second: int
    private_per_second: float
    private_burst: int
    group_per_minute: int


class _Budget(Protocol):
    """What one chat, or all of them, may be sent; `now` in seconds from any start."""

    def room(self, now: float) -> float:
        """How many messages fit now; less than none after a message of several parts."""

    def spend(self, now: float, messages: int) -> None:
        """So many go out now."""

    def wait(self, now: float) -> float:
        """Seconds until one more fits, 0 where it fits now."""

    def is_full(self, now: float) -> bool:
        """Whether nothing of it is spent, so that it may be forgotten."""


@dataclass(slots=True)
class _Bucket:
    """A token bucket: holds up to `size` messages and gains `rate` per second."""

    size: float
    rate: float
    filled_at: float
    level: float

    def room(self, now: float) -> float:
        self.level = min(self.size, self.level + (now - self.filled_at) * self.rate)
        self.filled_at = now
        return self.level

    def spend(self, now: float, messages: int) -> None:
        self.level = self.room(now) - messages

    def wait(self, now: float) -> float:
        return max(0.0, (1 - self.room(now)) / self.rate)

    def is_full(self, now: float) -> bool:
        return self.room(now) >= self.size


@dataclass(slots=True)
class _Window:
    """Takes up to `most` messages in any `span_s` seconds; a bucket would take twice as many in the first of them."""

    most: int
    span_s: float
    times: deque[float] = field(default_factory=deque)

    def room(self, now: float) -> int:
        while self.times and self.times[0] <= now - self.span_s:
            self.times.popleft()
        return self.most - len(self.times)

    def spend(self, now: float, messages: int) -> None:
        self.times.extend([now] * messages)

    def wait(self, now: float) -> float:
        room = self.room(now)
        return 0.0 if room >= 1 else max(0.0, self.times[-room] + self.span_s - now)

    def is_full(self, now: float) -> bool:
        return self.room(now) >= self.most


class Budgets:
    """The budgets of messages that may be sent now.

    They are kept in memory only; after a restart, Telegram's `RetryAfter` corrects them.

    Args:
        rates: The limits.
        monotonic: Returns seconds from any start.
    """

    def __init__(self, rates: Rates, monotonic: Callable[[], float]) -> None:
        self._rates = rates
        self._monotonic = monotonic
        self._all: _Budget | None = _Window(rates.per_second, 1.0) if rates.per_second else None
        self._chats: dict[int, _Budget] = {}

    def allowance(self, most: int) -> int:
        """Return how many messages may be sent now overall, at most `most`."""
        return most if self._all is None else min(most, int(self._all.room(self._monotonic())))

    def spend(self, chat_id: int, messages: int = 1) -> None:
        """So many messages go to this chat; an edit or a deletion counts as one, an album as its parts."""
        now = self._monotonic()
        for budget in (self._all, self._chats.get(chat_id) or self._open(chat_id, now)):
            if budget is not None:
                budget.spend(now, messages)

    def resting(self) -> list[int]:
        """Return chats that have to wait, and drop those that have recovered."""
        now = self._monotonic()
        self._chats = {chat: budget for chat, budget in self._chats.items() if not budget.is_full(now)}
        return [chat for chat, budget in self._chats.items() if budget.room(now) < 1]

    def next_in(self) -> float | None:
        """Return the seconds until a waiting chat, or the bot as a whole, may send; None if nothing waits."""
        now = self._monotonic()
        budgets = [*self._chats.values(), *([] if self._all is None else [self._all])]
        return min((budget.wait(now) for budget in budgets if budget.room(now) < 1), default=None)

    def _open(self, chat_id: int, now: float) -> _Budget | None:
        rates = self._rates
        if chat_id > 0 and rates.private_per_second:
            size = float(rates.private_burst)
            return self._chats.setdefault(chat_id, _Bucket(size, rates.private_per_second, now, size))
        if chat_id < 0 and rates.group_per_minute:
            return self._chats.setdefault(chat_id, _Window(rates.group_per_minute, _MINUTE_S))
        return None
