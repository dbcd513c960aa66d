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
    SERVICE = "service"
    """Of a queue that holds activities; besides what else it is."""
    CARE = "care"
    """Of a queue that looks after riders, who send it appeals and wishes; besides what else it is."""
    DESK = "desk"
    """A queue's that hands things out to riders; besides what else it is."""


@dataclass(frozen=True, slots=True)
class GroupCommand:
    """In which groups a command is answered; whether to their administrators alone, and whether it takes a number."""

    kinds: frozenset[GroupKind]
    for_administrators: bool = False
    takes_number: bool = False


_ALL: Final = frozenset(GroupKind)
_LINKED: Final = _ALL - {GroupKind.UNLINKED}

GROUP_COMMANDS: Final[Mapping[str, GroupCommand]] = {
    "tickets": GroupCommand(_LINKED),
    "ticket": GroupCommand(_LINKED, takes_number=True),
    "find": GroupCommand(_LINKED, takes_number=True),
    "figures": GroupCommand(_LINKED),
    "board": GroupCommand(_LINKED),
    "missing": GroupCommand(_LINKED),
    "voucher": GroupCommand(frozenset({GroupKind.DESK}), takes_number=True),
    "activities": GroupCommand(frozenset({GroupKind.SERVICE})),
    "appeals": GroupCommand(frozenset({GroupKind.CARE, GroupKind.SUPERVISORS})),
    "wishes": GroupCommand(frozenset({GroupKind.CARE})),
    "rider": GroupCommand(frozenset({GroupKind.SUPERVISORS}), takes_number=True),
    "teams": GroupCommand(frozenset({GroupKind.SUPERVISORS})),
    "export": GroupCommand(frozenset({GroupKind.SUPERVISORS})),
    "help": GroupCommand(_ALL),
    "link": GroupCommand(_ALL, for_administrators=True),
    "unlink": GroupCommand(_LINKED, for_administrators=True),
    "announce": GroupCommand(frozenset({GroupKind.SUPERVISORS}), for_administrators=True),
    "groups": GroupCommand(frozenset({GroupKind.SUPERVISORS}), for_administrators=True),
    "reload": GroupCommand(frozenset({GroupKind.SUPERVISORS}), for_administrators=True),
}
"""The commands of groups in the order in which menus and help name them."""


def meant(text: str, bot: str) -> tuple[str, str] | None:
    """Return the command of groups with which a text begins, and the words behind it.

    None if it begins with none, or with one for another bot than that of this username. Phones put another sign in the
    slash's place, letters of full width, a space behind the slash, or none before Chinese words and numbers: Telegram
    takes none of these for such a command.
    """
    found = _WRITTEN.match(text)
    if found is None or unicodedata.normalize("NFKC", found["bot"] or bot).lower() != bot.lower():
        return None
    name = unicodedata.normalize("NFKC", found["name"]).lower()
    if text[found.end() :][:1] in _DIGITS and not GROUP_COMMANDS[name].takes_number:
        return None
    return name, text[found.end() :].strip()


_WIDER: Final = 0xFEE0
"""How far a sign of full width stands from its Latin one."""

_NAMES: Final = "|".join(
    "".join(f"[{letter}{chr(ord(letter) + _WIDER)}]" for letter in name) for name in GROUP_COMMANDS
)
_WRITTEN: Final = re.compile(
    rf"[/／、]\s?(?P<name>{_NAMES})(?:[@＠](?P<bot>[a-zａ-ｚ0-9０-９_＿]+))?(?![a-zａ-ｚ_@＠]|[0-9-]+[@＠])",
    re.IGNORECASE,
)
_DIGITS: Final = frozenset("0123456789")


def belongs(name: str) -> GroupKind:
    """Return the kind of group to which a command belongs before others: a queue's if those are among them."""
    return next(kind for kind in _NEAREST if kind in GROUP_COMMANDS[name].kinds)


_NEAREST: Final = (
    GroupKind.QUEUE,
    GroupKind.TRIAGE,
    GroupKind.SUPERVISORS,
    GroupKind.DESK,
    GroupKind.SERVICE,
    GroupKind.CARE,
)


def offered(kinds: Collection[GroupKind], *, to_administrators: bool = False) -> tuple[str, ...]:
    """Return the commands that are offered in a group of these kinds, to all of its members or its administrators."""
    return tuple(
        name
        for name, command in GROUP_COMMANDS.items()
        if command.kinds & {*kinds} and (to_administrators or not command.for_administrators)
    )
