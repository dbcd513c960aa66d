"""What a button carries: an action, a short id, an argument and the status that it was offered in."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.reporting.reports import Status
from texts.base import old_callbacks

LONGEST = 64
"""Bytes that Telegram takes."""


class Verb(StrEnum):
    """What a press asks for; the id behind it is that of a draft, a report, a prompt, or 0."""

    AGREE = "ag"
    LANGUAGE = "la"  # argument: zh, en
    REPORT_THIS = "rt"
    MUTE = "mu"  # argument: 1, 0
    REPORTS_PAGE = "rp"  # argument: page
    SUBMIT = "su"  # a draft, as the following
    MENU = "me"  # argument: a DraftMenu
    CATEGORY = "ca"  # argument: slug
    SAME = "sa"  # argument: id of a report, the likeliest without
    DIFFERENT = "di"
    CANCEL = "cx"
    OLD_PLACE = "op"
    THIS_PLACE = "tp"  # argument: a position, as `services.reporting.position_conflict.mark`
    CLEAR_NOTE = "cn"
    WITHDRAW = "wi"  # a report, as the following; pressed by riders
    ANSWER = "an"  # argument: an Action, fixed or not_fixed
    ACT = "ac"  # argument: an Action; pressed by staff, as the following
    CHOICE = "ch"  # argument: name of the choice that the card is to offer, "" for none
    REASON = "re"  # argument: a RejectReason
    QUEUE = "qu"  # argument: id of a queue
    CORRECT = "co"  # argument: slug
    PHOTOS = "ph"
    PIN = "pi"
    REPLY = "ry"  # a prompt; argument: resolve, rider, note


_DATA = re.compile(r"([a-z]{2}):([0-9a-z]{1,13}):([0-9A-Za-z_.-]{0,24})(?::([a-z_]{1,20}))?")
_ARGUMENT, _HASH = 24, 10
_VERBS = frozenset(Verb)
_STATUSES = frozenset(Status)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Press:
    """One press as read from its data."""

    verb: Verb
    id: int = 0
    argument: str = ""
    offered: Status | None = None


def encode(press: Press) -> str:
    """The data of a button. Raises ValueError for what would not fit or not be read back."""
    status = f":{press.offered}" if press.offered else ""
    data = f"{press.verb.value}:{_base36(press.id)}:{press.argument}{status}"
    if len(data) > LONGEST or decode(data) != press:
        raise ValueError(data)
    return data


def decode(data: str) -> Press | None:
    """What a button's data says; None for anything that we did not write."""
    match = _DATA.fullmatch(old_callbacks.of_today(data))
    if match is None or match[1] not in _VERBS:
        return None
    number = int(match[2], 36)
    if number >= 1 << 63 or (match[4] and match[4] not in _STATUSES):
        return None
    return Press(Verb(match[1]), number, match[3], Status(match[4]) if match[4] else None)


def short(name: str) -> str:
    """A category's slug or a queue's id as an argument: itself, or its beginning and a hash where it is long."""
    if len(name) <= _ARGUMENT:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:_HASH]
    return f"{name[: _ARGUMENT - _HASH - 1]}.{digest}"


def meant(argument: str, names: Iterable[str]) -> str | None:
    """The one of these names that `short` made the argument of; None where the district gave it up."""
    return next((name for name in names if short(name) == argument), None)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
