"""Parsing of raw updates; unreadable parts of a message are left out, the rest is kept."""

import json
from typing import Any, Final

import structlog
from telegram import Bot, Message, TelegramObject, Update
from telegram.constants import ChatType, MessageEntityType

from bot.answers import UNREADABLE
from domain.tickets.group_commands import meant

log = structlog.get_logger()
JSON = dict[str, Any]

_MESSAGES: Final = frozenset({"message", "edited_message"})
_GROUPS: Final = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})
_NOT_READ: Final = ("reply_markup", "entities", "caption_entities")
_ENVELOPE: Final = frozenset({"message_id", "date", "chat", "from"})


def read_update(payload: str, bot: Bot) -> Update:
    """Parse an update.

    The library requires fields of its own Bot API version. If a server of another version sends a poll, for example,
    the words and the photo beside it must still be read.

    Raises:
        ValueError: The payload is not JSON.
        TypeError, KeyError: The envelope of the update cannot be read.
    """
    document: JSON = json.loads(payload, object_hook=_named)
    try:
        return Update.de_json(_commanded(_lightened(document), bot), bot)
    except UNREADABLE as error:
        log.warning("update_read_in_part", error=repr(error))
        return Update.de_json(_readable(document, bot), bot)


def _lightened(document: JSON) -> JSON:
    """Take off a pressed message what no handler reads; its keys and its marked words are half of its reading."""
    message = document.get("callback_query", {}).get("message")
    if message is not None:
        for name in _NOT_READ:
            message.pop(name, None)
    return document


def _commanded(document: JSON, bot: Bot) -> JSON:
    """Write a group's command as Telegram would, where it is plain that one is meant; `/ticket0042` is one, too."""
    message = document.get("message", {})
    text, is_of_group = message.get("text", ""), message.get("chat", {}).get("type") in _GROUPS
    command = meant(text, bot.username) if is_of_group else None
    if command is not None and f"/{command[0]}" not in _marked(message):
        name, words = command
        message["text"] = f"/{name} {words}".strip()
        message["entities"] = [{"type": MessageEntityType.BOT_COMMAND, "offset": 0, "length": len(name) + 1}]
    return document


def _marked(message: JSON) -> list[str]:
    """Return the commands that Telegram has found at a message's beginning, in small letters without a bot's name."""
    ends = [
        each["length"]
        for each in message.get("entities", ())
        if each["type"] == MessageEntityType.BOT_COMMAND and each["offset"] == 0
    ]
    return [message["text"][:end].partition("@")[0].lower() for end in ends]


def _named(part: JSON) -> JSON:
    """Return a part of an update; a person without a first name, such as a deleted account, gets an empty one."""
    if "is_bot" in part and "id" in part and part.get("first_name") is None:
        part["first_name"] = ""
    return part


def _readable(document: JSON, bot: Bot) -> JSON:
    """Return the document without unreadable parts."""
    envelope = {"update_id": document["update_id"]}
    parts = {kind: _message(part, bot) if kind in _MESSAGES else part for kind, part in document.items()}
    return envelope | {kind: part for kind, part in parts.items() if _reads(Update, envelope | {kind: part}, bot)}


def _message(message: JSON, bot: Bot) -> JSON:
    envelope = {name: value for name, value in message.items() if name in _ENVELOPE}
    return {name: value for name, value in message.items() if _reads(Message, envelope | {name: value}, bot)}


def _reads(kind: type[TelegramObject], document: JSON, bot: Bot) -> bool:
    try:
        kind.de_json(document, bot)
    except UNREADABLE:
        return False
    return True
