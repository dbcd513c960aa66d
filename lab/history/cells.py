"""Cells as spreadsheet programs leave them: ids turned into numbers, dates and times apart."""

import re
from collections.abc import Mapping
from typing import Final

from domain.district.problems import BadValue

_LONGEST_KEY: Final = 200
_AS_TEXT: Final = re.compile(r'="([^"]*)"')
_ROUNDED: Final = re.compile(r"[+-]?\d(?:[.,]\d+)?[eE]\+?\d+")
_WHOLE: Final = re.compile(r"(\d+)\.0+")
_CLOCK_ALONE: Final = re.compile(
    r"(?:(?:1899-12-30|1899/12/30|1900-01-0[01]|1900/1/0)[ T])?"
    r"((?:[凌早上中下晚][晨上午]\s*)?\d{1,2}[:：时点]\d{0,2}.*)",
    re.DOTALL,
)
_MIDNIGHT: Final = re.compile(r"[ T]0{1,2}:00(?::00)?(?:\.0+)?$")


def read_key(cell: str) -> str:
    """Return the id in a cell, as the system wrote it before a spreadsheet program touched it.

    Raises:
        BadValue: There is none, it is too long, or it was rounded (1.23E+15), so that several ids look the same.
    """
    text = _AS_TEXT.fullmatch(cell)
    key = text[1] if text else cell.removeprefix("'")
    if not key or len(key) > _LONGEST_KEY:
        raise BadValue("import_id", value=key[:_LONGEST_KEY])
    if _ROUNDED.fullmatch(key):
        raise BadValue("import_id_rounded", value=key)
    whole = _WHOLE.fullmatch(key)
    return whole[1] if whole else key


def moment(values: Mapping[str, str], role: str, day_role: str) -> str:
    """Return the time of a row; where its column has the clock alone, with the day from the other column."""
    clock = _CLOCK_ALONE.fullmatch(values[role])
    day = _MIDNIGHT.sub("", values.get(day_role, ""))
    return f"{day} {clock[1].replace('：', ':')}" if clock and day else values[role]
