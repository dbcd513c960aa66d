"""The queue of messages to be sent."""

from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from domain.messages import Outgoing


@dataclass(frozen=True, slots=True)
class Sending:
    """A message claimed for sending.

    Attributes:
        revision: Tells whether its card was queued again while it was being sent.
        attempts: How often it has failed so far.
        closed: Whether its line was held because the bot might not write there.
    """

    id: int
    outgoing: Outgoing
    revision: int
    attempts: int
    closed: bool = False


class Why(StrEnum):
    """Why a line waits."""

    TOLD = "told"
    """Telegram named the time. Not counted as an attempt."""

    NETWORK = "network"
    """The network or Telegram failed; the next success anywhere ends it."""

    CLOSED = "closed"
    """The bot may not write there at present; a message that arrives ends it."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A time for which nothing is sent to a chat, or to one topic of it.

    Attributes:
        at, until: From and until when, ms UTC; `until` is an hour off at most.
        why: The reason.
        in_topic: Whether only the message's topic waits.
    """

    at: int
    until: int
    why: Why
    in_topic: bool = False


@dataclass(frozen=True, slots=True)
class Parked:
    """A message that was set aside, why, and when (ms UTC)."""

    sending: Sending
    error: str
    at: int


class Departures(Protocol):
    """The messages that are claimed by the very transaction that puts them, one for each chat at most."""

    now: int
    """The time of the transaction, ms UTC."""

    def admits(self, outgoing: Outgoing) -> bool:
        """Return whether a message may go at once, and keep its chat for it; one that may not is looked after."""

    def aboard(self, chat_id: int) -> Sending | None:
        """Return what has been claimed for this chat."""

    def board(self, sending: Sending) -> None:
        """Take a message along that was admitted and is in flight now."""

    def wait(self, until: int) -> None:
        """Have it looked after that something is due at this time (ms UTC)."""

    def leave(self, chat_id: int) -> None:
        """Let a chat go again that was kept for a message, as that waits or will never be sent."""


class Outbox(Protocol):
    """The queue of messages to be sent: at least once each, and in order within a chat."""

    def depart_with(self, departures: Departures) -> None:
        """Claim what this transaction puts from now on, where the departures admit it and nothing goes before it."""

    async def put(self, outgoing: Outgoing) -> None:
        """Queue a message.

        If the key is known and belongs to a card or a reply key, queue it again at the end of its chat's queue, or
        leave it in its place if it is still waiting. If the key is known and belongs to any other message, do nothing.
        """

    async def put_new(self, many: Sequence[Outgoing]) -> None:
        """Queue messages that are each sent once; those with a known key stay as they are. None leaves at once."""

    async def knows(self, key: str) -> bool:
        """Return whether a card with this key was ever queued, sent or not. Other keys are forgotten after a while."""

    async def redraw(self, key: str, queue: str, at: int) -> None:
        """Queue the board with this key and that of this queue's place again, not before a time in ms UTC.

        Nothing happens to one that is due sooner, nor where there is none. Asking twice in a transaction costs nothing.
        """

    async def claim(
        self, now: int, busy: Sequence[int], limit: int, crowded: Collection[int] = frozenset()
    ) -> list[Sending]:
        """Claim the first message of each chat that is due, not held and not busy; mark it as in flight.

        The best class comes first, between chats and within one: urgent tickets, then by precedence, with removals last
        but for digests and boards. Within a class the order of queueing holds, and a first message that is not due yet
        blocks its chat, but for removals and boards. A time more than an hour off has come: a clock was set back.
        Boards, and what pins them, leave `crowded` chats to the others.
        """

    async def promote(self, now: int) -> None:
        """Put what has waited for long behind everything else among the tickets of its chat.

        Removals have after two minutes, boards after fifteen.
        """

    async def sent(self, sending: Sending, now: int) -> bool | None:
        """Mark a message as sent; a card that was queued again meanwhile stays in the queue.

        Return whether anything waits in its chat; None if the message is not known any more, as its recipient has asked
        to be forgotten.
        """

    async def discard(self, key: str) -> None:
        """Delete a message that was sent and of which nothing is to stay."""

    async def hold(self, sending: Sending, error: str, hold: Hold) -> bool:
        """Keep a message in its place and hold its line; return whether that was not held for this reason already."""

    async def requeue(self, sending: Sending) -> None:
        """Keep a message in its place, to be sent now."""

    async def reopen(self, outgoing: Outgoing) -> None:
        """End the holds of a message's chat and topic, as something has arrived there."""

    async def is_closed(self, chat_id: int, thread_id: int | None) -> bool:
        """Return whether the bot may not write to a chat, or to this topic of it, as far as is known."""

    async def look_again(self, chat_id: int, why: Why) -> None:
        """Let a chat that waits for this reason try again now."""

    async def park(self, sending: Sending, error: str, now: int, instead: Outgoing | None = None) -> None:
        """Set aside a message that can't be sent; it blocks no other message.

        `instead` is queued under its key unless the card was queued again meanwhile.
        """

    async def drop(self, chat_id: int) -> int:
        """Drop everything waiting or in flight for a chat that cannot be reached any more (blocked, kicked).

        Return how many messages were dropped.
        """

    async def in_flight(self, besides: Container[int] = ()) -> list[Sending]:
        """Put messages that were being sent when the last process stopped back into the queue, and return them.

        They may arrive twice. Those of the chats `besides` stay in flight.
        """

    async def move(self, old_chat: int, new_chat: int) -> None:
        """Redirect waiting messages of a group that became a supergroup to the new chat.

        Those that remove, edit, pin or react to a message of the old chat are forgotten.
        """

    async def next_due(self, now: int) -> int | None:
        """Return the next time, ms UTC, at which a message is due or a hold ends, or None if there is none.

        It is about what waits for its time: what is due already was claimed, or waits for a chat that is in hand.
        """

    async def unsent(self, now: int) -> int:
        """Return how many messages are due or in flight; 0 once everything due has been sent and recorded."""

    async def parked(self, limit: int) -> list[Parked]:
        """Return messages that were set aside, newest first."""

    async def retry_parked(self, seq: int) -> bool:
        """Queue a message again that was set aside; return False if there is none with this id."""

    async def drop_parked(self, seq: int, now: int) -> bool:
        """Give up a message that was set aside; return False if there is none with this id."""

    async def purge(self, before: int) -> int:
        """Remove up to 1000 rows sent before `before` (ms UTC), except those of cards; return how many."""
