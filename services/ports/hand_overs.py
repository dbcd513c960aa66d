"""The repository of hand-overs."""

from typing import Protocol

from domain.programme.hand_overs import HandOver


class HandOvers(Protocol):
    """What was offered at the end of shifts, and who took it."""

    async def get(self, hand_over_id: int) -> HandOver | None:
        """Return the hand-over with this id, or None."""

    async def add(self, hand_over: HandOver) -> None:
        """Insert an open one."""

    async def end(self, hand_over: HandOver) -> bool:
        """Keep how one ended; return False, and keep nothing, where it had ended."""

    async def open_of(self, chat_id: int, by_id: int) -> list[HandOver]:
        """Return what somebody offers in a group and nobody has taken."""
