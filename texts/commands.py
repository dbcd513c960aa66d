"""The commands that Telegram offers, by scope and language."""

from collections.abc import Mapping
from enum import StrEnum

from texts.base.wording import words_of


class Scope(StrEnum):
    """Where a list of commands is offered; the values are the Bot API's."""

    RIDERS = "all_private_chats"
    GROUPS = "all_group_chats"
    ADMINISTRATORS = "all_chat_administrators"


COMMANDS: Mapping[Scope, tuple[str, ...]] = {
    Scope.RIDERS: ("report", "my", "points", "digest", "help", "language", "cancel", "start"),
    Scope.GROUPS: (),
    Scope.ADMINISTRATORS: ("link",),
}


def commands(scope: Scope, language: str) -> tuple[tuple[str, str], ...]:
    """Each command without its slash, with its description, in the order in which it is offered."""
    words = words_of(language)
    return tuple((name, words.plain(f"command.{name}")) for name in COMMANDS[scope])
