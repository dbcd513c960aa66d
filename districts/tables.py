"""CSV tables of the district's folder: rows with their lines, and checks of the header."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from domain.district.problems import InFile, Problem
from files.values import choices

_DELIMITERS: Final[Mapping[str, str]] = {";": ";", "\t": "Tab"}


def filled_rows(file: str, content: str, problems: list[Problem]) -> list[tuple[int, list[str]]] | None:
    """Return the rows that are not empty, with the lines on which they end; None with a problem added for bad CSV."""
    rows = csv.reader(io.StringIO(content))
    try:
        return [(rows.line_num, [cell.strip() for cell in cells]) for cells in rows if any(map(str.strip, cells))]
    except csv.Error as error:
        problems.append(Problem("csv_syntax", file, InFile(line=rows.line_num), {"reason": str(error)}))
        return None


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
