"""The queue of updates received from Telegram."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One raw update.

    Attributes:
        seq: Our own order of arrival; 0 before it is stored.
        update_id: Telegram's id; after a week without updates, Telegram may restart the sequence anywhere.
        chat_id: The chat whose updates are handled in order; the sender if there is no chat; 0 if there is neither.
        payload: The update as JSON text, unchanged.
        attempts: How often handling it has failed so far.
    """

    seq: int
    update_id: int
    chat_id: int
    payload: str
    attempts: int = 0


class Inbox(Protocol):
    """The queue of updates received from Telegram, in order of arrival."""

    async def store(self, bot_id: int, updates: Sequence[InboxItem], now: int) -> int:
        """Store raw updates, skip known ones (same bot, update id and payload), and return how many were new."""

    async def claim(self, owner: int, now: int, limit: int) -> list[InboxItem]:
        """Claim the oldest due updates for this owner.

        At most one update per chat is claimed, and none of a chat that has a claimed update.
        """

    async def consume(self, seq: int, owner: int, now: int) -> None:
        """Mark a claimed update as done.

        Raises:
            domain.errors.ClaimLost: This owner no longer holds the update.
        """

    async def held(self, owner: int) -> list[InboxItem]:
        """Return the updates that this owner holds; after a lost commit some may be unknown to it. This writes."""

    async def holds(self, seq: int, owner: int) -> bool:
        """Return whether this owner still holds a claimed update: after a lost commit, whether it was not stored.

        This writes, so that it succeeds only once the database takes changes again.
        """

    async def retry(self, seq: int, owner: int, error: str, at: int) -> None:
        """Release a claimed update so that it is due again at `at`, and count the attempt.

        Later updates of the same chat may overtake it.

        Raises:
            domain.errors.ClaimLost: This owner no longer holds the update.
        """

    async def park(self, seq: int, owner: int, error: str, now: int) -> None:
        """Set a claimed update aside for the operator; it no longer blocks its chat.

        Raises:
            domain.errors.ClaimLost: This owner no longer holds the update.
        """

    async def release(self, owner: int) -> int:
        """Release all updates claimed by an owner that is gone; return how many."""

    async def owners(self) -> list[int]:
        """Return the owners that hold claimed updates."""

    async def next_due(self) -> int | None:
        """Return when the next waiting update is due (ms UTC), or None if none is waiting."""

    async def purge(self, before: int) -> int:
        """Remove payloads of updates done or parked before `before`; their keys are kept for 14 more days."""
