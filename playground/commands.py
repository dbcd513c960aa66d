"""The commands that the bot offers, by scope and language.

https://core.telegram.org/bots/api#determining-list-of-commands
"""

import json
import re
from typing import Any

from playground.chats import Chat
from playground.errors import bad_request

JSON = dict[str, Any]

_MAX_COMMANDS = 100
_MAX_DESCRIPTION = 256
_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
_SCOPES = frozenset({
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat",
    "chat_administrators", "chat_member",
})  # fmt: skip


class Commands:
    """The lists that were set."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, str], list[JSON]] = {}

    def set(self, commands: Any, scope: Any, language: str) -> None:
        """Replace one list.

        Raises:
            Refusal: 400 with the fault of a command or of the scope.
        """
        if not isinstance(commands, list):
            raise bad_request("Expected an Array of BotCommand")
        if len(commands) > _MAX_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        checked = [_checked(command) for command in commands]
        self._lists[_key(scope), language] = checked

    def get(self, scope: Any, language: str) -> list[JSON]:
        """Return exactly one list, empty if it was never set."""
        return self._lists.get((_key(scope), language), [])

    def delete(self, scope: Any, language: str) -> None:
        """Forget one list."""
        self._lists.pop((_key(scope), language), None)

    def offered(self, chat: Chat, viewer: int, language: str) -> list[JSON]:
        """Return what a person's client shows in a chat."""
        for scope in _scopes(chat, viewer):
            for code in dict.fromkeys((language, "")):
                if commands := self._lists.get((_key(scope), code)):
                    return commands
        return []


def _scopes(chat: Chat, viewer: int) -> list[JSON]:
    here: JSON = {"chat_id": chat.id}
    if chat.private:
        kinds: list[JSON] = [{"type": "chat", **here}, {"type": "all_private_chats"}]
    else:
        kinds = [{"type": "chat_member", **here, "user_id": viewer}]
        if chat.status(viewer) in {"creator", "administrator"}:
            kinds += [{"type": "chat_administrators", **here}, {"type": "all_chat_administrators"}]
        kinds += [{"type": "chat", **here}, {"type": "all_group_chats"}]
        kinds.sort(key=lambda scope: _ORDER.index(scope["type"]))
    return [*kinds, {"type": "default"}]


_ORDER = (
    "chat_member", "chat_administrators", "chat", "all_chat_administrators", "all_group_chats",
)  # fmt: skip


def _key(scope: Any) -> str:
    scope = scope or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise bad_request("Can't parse BotCommandScope: Unsupported type specified")
    return json.dumps({name: str(value) for name, value in scope.items()}, sort_keys=True)


def _checked(command: Any) -> JSON:
    if not isinstance(command, dict) or not isinstance(command.get("command"), str):
        raise bad_request("Can't parse BotCommand: expected an Object")
    if not _COMMAND.fullmatch(command["command"]):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(str(command.get("description", ""))) <= _MAX_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command["command"].lstrip("/"), "description": command["description"]}
