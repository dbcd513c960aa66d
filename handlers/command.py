"""Commands: each is its name, where it is offered, and the handler that answers it, which registers itself."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from telegram import Update

from handlers.context import Context

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


class Scope(StrEnum):
    """Where a command is offered; the values are the Bot API's."""

    RIDERS = "all_private_chats"
    GROUPS = "all_group_chats"
    ADMINISTRATORS = "all_chat_administrators"


@dataclass(frozen=True, slots=True)
class Command:
    """One command; Telegram's menu describes it with the wording `command.NAME`."""

    name: str
    scope: Scope
    callback: Callback


COMMANDS: dict[tuple[Scope, str], Command] = {}
"""Every command in the order in which Telegram's menus offer them: as their modules are imported and written."""


def command(name: str, scope: Scope) -> Callable[[Callback], Callback]:
    """Register a handler as the answer to `/name`. Raises ValueError where that has an answer in this scope."""

    def register(callback: Callback) -> Callback:
        if COMMANDS.setdefault((scope, name), Command(name, scope, callback)).callback is not callback:
            raise ValueError(f"/{name} is answered already")
        return callback

    return register
