"""Writing of CSV files that spreadsheet programs open as they are meant."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from domain.district.problems import BadValue

_BEGINS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER: Final = re.compile(r"[+-]?(?:\d[\d\s.,]*|\.\d+)(?:[eE][+-]?\d+)?\s?%?", re.ASCII)


def write_rows(path: Path, rows: Iterable[list[str]]) -> None:
    """Write rows in UTF-8 with a byte order mark, as Excel and WPS expect it, and no cell as a formula.

    Raises:
        BadValue: The file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([inert(cell) for cell in row] for row in rows)
    except OSError as error:
        raise BadValue("out_unwritable", path=str(path), reason=error.strerror or str(error)) from None


def inert(cell: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula: with an apostrophe if it begins like one.

    Numbers stay, as -3.5 and +86 138.
    """
    return f"'{cell}" if cell.startswith(_BEGINS_FORMULA) and not _NUMBER.fullmatch(cell) else cell
