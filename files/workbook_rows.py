"""Rows of a workbook's first sheet, as text: what its cells show, never a formula of theirs."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from domain.district.problems import BadValue

_OLD_MARK: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""What a workbook of before 2007 begins with."""

_PART: Final = "xl/workbook"
_LARGEST_UNPACKED: Final = 1 << 28


def is_workbook(path: Path) -> bool:
    """Return whether a file is a workbook, of either kind.

    Raises:
        BadValue: It is one that unpacks to too much.
    """
    with path.open("rb") as file:
        if file.read(len(_OLD_MARK)) == _OLD_MARK:
            return True
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    if not any(part.filename.startswith(_PART) for part in parts):
        return False
    size = sum(part.file_size for part in parts)
    if size > _LARGEST_UNPACKED:
        raise BadValue("zip_bomb", name=path.name, size=f"{size / 1e6:,.0f}")
    return True


class WorkbookTable:
    """The first sheet that has cells, row by row; `line_num` is the row's number in it."""

    def __init__(self, path: Path) -> None:
        self.line_num = 0
        try:
            book = CalamineWorkbook.from_path(path)
            sheets = (book.get_sheet_by_index(index) for index in range(len(book.sheet_names)))
            self._rows: list[list[Any]] = next(
                (rows for sheet in sheets if (rows := sheet.to_python(skip_empty_area=False))), []
            )
        except (CalamineError, OSError, ValueError) as error:
            raise BadValue("file_unreadable", reason=str(error)) from None

    def __iter__(self) -> Iterator[list[str]]:
        """Iterate over the rows that were not read yet."""
        while self.line_num < len(self._rows):
            self.line_num += 1
            yield [_text(cell) for cell in self._rows[self.line_num - 1]]


def _text(cell: Any) -> str:
    """Return a cell as one would write it: a whole number without a point, a date without midnight."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
