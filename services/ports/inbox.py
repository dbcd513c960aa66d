"""The queue of updates received from Telegram."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from domain.people.riders import Terms

HOLD_MS = 10_000
"""How long a chat's later updates wait at most for one that is tried again."""


class Lane(StrEnum):
    """What handling an update may wait for; each lane has its own places, so that no other waits for them."""

    QUICK = "quick"
    """Nothing but Telegram's short answers: presses, memberships, commands that only look."""

    WORDS = "words"
    """Map sites and geocoders: what people write."""

    FILES = "files"
    """The download of a file."""


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One raw update.

    Attributes:
        seq: Our own order of arrival; 0 before it is stored.
        update_id: Telegram's id; after a week without updates, Telegram may restart the sequence anywhere.
        chat_id: The chat whose updates are handled in order; the sender if there is no chat; 0 if there is neither.
        payload: The update as JSON text, unchanged.
        lane: What handling it may wait for.
        apart: Whether it keeps no order with the chat's other messages; of those like it one is handled at a time, and
            none waits for another that is tried again.
        attempts: How often handling it has failed so far.
        failing_since: When it failed first, ms UTC; 0 if it never did.
        crashes: In how many crashes of a process it was in hand; those in which nothing else was count double.
        followed: Whether others of its line waited behind it when it was claimed.
    """

    seq: int
    update_id: int
    chat_id: int
    payload: str
    lane: Lane = Lane.WORDS
    apart: bool = False
    attempts: int = 0
    failing_since: int = 0
    crashes: int = 0
    followed: bool = False


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who claims updates: a process by its number, with the free places of each lane that has any."""

    owner: int
    places: Mapping[Lane, int]


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of updates that came in.

    Attributes:
        new: Those that were not known.
        claimed: Those that were claimed at once.
        behind: Updates, by `seq`, that the same owner has in hand and that new ones of their line now wait behind.
        waiting: The lanes of those new ones that wait, but not behind these.
    """

    new: Sequence[InboxItem]
    claimed: Sequence[InboxItem]
    behind: Collection[int]
    waiting: Collection[Lane]


@dataclass(frozen=True, slots=True)
class ParkedUpdate:
    """An update that was set aside, why, and when (ms UTC); its payload is empty once it is too old to be kept."""

    item: InboxItem
    error: str
    at: int


class Inbox(Protocol):
    """The queue of updates received from Telegram, in order of arrival."""

    async def store(
        self, bot_id: int, updates: Sequence[InboxItem], now: int, claimant: Claimant | None = None
    ) -> Stored:
        """Store raw updates and skip known ones (same bot, update id and payload).

        A claimant claims them at once as far as it has places, if nothing of their line waits or is claimed; none
        of these wakes those who look for work, nor does one that waits behind an update of the claimant's.
        """

    async def claim(self, claimant: Claimant, now: int, after: int = 0) -> list[InboxItem]:
        """Claim the oldest due updates for this owner, so many of each lane, of those behind `after` (`seq`).

        At most one update per chat is claimed, and none of a chat that has a claimed update; those `apart` count as
        another chat. Of those that were in hand at a crash one alone is claimed at a time, in all processes.
        """

    async def claim_newest(self, claimant: Claimant, now: int) -> list[InboxItem]:
        """Claim, as `claim` does, the first due update of the lines that were heard of last, so many of each lane.

        Those that were in hand at a crash are passed over, and more lines than some thirty are not looked at.
        """

    async def claim_next(self, claimant: Claimant, now: int, seq: int) -> InboxItem | None:
        """Claim the first due update of the line of `seq`, which has ended.

        None if there is none. If it is not due, its lane has no place, or it was in hand at a crash, it is left to
        those who look for work, who are woken.
        """

    async def consume(self, seq: int, owner: int, now: int) -> None:
        """Mark a claimed update as done.

        Raises:
            domain.errors.ClaimLost: This owner no longer holds the update.
        """

    async def forget(self, seq: int) -> None:
        """Keep nothing of what a consumed update says; it is known again all the same."""

    async def held(self, owner: int) -> list[InboxItem]:
        """Return the updates that this owner holds; after a lost commit some may be unknown to it. This writes."""

    async def holds(self, seq: int, owner: int) -> bool:
        """Return whether this owner still holds a claimed update: after a lost commit, whether it was not stored.

        This writes, so that it succeeds only once the database takes changes again.
        """

    async def retry(self, item: InboxItem, owner: int, error: str, now: int, at: int, *, counts: bool = True) -> None:
        """Release a claimed update so that it is due again at `at`, and count the attempt if it `counts`.

        Later updates of its chat wait for it, those that arrive meanwhile, too, unless `at` is more than `HOLD_MS`
        after its first failure; then they overtake it, and it holds up only others that come so late.

        Raises:
            domain.errors.ClaimLost: This owner no longer holds the update.
        """

    async def park(self, seq: int, owner: int, error: str, now: int) -> None:
        """Set a claimed update aside for the operator; it no longer blocks its chat.

        Raises:
            domain.errors.ClaimLost: This owner no longer holds the update.
        """

    async def parked(self, limit: int) -> list[ParkedUpdate]:
        """Return updates that were set aside, newest first."""

    async def retry_parked(self, seq: int, now: int) -> bool:
        """Let an update that was set aside be handled again; return False if there is none, or its payload is gone."""

    async def drop_parked(self, seq: int, now: int) -> bool:
        """Give up an update that was set aside; return False if there is none with this id."""

    async def release(self, owner: int, now: int, *, crashed: bool = True) -> int:
        """Release all updates claimed by an owner that is gone; return how many.

        A crash is counted on each. From the second one on an update waits two seconds, and its line behind it.
        """

    async def awaited(self, chat_id: int) -> int:
        """Return how many files of a chat are still being tried, after a failure."""

    async def bring_forward(self, now: int) -> None:
        """Make due what is due in more than an hour, which nothing is made to wait for: a clock was set back."""

    async def owners(self) -> list[int]:
        """Return the owners that hold claimed updates."""

    async def next_due(self, after: int = -1) -> int | None:
        """Return when the next waiting update is due, later than `after` (ms UTC), or None if none is."""

    async def purge(self, before: int) -> int:
        """Remove payloads of updates done or parked before `before`; their keys are kept for 14 more days."""

    async def purge_unagreed(self, before: int, version: int, terms: Terms) -> int:
        """Remove payloads from before `before` of riders who have not agreed to this version and these terms."""
