"""The sources of time, new ids and one-time codes."""

import secrets
import time
from typing import Final

_CODE_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Only letters and digits that cannot be mistaken for each other."""
_CODE_LENGTH: Final = 8


class SystemClock:
    """The machine's time, shifted by `shift_ms` (the demo lets weeks pass)."""

    def __init__(self) -> None:
        self.shift_ms = 0

    def now(self) -> int:
        """Return the time in ms UTC."""
        return time.time_ns() // 1_000_000 + self.shift_ms


class TimeOrderedIds:
    """Positive 63-bit ids: 42 bits of ms UTC and 21 random bits, unique within a process; and codes."""

    _RANDOM_BITS = 21

    def __init__(self) -> None:
        self._last = 0

    def new(self) -> int:
        """Return a new id, greater than all before it in this process."""
        moment = time.time_ns() // 1_000_000
        fresh = (moment << self._RANDOM_BITS) | secrets.randbits(self._RANDOM_BITS)
        self._last = max(fresh, self._last + 1)
        return self._last

    def code(self) -> str:
        """Return a code of 40 random bits."""
        return new_code()


def new_code() -> str:
    """Return a one-time code of 40 random bits that is easy to read out."""
    return "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))


def new_secret() -> str:
    """Return 40 random letters, digits, `-` and `_`, which nobody guesses."""
    return secrets.token_urlsafe(30)
