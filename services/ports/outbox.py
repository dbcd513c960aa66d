"""The queue of messages to be sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.messages import Outgoing


@dataclass(frozen=True, slots=True)
class Sending:
    """A message claimed for sending; `revision` tells whether its card was queued again while it was being sent."""

    id: int
    outgoing: Outgoing
    revision: int
    attempts: int


class Outbox(Protocol):
    """The queue of messages to be sent: at least once each, and in order within a chat."""

    async def put(self, outgoing: Outgoing) -> None:
        """Queue a message.

        If the key is known and belongs to a card or a reply key, queue it again at the end of its chat's queue, or
        leave it in its place if it is still waiting. If the key is known and belongs to any other message, do nothing.
        """

    async def knows(self, key: str) -> bool:
        """Return whether a card with this key was ever queued, sent or not. Other keys are forgotten after a while."""

    async def claim(self, now: int, busy: Sequence[int], limit: int) -> list[Sending]:
        """Claim the first message of each chat that is due, not held and not busy; mark it as in flight.

        Messages with the best precedence come first. Within a chat the order of queueing holds, except that urgent
        tickets go first and removals last. A first message that is not due yet blocks those behind it.
        """

    async def sent(self, sending: Sending, now: int) -> None:
        """Mark a message as sent; a card that was queued again meanwhile stays in the queue."""

    async def hold(self, sending: Sending, error: str, at: int) -> None:
        """Hold the whole chat until `at` (ms UTC) after a temporary error, and count the attempt."""

    async def park(self, sending: Sending, error: str, now: int) -> None:
        """Set aside, for the operator, a message that Telegram refused for good; it blocks no other message."""

    async def drop(self, chat_id: int) -> int:
        """Drop everything waiting or in flight for a chat that cannot be reached any more (blocked, kicked).

        Return how many messages were dropped.
        """

    async def in_flight(self) -> list[Sending]:
        """Put messages that were being sent when the last process stopped back into the queue, and return them.

        They may arrive twice.
        """

    async def move(self, old_chat: int, new_chat: int) -> None:
        """Redirect waiting messages of a group that became a supergroup to the new chat."""

    async def next_due(self) -> int | None:
        """Return when the next first message of a chat is due (ms UTC), or None if nothing is waiting.

        The time may be in the past while its chat is busy.
        """

    async def unsent(self, now: int) -> int:
        """Return how many messages are due or in flight; 0 once everything due has been sent and recorded."""

    async def parked(self, limit: int) -> list[tuple[Sending, str]]:
        """Return parked messages with their errors, newest first."""

    async def purge(self, before: int) -> int:
        """Remove rows sent before `before` (ms UTC), except those of cards."""
