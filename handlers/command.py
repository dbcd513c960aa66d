"""Commands: each is its name, where it is offered, and the handler that answers it, which registers itself."""

import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from telegram import Update

from handlers.context import Context

_NAME: Final = re.compile(r"/(\w+)(?:@(\w+))?", re.ASCII)

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


class Scope(StrEnum):
    """Where a command is offered; the values are the Bot API's."""

    RIDERS = "all_private_chats"
    GROUPS = "all_group_chats"
    ADMINISTRATORS = "all_chat_administrators"


@dataclass(frozen=True, slots=True)
class Command:
    """One command; Telegram's menu describes it with the wording `command.NAME`.

    One that only `looks` changes nothing and need not wait for what its chat sent before.
    """

    name: str
    scope: Scope
    callback: Callback
    looks: bool


COMMANDS: dict[tuple[Scope, str], Command] = {}
"""Every command in the order in which Telegram's menus offer them: as their modules are imported and written."""


def command(name: str, scope: Scope, *, looks: bool = False) -> Callable[[Callback], Callback]:
    """Register a handler as the answer to `/name`. Raises ValueError where that has an answer in this scope."""

    def register(callback: Callback) -> Callback:
        if COMMANDS.setdefault((scope, name), Command(name, scope, callback, looks)).callback is not callback:
            raise ValueError(f"/{name} is answered already")
        return callback

    return register


def stray(text: str, bot: str) -> str | None:
    """Return the name of the riders' command with which a group's message begins.

    It is "" for one that there is not and that is addressed to the bot of this username, and None where the message is
    no command, or one that other bots may answer.
    """
    found = _NAME.match(text)
    if found is None or (found[2] or bot).lower() != bot.lower():
        return None
    name = found[1].lower()
    if (Scope.RIDERS, name) in COMMANDS or name.startswith("report_"):
        return name
    return "" if found[2] else None


def may_be_ours(text: str, bot: str) -> bool:
    """Return whether a text begins with a command that the bot of this username may answer in a group."""
    found = _NAME.match(text)
    if found is None:
        return False
    if found[2]:
        return found[2].lower() == bot.lower()
    name = found[1].lower()
    return name.startswith(_OF_NUMBERS) or any(name == each for _, each in COMMANDS)


_OF_NUMBERS: Final = ("report_", "ticket_")
"""What a command begins with whose name holds a number."""


def only_looks(text: str) -> bool:
    """Return whether a text is a command that changes nothing."""
    named = _NAME.match(text)
    if named is None:
        return False
    return named[1].startswith("report_") or any(
        each.looks and each.name == named[1].lower() for each in COMMANDS.values()
    )
