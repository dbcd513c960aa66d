"""What is to happen later."""

from typing import Protocol

from domain.timers import Timer


class Timers(Protocol):
    """Timers."""

    async def put(self, timer: Timer) -> None:
        """Create if absent; one that exists, waiting or fired, is left as it is."""

    async def due(self, now: int, limit: int) -> list[Timer]:
        """Waiting timers that are due, oldest first."""

    async def fired(self, timer: Timer, now: int) -> bool:
        """Mark as fired; False where it was before."""

    async def postpone(self, timer: Timer, at: int) -> None:
        """Let a waiting timer, whose firing failed, be due again at `at`."""

    async def next_due(self) -> int | None:
        """When the next one is due, ms UTC, or None."""
