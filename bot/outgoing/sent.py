"""What Telegram answers of a message that was sent: its number, and whether it is a picture."""

from dataclasses import dataclass
from typing import Any, Literal


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
    return Sent(message["message_id"], "photo" if message.get("photo") or message.get("document") else "text")
