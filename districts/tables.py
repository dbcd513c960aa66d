"""CSV tables of the district's folder: rows with their lines, and checks of the header."""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, TypeVar

from domain.district.problems import BadValue, InFile, Problem
from domain.geo.positions import LatLng, is_usable
from files.values import choices

T = TypeVar("T")
_PAIR: Final = re.compile(r"(-?\d{1,3}(?:\.\d{1,15})?)(?:\s*,\s*|\s+)(-?\d{1,3}(?:\.\d{1,15})?)", re.ASCII)
_LONGEST_CELL: Final = 100_000
_DELIMITERS: Final[Mapping[str, str]] = {";": ";", "\t": "Tab"}


def filled_rows(file: str, content: str, problems: list[Problem]) -> list[tuple[int, list[str]]] | None:
    """Return the rows that are not empty, with the lines on which they end; None with a problem added for bad CSV."""
    rows = csv.reader(io.StringIO(content))
    try:
        return [(rows.line_num, _stripped(cells)) for cells in rows if any(map(str.strip, cells))]
    except csv.Error as error:
        problems.append(Problem("csv_syntax", file, InFile(line=rows.line_num), {"reason": str(error)}))
        return None


def _stripped(cells: Sequence[str]) -> list[str]:
    """Return cells without blanks around them. Raises csv.Error for one as long as a quote without an end makes it."""
    if any(len(cell) > _LONGEST_CELL for cell in cells):
        raise csv.Error(f"a cell of more than {_LONGEST_CELL:,} characters")
    return [cell.strip() for cell in cells]


def check_header(
    file: str, header: Sequence[str], known: Iterable[str], optional: Collection[str], problems: list[Problem]
) -> bool:
    """Report columns that are missing, unknown or repeated, and a wrong delimiter.

    Returns False if a column is missing.
    """
    if len(header) == 1 and (delimiter := next((each for each in _DELIMITERS if each in header[0]), None)):
        details = {"delimiter": _DELIMITERS[delimiter]}
        problems.append(Problem("wrong_delimiter", file, InFile(line=1), details))
        return False
    names = list(known)
    missing = [name for name in names if name not in optional and name not in header]
    problems.extend(Problem("column_missing", file, InFile(line=1, key=name)) for name in missing)
    for name in header:
        place = InFile(line=1, key=name)
        if name not in names:
            problems.append(Problem("column_unknown", file, place, {"close": choices(name, names)}))
        elif header.count(name) > 1:
            problems.append(Problem("column_twice", file, place))
    return not missing


def point(text: str) -> LatLng:
    """Return a latitude and a longitude written side by side. Raises BadValue where they can be no place."""
    match = _PAIR.fullmatch(text)
    if match is None or not is_usable(float(match[1]), float(match[2])):
        raise BadValue("not_a_point", value=text)
    return float(match[1]), float(match[2])


def read_cell(reader: Callable[[str], T], column: str, cell: str) -> T:
    """Read a cell.

    Raises:
        BadValue: The cell is refused; its key is the column.
    """
    try:
        return reader(cell)
    except BadValue as refused:
        refused.key = column
        raise
