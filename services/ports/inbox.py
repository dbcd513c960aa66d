"""Updates that Telegram handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One raw update.

    Attributes:
        seq: our own order of arrival; 0 before it is stored.
        update_id: Telegram's; not in order after a quiet week.
        chat_id: the chat in which it must keep its order; the sender where there is no chat; 0 for neither.
        payload: the update as JSON text, as it came.
        attempts: how often it was tried before.
    """

    seq: int
    update_id: int
    chat_id: int
    payload: str
    attempts: int = 0


class Inbox(Protocol):
    """Updates that Telegram handed over, in order of arrival."""

    async def store(self, bot_id: int, updates: Sequence[InboxItem], now: int) -> int:
        """Keep raw updates; one that is there already (same bot, update id and payload) is passed over.

        Returns how many were new.
        """

    async def claim(self, owner: int, now: int, limit: int) -> list[InboxItem]:
        """Take the oldest due updates for this owner, at most one a chat and none whose chat has one claimed."""

    async def consume(self, seq: int, owner: int, now: int) -> None:
        """Mark a claimed update done. Raises `domain.errors.ClaimLost` where this owner no longer holds it."""

    async def retry(self, seq: int, owner: int, error: str, at: int) -> None:
        """Give it back, due at `at`; counts the attempt. Others of its chat may overtake it. Raises `ClaimLost`."""

    async def park(self, seq: int, owner: int, error: str, now: int) -> None:
        """Set it aside for the operator, out of everybody's way. Raises `ClaimLost`."""

    async def release(self, owner: int) -> int:
        """Give back all that a vanished owner held; returns how many."""

    async def owners(self) -> list[int]:
        """Owners that hold claimed updates."""

    async def next_due(self) -> int | None:
        """When the next waiting update is due, ms UTC, or None where nothing waits."""

    async def purge(self, before: int) -> int:
        """Remove payloads of updates done or parked before `before`; their keys stay for a further 14 days."""
