"""The messages of every chat, and the numbers they get."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playground.chats import Chat

JSON = dict[str, Any]

CONTENT = (  # the keys of a Message that an edit replaces
    "text", "entities", "link_preview_options", "photo", "document", "audio", "voice", "video", "video_note",
    "caption", "caption_entities",
    "location", "venue", "show_caption_above_media", "has_media_spoiler",
)  # fmt: skip


@dataclass(slots=True)
class Stored:
    """A message and what its JSON does not say."""

    chat: Chat
    message: JSON
    by_bot: bool = False
    service: bool = False
    fixed: bool = False  # it came with a keyboard that is not inline: tdlib's had_reply_markup
    files: tuple[str, ...] = ()
    reaction: str = ""  # the bot's; a Message has no field for it

    @property
    def id(self) -> int:
        """The ``message_id``."""
        return int(self.message["message_id"])

    @property
    def thread_id(self) -> int | None:
        """The topic it stands in."""
        return self.message.get("message_thread_id") if self.message.get("is_topic_message") else None

    def content(self) -> JSON:
        """Return the part that an edit replaces."""
        return {key: self.message[key] for key in CONTENT if key in self.message}

    def replace(self, content: JSON, reply_markup: JSON | None, date: int) -> None:
        """Put other content and another inline keyboard in place (as a new object: others hold the old)."""
        kept = {k: v for k, v in self.message.items() if k not in CONTENT and k != "reply_markup"}
        markup = {"reply_markup": reply_markup} if reply_markup else {}
        self.message = {**kept, **content, **markup, "edit_date": date}

    def shown(self) -> JSON:
        """Return the message as the page shows it: with the bot's ``reaction``, if there is one."""
        return {**self.message, "reaction": self.reaction} if self.reaction else self.message

    def quoted(self) -> JSON:
        """Return the message as it stands inside a reply: without the one that it answers itself."""
        return {key: value for key, value in self.message.items() if key != "reply_to_message"}


class Messages:
    """All messages, by chat and id, in the order in which they came.

    Private chats and basic groups share one sequence (it is the account's), each supergroup has its own:
    https://core.telegram.org/api/channel#message-ids
    """

    def __init__(self) -> None:
        self._by_chat: dict[int, dict[int, Stored]] = {}
        self._sequences: dict[int, int] = {}

    def next_id(self, chat: Chat) -> int:
        """Return the id for the next message of a chat."""
        sequence = chat.id if chat.kind == "supergroup" else 0
        self._sequences[sequence] = self._sequences.get(sequence, 0) + 1
        return self._sequences[sequence]

    def add(self, stored: Stored) -> None:
        """Keep a message."""
        self._by_chat.setdefault(stored.chat.id, {})[stored.id] = stored

    def get(self, chat: Chat, message_id: int) -> Stored | None:
        """Return a message that still exists."""
        return self._by_chat.get(chat.id, {}).get(message_id)

    def delete(self, stored: Stored) -> None:
        """Forget a message."""
        del self._by_chat[stored.chat.id][stored.id]

    def of(self, chat: Chat) -> Iterator[Stored]:
        """Iterate over the messages of a chat, oldest first."""
        return iter(list(self._by_chat.get(chat.id, {}).values()))

    def last(self, chat: Chat) -> Stored | None:
        """Return the newest message of a chat."""
        messages = self._by_chat.get(chat.id)
        return messages[next(reversed(messages))] if messages else None
