"""The repository of what became of people's messages."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message came to: a part of a draft, an addition to a report, or words for a question of staff's or a wish.

    `at` is ms UTC; `album` is the id of the album of which it is a part, "" for none.
    """

    chat_id: int
    message_id: int
    at: int
    draft_id: int | None = None
    report_id: int | None = None
    prompt_id: int | None = None
    wish_id: int | None = None
    album: str = ""


class HeardMessages(Protocol):
    """The repository of what became of people's messages, as long as they can be edited, or replies to them count."""

    async def note(self, heard: Heard) -> None:
        """Keep what a message came to, unless something is known of it."""

    async def of(self, chat_id: int, message_id: int) -> Heard | None:
        """Return what a message came to, or None."""

    async def of_album(self, chat_id: int, album: str) -> list[Heard]:
        """Return what the parts of an album came to that have arrived, in order; none for ""."""

    async def move(self, chat_id: int, message_id: int, draft_id: int) -> None:
        """Note that a message belongs to another draft."""

    async def forget_draft(self, chat_id: int, draft_id: int) -> None:
        """Forget the messages of this chat that came to this draft."""

    async def purge(self, now: int, closed_since: int, limit: int) -> bool:
        """Forget some messages of at most `limit` that nobody can edit any more; return whether there may be more.

        Those of reports that are open, or were closed since `closed_since` (ms UTC), stay.
        """
