"""A command as a table row: its name, its scope and its callback."""

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
