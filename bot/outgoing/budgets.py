"""Telegram's rate limits as budgets: per second overall, per private chat, per group."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
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

    def fits(self, now: float, messages: int) -> bool:
        """Whether so many may go now; more than ever fit need all of it."""

    def room(self, now: float) -> float:
        """How many messages fit now; less than none after a message of more parts than ever fit."""

    def spend(self, now: float, messages: int) -> None:
        """So many go out now."""

    def wait(self, now: float, messages: int) -> float:
        """Seconds until so many fit, 0 where they fit now."""

    def is_full(self, now: float) -> bool:
        """Whether nothing of it is spent, so that it may be forgotten."""


@dataclass(slots=True)
class _Bucket:
    """A token bucket: holds up to `size` messages and gains `rate` per second."""

    size: float
    rate: float
    filled_at: float
    level: float

    def fits(self, now: float, messages: int) -> bool:
        return self.wait(now, messages) <= 0

    def room(self, now: float) -> float:
        self.level = min(self.size, self.level + (now - self.filled_at) * self.rate)
        self.filled_at = now
        return self.level

    def spend(self, now: float, messages: int) -> None:
        self.level = self.room(now) - messages

    def wait(self, now: float, messages: int) -> float:
        return max(0.0, (min(messages, self.size) - self.room(now)) / self.rate)

    def is_full(self, now: float) -> bool:
        return self.room(now) >= self.size


@dataclass(slots=True)
class _Window:
    """Takes up to `most` messages in any `span_s` seconds; a bucket would take twice as many in the first of them."""

    most: int
    span_s: float
    times: deque[float] = field(default_factory=deque)

    def fits(self, now: float, messages: int) -> bool:
        return self.room(now) >= min(messages, self.most)

    def room(self, now: float) -> int:
        while self.times and self.times[0] <= now - self.span_s:
            self.times.popleft()
        return self.most - len(self.times)

    def spend(self, now: float, messages: int) -> None:
        self.times.extend([now] * messages)

    def wait(self, now: float, messages: int) -> float:
        excess = min(messages, self.most) - self.room(now)
        return 0.0 if excess <= 0 else max(0.0, self.times[excess - 1] + self.span_s - now)

    def is_full(self, now: float) -> bool:
        return self.room(now) >= self.most


class Budgets:
    """The budgets of messages that may be sent now.

    They are kept in memory only; after a restart, Telegram's `RetryAfter` corrects them. They are asked in the
    database's thread, too, as messages may leave with the transactions that put them.

    Args:
        rates: The limits.
        monotonic: Returns seconds from any start.
    """

    def __init__(self, rates: Rates, monotonic: Callable[[], float]) -> None:
        self._lock = Lock()
        self._rates = rates
        self._monotonic = monotonic
        self._all: _Budget | None = _Window(rates.per_second, 1.0) if rates.per_second else None
        self._chats: dict[int, _Budget] = {}
        self._wanted: dict[int, int] = {}

    def allowance(self, most: int) -> int:
        """Return how many messages may be sent now overall, at most `most`; what an album waits for is kept for it."""
        with self._lock:
            return self._allowance(most)

    def _allowance(self, most: int) -> int:
        if self._all is None:
            return most
        now = self._monotonic()
        return max(0, min(most, int(self._all.room(now)) - self._kept(self._all, now)))

    def fits(self, chat_id: int, besides: int = 0) -> bool:
        """Return whether one message may go to this chat now, and `besides` others that are not counted yet."""
        with self._lock:
            return self._allowance(besides + 1) > besides and self._chat_fits(chat_id, self._monotonic(), 1)

    def _kept(self, overall: "_Budget", now: float) -> int:
        """Return how many are kept for chats that wait for nothing but the budget of all."""
        wanted = (count for chat, count in self._wanted.items() if self._chat_fits(chat, now, count))
        return sum(count for count in wanted if not overall.fits(now, count))

    def _chat_fits(self, chat_id: int, now: float, messages: int) -> bool:
        budget = self._chats.get(chat_id)
        return budget is None or budget.fits(now, messages)

    def take(self, chat_id: int, messages: int = 1) -> bool:
        """Let so many messages go to this chat and return True, or let it rest until they fit.

        An edit or a deletion counts as one message, an album as its parts.
        """
        with self._lock:
            now = self._monotonic()
            budgets = [budget for budget in (self._all, self._chats.get(chat_id) or self._open(chat_id, now)) if budget]
            if not all(budget.fits(now, messages) for budget in budgets):
                self._wanted[chat_id] = messages
                return False
            self._wanted.pop(chat_id, None)
            for budget in budgets:
                budget.spend(now, messages)
            return True

    def resting(self) -> list[int]:
        """Return chats that have to wait, and drop those that have recovered."""
        with self._lock:
            now = self._monotonic()
            self._chats = {chat: budget for chat, budget in self._chats.items() if not budget.is_full(now)}
            self._wanted = {chat: wanted for chat, wanted in self._wanted.items() if self._wait(chat, now) > 0}
            return list({*self._wanted, *(chat for chat, budget in self._chats.items() if not budget.fits(now, 1))})

    def crowded(self) -> list[int]:
        """Return the groups of whose budget more than half is spent: what can wait leaves them the rest."""
        with self._lock:
            now, most = self._monotonic(), self._rates.group_per_minute
            return [chat for chat, budget in self._chats.items() if chat < 0 and budget.room(now) < most / 2]

    def next_in(self) -> float | None:
        """Return the seconds until a waiting chat, or the bot as a whole, may send; None if nothing waits."""
        with self._lock:
            now = self._monotonic()
            waits = [self._wait(chat, now) for chat in {*self._chats, *self._wanted}]
            if self._all is not None:
                waits.append(self._all.wait(now, 1))
            return min((wait for wait in waits if wait > 0), default=None)

    def _wait(self, chat_id: int, now: float) -> float:
        """Return the seconds until what this chat wants fits."""
        wanted = self._wanted.get(chat_id, 1)
        whole = [self._all] if chat_id in self._wanted else []
        return max((budget.wait(now, wanted) for budget in (*whole, self._chats.get(chat_id)) if budget), default=0.0)

    def _open(self, chat_id: int, now: float) -> _Budget | None:
        rates = self._rates
        if chat_id > 0 and rates.private_per_second:
            size = float(rates.private_burst)
            return self._chats.setdefault(chat_id, _Bucket(size, rates.private_per_second, now, size))
        if chat_id < 0 and rates.group_per_minute:
            return self._chats.setdefault(chat_id, _Window(rates.group_per_minute, _MINUTE_S))
        return None
