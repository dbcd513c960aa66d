"""Which commands belong in which group: help, menus and answers to misplaced ones follow this table."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class GroupKind(StrEnum):
    """What a group, or a topic of it, is to the district."""

    UNLINKED = "unlinked"
    QUEUE = "queue"
    TRIAGE = "triage"
    SUPERVISORS = "supervisors"


@dataclass(frozen=True, slots=True)
class GroupCommand:
    """In which groups a command is answered, and whether it is offered to their administrators alone."""

    kinds: frozenset[GroupKind]
    for_administrators: bool = False


_ALL: Final = frozenset(GroupKind)
_LINKED: Final = _ALL - {GroupKind.UNLINKED}

GROUP_COMMANDS: Final[Mapping[str, GroupCommand]] = {
    "tickets": GroupCommand(_LINKED),
    "ticket": GroupCommand(_LINKED),
    "find": GroupCommand(_LINKED),
    "figures": GroupCommand(_LINKED),
    "board": GroupCommand(_LINKED),
    "rider": GroupCommand(frozenset({GroupKind.SUPERVISORS})),
    "help": GroupCommand(_ALL),
    "link": GroupCommand(_ALL, for_administrators=True),
    "unlink": GroupCommand(_LINKED, for_administrators=True),
    "announce": GroupCommand(frozenset({GroupKind.SUPERVISORS}), for_administrators=True),
    "groups": GroupCommand(frozenset({GroupKind.SUPERVISORS}), for_administrators=True),
    "reload": GroupCommand(frozenset({GroupKind.SUPERVISORS}), for_administrators=True),
}
"""The commands of groups in the order in which menus and help name them."""


def meant(text: str) -> tuple[str, str] | None:
    """Return the command of groups with which a text begins, and the words behind it; None if it begins with none.

    Phones put another sign in the slash's place, letters of full width, a space behind the slash, or none before
    Chinese words: Telegram takes none of these for a command.
    """
    found = _WRITTEN.match(text)
    if found is None:
        return None
    return unicodedata.normalize("NFKC", found["name"]).lower(), text[found.end() :].strip()


_WIDER: Final = 0xFEE0
"""How far a sign of full width stands from its Latin one."""

_NAMES: Final = "|".join(
    "".join(f"[{letter}{chr(ord(letter) + _WIDER)}]" for letter in name) for name in GROUP_COMMANDS
)
_WRITTEN: Final = re.compile(rf"[/／、]\s?(?P<name>{_NAMES})(?![a-zａ-ｚ0-9_@])", re.IGNORECASE)


def belongs(name: str) -> GroupKind:
    """Return the kind of group to which a command belongs before others: a queue's if those are among them."""
    return next(kind for kind in _NEAREST if kind in GROUP_COMMANDS[name].kinds)


_NEAREST: Final = (GroupKind.QUEUE, GroupKind.TRIAGE, GroupKind.SUPERVISORS)


def offered(kinds: Collection[GroupKind], *, to_administrators: bool = False) -> tuple[str, ...]:
    """Return the commands that are offered in a group of these kinds, to all of its members or its administrators."""
    return tuple(
        name
        for name, command in GROUP_COMMANDS.items()
        if command.kinds & {*kinds} and (to_administrators or not command.for_administrators)
    )
