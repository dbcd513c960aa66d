"""Telegram's limits as budgets: so many messages a second in all, for a private chat, for a group."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rates:
    """Limits (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this); 0 is no limit."""

    per_second: float
    private_per_second: float
    private_burst: int
    group_per_minute: float


@dataclass(slots=True)
class _Bucket:
    """Holds up to `size` messages and gains `rate` a second."""

    size: float
    rate: float
    level: float
    filled_at: float

    def fill(self, now: float) -> None:
        self.level = min(self.size, self.level + (now - self.filled_at) * self.rate)
        self.filled_at = now

    def wait(self) -> float:
        """Seconds until one more message fits."""
        return max(0.0, (1 - self.level) / self.rate)


class Budgets:
    """What may be sent now; kept in memory, for `RetryAfter` corrects what a restart forgets.

    Args:
        rates: the limits.
        monotonic: seconds, from any start.
    """

    def __init__(self, rates: Rates, monotonic: Callable[[], float]) -> None:
        self._rates = rates
        self._monotonic = monotonic
        self._all = self._bucket(rates.per_second, rates.per_second)
        self._chats: dict[int, _Bucket] = {}

    def allowance(self, most: int) -> int:
        """How many messages may go out now in all, at most `most`."""
        if not self._rates.per_second:
            return most
        self._all.fill(self._monotonic())
        return min(most, int(self._all.level))

    def spend(self, chat_id: int) -> None:
        """One message goes to this chat."""
        now = self._monotonic()
        self._all.fill(now)
        self._all.level -= 1
        bucket = self._chats.get(chat_id) or self._open(chat_id)
        if bucket is not None:
            bucket.fill(now)
            bucket.level -= 1

    def resting(self) -> list[int]:
        """Chats that have to wait; those that have recovered are forgotten."""
        now = self._monotonic()
        for bucket in self._chats.values():
            bucket.fill(now)
        self._chats = {chat: bucket for chat, bucket in self._chats.items() if bucket.level < bucket.size}
        return [chat for chat, bucket in self._chats.items() if bucket.level < 1]

    def next_in(self) -> float | None:
        """Seconds until a resting chat, or the whole, may go on; None where nothing rests."""
        waits = [bucket.wait() for bucket in self._chats.values() if bucket.level < 1]
        if self._rates.per_second and self._all.level < 1:
            waits.append(self._all.wait())
        return min(waits, default=None)

    def _open(self, chat_id: int) -> _Bucket | None:
        if chat_id > 0:
            size, rate = float(self._rates.private_burst), self._rates.private_per_second
        else:
            size, rate = self._rates.group_per_minute, self._rates.group_per_minute / 60
        if not rate:
            return None
        return self._chats.setdefault(chat_id, self._bucket(size, rate))

    def _bucket(self, size: float, rate: float) -> _Bucket:
        return _Bucket(size, rate, size, self._monotonic())
