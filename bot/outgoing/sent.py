"""What Telegram answers of a message that was sent: its number, and whether it is a picture or a file."""

from dataclasses import dataclass
from typing import Any, Literal

_FILES = ("photo", "document", "audio", "voice", "video")


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that stands in its chat now; its `shape` decides how it can be edited."""

    message_id: int
    shape: Literal["photo", "text"]


def sent_of(message: dict[str, Any]) -> Sent:
    """Return what is kept of a message, given as JSON.

    Raises:
        KeyError, TypeError: It is none that can be read.
    """
    return Sent(message["message_id"], "photo" if any(message.get(kind) for kind in _FILES) else "text")
