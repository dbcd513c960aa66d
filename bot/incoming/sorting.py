"""Which lane an update goes in, and whether it waits for what its chat sent before."""

from typing import Any

from handlers.command import only_looks
from services.ports.inbox import Lane

_BRINGS_FILE = ("photo", "document", "voice", "video", "video_note")


def lane_of(update: dict[str, Any]) -> Lane:
    """Return what handling an update may wait for."""
    message = update.get("message") or update.get("edited_message")
    if not isinstance(message, dict):
        return Lane.QUICK
    if any(message.get(kind) for kind in _BRINGS_FILE):
        return Lane.FILES
    return Lane.QUICK if _only_looks(message) else Lane.WORDS


def is_apart(update: dict[str, Any], chat_id: int) -> bool:
    """Return whether an update needs no order with the other messages of its chat.

    That is so of a command that only looks, and of a press in a group: no colleague's message is to hold it up.
    """
    message = update.get("message")
    return ("callback_query" in update and chat_id < 0) or (isinstance(message, dict) and _only_looks(message))


def _only_looks(message: dict[str, Any]) -> bool:
    text = message.get("text")
    return isinstance(text, str) and only_looks(text)
