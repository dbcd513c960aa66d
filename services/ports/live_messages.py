"""Messages of ours that stand in a chat."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class LiveMessage:
    """A message of ours in a chat.

    Attributes:
        key: outbox key of the card, nudge or prompt that it shows.
        chat_id, message_id: where it stands; a migrated group's old messages keep the old chat id.
        report_id, draft_id: what it is about, for replies to it.
        shape: `text` or `photo`; a text message can become a photo message and never back.
        content_hash: hash of what it shows; the same face needs no edit.
        live: False once it was sent anew elsewhere.
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
    """Messages of ours that stand in a chat and can be edited, pressed or replied to."""

    async def of_key(self, key: str) -> LiveMessage | None:
        """The live message of a card or prompt."""

    async def at(self, chat_id: int, message_id: int) -> LiveMessage | None:
        """What stands there, also where it is not live any more."""

    async def pictures_of(self, report_id: int) -> list[LiveMessage]:
        """Every message that shows pictures of this report, live or not."""

    async def put(self, message: LiveMessage, now: int) -> None:
        """Insert; an earlier live message of the same key stays known but is live no more."""

    async def forget(self, chat_id: int, message_id: int) -> None:
        """It was deleted."""
