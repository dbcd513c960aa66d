"""The repository of timers."""

from collections.abc import Sequence
from typing import Protocol

from domain.timers import Timer


class Timers(Protocol):
    """The repository of timers."""

    async def put(self, timer: Timer) -> None:
        """Create the timer unless one with its kind and key exists, waiting or fired."""

    async def put_all(self, timers: Sequence[Timer]) -> None:
        """Create those of the timers of whose kind and key there is none; cheaper than one by one."""

    async def due(self, now: int, limit: int) -> list[Timer]:
        """Return waiting timers that are due: urgent ones first, then oldest first."""

    async def fired(self, timers: Sequence[Timer], now: int) -> list[Timer]:
        """Mark timers as fired and return those that were not, in their order."""

    async def postpone(self, timer: Timer, at: int) -> None:
        """Make a waiting timer whose action failed due again at `at` (ms UTC)."""

    async def next_due(self) -> int | None:
        """Return when the next timer is due (ms UTC), or None."""
