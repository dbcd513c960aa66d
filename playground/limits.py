"""How fast a bot may send before Telegram answers 429.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: about 30 messages a second
in all, one a second in one chat with short bursts, 20 a minute in one group.
"""

import math
from collections import deque
from collections.abc import Callable

from playground.chats import Chat
from playground.errors import Refusal

_OVERALL = (30, 1.0)
_PRIVATE = (5, 5.0)  # one a second, bursts of five
_GROUP = (20, 60.0)


class _Window:
    """At most ``count`` events in any ``seconds``."""

    def __init__(self, count: int, seconds: float) -> None:
        self._count = count
        self._seconds = seconds
        self._times: deque[float] = deque()

    def delay(self, now: float, number: int) -> float:
        """Return the seconds until ``number`` more events fit, 0 if they fit now."""
        while self._times and self._times[0] <= now - self._seconds:
            self._times.popleft()
        excess = len(self._times) + number - self._count
        if excess <= 0 or not self._times:
            return 0.0
        return self._times[min(excess, len(self._times)) - 1] + self._seconds - now

    def count(self, now: float, number: int) -> None:
        self._times.extend([now] * number)


class Limits:
    """Switchable by ``enforced``. Messages count everywhere; edits in all and in groups."""

    def __init__(self, clock: Callable[[], float], *, enforced: bool) -> None:
        self.enforced = enforced
        self._clock = clock
        self._overall = _Window(*_OVERALL)
        self._by_chat: dict[int, _Window] = {}

    def spend(self, chat: Chat, *, messages: int = 1, edit: bool = False) -> None:
        """Count messages to a chat.

        Raises:
            Refusal: 429 with ``retry_after`` in whole seconds; nothing was counted.
        """
        if not self.enforced:
            return
        windows = [self._overall]
        if not (edit and chat.private):
            limit = _PRIVATE if chat.private else _GROUP
            windows.append(self._by_chat.setdefault(chat.id, _Window(*limit)))
        now = self._clock()
        if delay := max(window.delay(now, messages) for window in windows):
            raise too_many_requests(math.ceil(delay))
        for window in windows:
            window.count(now, messages)


def too_many_requests(seconds: int) -> Refusal:
    """Return the 429. Source: Query.cpp, ``set_retry_after_error``."""
    seconds = max(seconds, 1)
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
