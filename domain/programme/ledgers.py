"""The three ledgers of companies, teams and riders: their columns, and how their cells are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.district.problems import BadValue
from domain.programme.teams import NAME_LONGEST


class Ledger(StrEnum):
    """What a ledger lists."""

    COMPANIES = "companies"
    TEAMS = "teams"
    RIDERS = "riders"


COLUMNS: Final[Mapping[Ledger, tuple[str, ...]]] = {
    Ledger.COMPANIES: ("id", "zh", "en"),
    Ledger.TEAMS: ("id", "zh", "en", "company", "ended"),
    Ledger.RIDERS: ("code", "team", "company", "trade", "joined"),
}
"""The columns in their order; the first tells rows apart."""

NEEDED: Final[Mapping[Ledger, frozenset[str]]] = {
    Ledger.COMPANIES: frozenset({"id", "zh"}),
    Ledger.TEAMS: frozenset({"id", "zh"}),
    Ledger.RIDERS: frozenset({"code", "team", "trade"}),
}
"""The columns without which a file is no ledger; what the others would say stays as it is."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row of a file: the line on which it stands, and its cells by column, without those that the file lacks."""

    line: int
    cells: Mapping[str, str]


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"


_CODE: Final = re.compile(r"[A-Za-z0-9_-]{1,24}")
_OF_PERSON: Final = re.compile(r"(?:86)?1[3-9]\d{9}|\d{15}|\d{17}[\dXx]")
"""A mobile telephone's number, and both lengths of identity numbers."""

_DAY: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d.*)?|(\d{4})(\d\d)(\d\d)", re.ASCII)
_SERIAL: Final = re.compile(r"[2-7]\d{4}", re.ASCII)
"""Days since the end of 1899, as spreadsheets count them."""

_FIRST_DAY: Final = date(1899, 12, 30)
_SPREADSHEETS_MARK: Final = tuple(f"'{sign}" for sign in "=+-@＝＋－＠")


def plain_cell(cell: str) -> str:
    """Return a cell as it was before an export kept it from being a formula."""
    return cell[1:] if cell.startswith(_SPREADSHEETS_MARK) else cell


def code_of(text: str) -> str:
    """Return a code that tells rows apart.

    Raises:
        BadValue: It is none, or tells who somebody is.
    """
    if _OF_PERSON.fullmatch(text):
        raise BadValue("ledger_code_of_person")
    if not _CODE.fullmatch(text):
        raise BadValue("ledger_code", value=text)
    return text


def name_of(text: str) -> str:
    """Return a company's or a team's name, on one line.

    Raises:
        BadValue: There is none, or it is too long.
    """
    text = " ".join(text.split())
    if not text:
        raise BadValue("ledger_name_missing")
    if len(text) > NAME_LONGEST:
        raise BadValue("ledger_name_long", value=text[:NAME_LONGEST], most=str(NAME_LONGEST))
    return text


def day_of_cell(text: str) -> str:
    """Return a day as `2026-11-23`, "" for an empty cell; one as spreadsheets count them, too.

    Raises:
        BadValue: It is no day.
    """
    if not text:
        return ""
    if _SERIAL.fullmatch(text):
        return (_FIRST_DAY + timedelta(int(text))).isoformat()
    found = _DAY.fullmatch(text)
    parts = [int(part) for part in found.groups() if part] if found else []
    try:
        year, month, day = parts
        return date(year, month, day).isoformat()
    except ValueError:
        raise BadValue("ledger_day", value=text) from None
