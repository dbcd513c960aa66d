"""Which updates concern the bot: the talk of a group is none of its business, and nothing of it is kept.

As an administrator the bot is handed all that is said in a group. What no handler takes is told here from the raw
update, before anything is stored: afterwards it would lie in the inbox until raw updates are purged.
"""

from collections.abc import Mapping
from typing import Any, Final

from telegram.constants import ChatID, ChatType

from domain.reporting.numbers import is_number_alone
from domain.tickets.group_commands import meant
from handlers.command import may_be_ours

JSON = Mapping[str, Any]

_GROUPS: Final = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})
_SERVICE: Final = (
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "new_chat_members",
    "left_chat_member",
    "forum_topic_reopened",
    "general_forum_topic_unhidden",
)
"""What Telegram says itself of a group, as far as anything follows from it."""

_PEOPLES_BOTS: Final = frozenset({int(ChatID.ANONYMOUS_ADMIN), int(ChatID.FAKE_CHANNEL)})
"""Bots in whose names Telegram shows people who write as their group or channel."""


def concerns(update: JSON, bot: str) -> bool:
    """Return whether an update may be for the bot of this username; all are but what people of a group say."""
    message = update.get("message") or update.get("edited_message")
    chat = message.get("chat") if isinstance(message, dict) else None
    if not isinstance(message, dict) or not isinstance(chat, dict) or chat.get("type") not in _GROUPS:
        return True
    if any(name in message for name in _SERVICE):
        return True
    if "pinned_message" in message:
        return _is_bots(message)
    replied = _replied(message)
    if replied is not None:
        return _is_bots(replied) or _is_command(update, bot)
    return _is_command(update, bot) or _is_number(update) or _may_be_proof(message)


def _replied(message: JSON) -> object | None:
    """Return what a message replies to; in a forum each replies to its topic at least, which says nothing."""
    replied = message.get("reply_to_message")
    return None if isinstance(replied, dict) and "forum_topic_created" in replied else replied


def _is_bots(message: object) -> bool:
    """Return whether a message may be the bot's own, perhaps under another token."""
    sender = message.get("from") if isinstance(message, dict) else None
    if not isinstance(sender, dict):
        return True
    return sender.get("is_bot") is not False and sender.get("id") not in _PEOPLES_BOTS


def _is_command(update: JSON, bot: str) -> bool:
    text = _new_text(update)
    return may_be_ours(text, bot) or meant(text, bot) is not None


def _is_number(update: JSON) -> bool:
    return is_number_alone(_new_text(update))


def _new_text(update: JSON) -> str:
    """Return the text of a message that was just sent; "" for any other update."""
    message = update.get("message")
    text = message.get("text") if isinstance(message, dict) else None
    return text if isinstance(text, str) else ""


def _may_be_proof(message: JSON) -> bool:
    """Return whether a message is a photo of its writer's own, which a question may wait for."""
    document = message.get("document")
    kind = document.get("mime_type") if isinstance(document, dict) else None
    is_photo = "photo" in message or (isinstance(kind, str) and kind.startswith("image/"))
    return is_photo and "sender_chat" not in message and "forward_origin" not in message
