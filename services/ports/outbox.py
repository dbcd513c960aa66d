"""Messages on their way."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.messages import Outgoing


@dataclass(frozen=True, slots=True)
class Sending:
    """A message claimed by deliver; `revision` tells whether a card was armed again while it was sent."""

    id: int
    outgoing: Outgoing
    revision: int
    attempts: int


class Outbox(Protocol):
    """Messages to be sent, each at least once, in order for each chat."""

    async def put(self, outgoing: Outgoing) -> None:
        """Queue a message.

        A known key of a card or a reply key is armed again, behind what waits in its
        chat unless it still waits itself; a known key of anything else changes nothing.
        """

    async def knows(self, key: str) -> bool:
        """Whether a card of this key was ever queued, sent or not; other messages are forgotten after a while."""

    async def claim(self, now: int, busy: Sequence[int], limit: int) -> list[Sending]:
        """The head of each chat that is due, not held and not busy, marked as in flight: best precedence first.

        In a chat the order of queueing holds, urgent tickets first and removals last; a head that may not go yet
        holds up those behind it.
        """

    async def sent(self, sending: Sending, now: int) -> None:
        """Done; a card that was armed again meanwhile stays waiting."""

    async def hold(self, sending: Sending, error: str, at: int) -> None:
        """A transient error: the whole chat waits until `at`; counts the attempt."""

    async def park(self, sending: Sending, error: str, now: int) -> None:
        """Telegram refused it for good: set aside for the operator; holds up nobody."""

    async def drop(self, chat_id: int) -> int:
        """Nothing can reach this chat any more (blocked, kicked): drop what waits for it and what is in flight.

        Returns how many.
        """

    async def in_flight(self) -> list[Sending]:
        """What was being sent when the last deliverer stopped: may come twice. Gives them back to the queue."""

    async def move(self, old_chat: int, new_chat: int) -> None:
        """A group became a supergroup: what waits goes to the new chat."""

    async def next_due(self) -> int | None:
        """When the earliest head may go, ms UTC, or None where nothing waits; may be past while its chat is busy."""

    async def unsent(self, now: int) -> int:
        """How many messages are due or in flight: 0 once everything due has been sent and noted."""

    async def parked(self, limit: int) -> list[tuple[Sending, str]]:
        """Parked messages with their errors, newest first."""

    async def purge(self, before: int) -> int:
        """Remove rows sent before then, but for cards."""
