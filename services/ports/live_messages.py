"""The repository of our messages in chats."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class LiveMessage:
    """A message of ours in a chat.

    Attributes:
        key: The outbox key of the card, nudge or prompt that it shows.
        chat_id, message_id: Its chat and id; messages of a migrated group keep the old chat id.
        report_id, draft_id: The report or draft that it is about, so that replies to it can be assigned.
        shape: `text` or `photo`; a text message can become a photo message, but not the reverse.
        content_hash: The hash of its content; if the new content has the same hash, no edit is sent.
        live: False once it was sent again as a new message.
    """

    key: str
    chat_id: int
    message_id: int
    report_id: int | None
    draft_id: int | None
    shape: str
    content_hash: str
    live: bool = True


class LiveMessages(Protocol):
    """The repository of our messages that can be edited, pressed or replied to."""

    async def of_key(self, key: str) -> LiveMessage | None:
        """Return the live message with this key, or None."""

    async def at(self, chat_id: int, message_id: int) -> LiveMessage | None:
        """Return our message with this id in this chat, live or not; None if it is unknown."""

    async def receipt(self, chat_id: int, report_id: int) -> LiveMessage | None:
        """Return the card of this chat's draft that became or joined a report, else of one that was merged into it."""

    async def pictures_of(self, report_id: int) -> list[LiveMessage]:
        """Return all messages that show pictures of this report, live or not."""

    async def looked_up(self, report_id: int) -> list[LiveMessage]:
        """Return what staff have looked up of this report, live or not."""

    async def missing_looked_up(self, chat_id: int) -> list[LiveMessage]:
        """Return what staff have looked up of missing persons in this group, live or not."""

    async def lingering(self, chat_id: int) -> list[LiveMessage]:
        """Return what reminds or was asked for in this group, live or not; of cards and boards those that are not."""

    async def put(self, message: LiveMessage, now: int, *, alone: bool = False) -> None:
        """Insert a message; a previous message with the same key is kept and marked as not live.

        `alone` says that no other message with this key is live, so that none is looked for.
        """

    async def forget(self, chat_id: int, message_id: int) -> None:
        """Remove the record of a message that was deleted from its chat."""
