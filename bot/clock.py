"""The one place where the time, fresh ids and one-time codes come from."""

import secrets
import time
from typing import Final

_CODE_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No letter or digit that could be read as another."""
_CODE_LENGTH: Final = 8


class SystemClock:
    """The machine's time, in ms UTC, moved by `shift_ms` (the demo lets weeks pass)."""

    def __init__(self) -> None:
        self.shift_ms = 0

    def now(self) -> int:
        """Ms UTC."""
        return time.time_ns() // 1_000_000 + self.shift_ms


class TimeOrderedIds:
    """Positive 63-bit ids: 42 bits of ms UTC, 21 random ones; never the same twice in a process."""

    _RANDOM_BITS = 21

    def __init__(self) -> None:
        self._last = 0

    def new(self) -> int:
        """A fresh id, above all before it from here."""
        moment = time.time_ns() // 1_000_000
        fresh = (moment << self._RANDOM_BITS) | secrets.randbits(self._RANDOM_BITS)
        self._last = max(fresh, self._last + 1)
        return self._last


def new_code() -> str:
    """A code that nobody can guess within its day: 40 random bits that are easy to read out."""
    return "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))
