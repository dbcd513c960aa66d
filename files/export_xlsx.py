"""Exports as workbooks: rows go to a temporary file as they come, so that memory stays the same."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any, Final
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from domain.week.exports import Column, Kind, Row
from files.export_cells import moment, storable

ROWS_ON_A_SHEET: Final = 1_048_575
"""Rows of Excel, but for the head."""

_LONGEST: Final = 32_767
"""Characters of a cell."""

_FIRST_YEAR: Final = 1900
"""Of spreadsheets; what is earlier is written in words."""

_WIDTHS: Final[Mapping[Kind, int]] = {Kind.TEXT: 18, Kind.INTEGER: 10, Kind.REAL: 12, Kind.TIME: 19}
_FORMATS: Final[Mapping[Kind, str]] = {
    Kind.TEXT: "@",
    Kind.INTEGER: "0",
    Kind.REAL: "General",
    Kind.TIME: "yyyy-mm-dd hh:mm:ss",
}


class XlsxWriter:
    """Writes sheets with types, widths, a frozen bold head and a filter; a new one when a sheet is full."""

    def __init__(self, out: IO[bytes], columns: Sequence[Column], timezone: ZoneInfo) -> None:
        self._out, self._packed = out, TemporaryFile()  # noqa: SIM115  closed where the workbook is
        self._book = Workbook(self._packed, {"constant_memory": True})
        self._book.use_zip64()
        self._columns = columns
        self._head = self._book.add_format({"bold": True})
        self._formats = {kind: self._book.add_format({"num_format": form}) for kind, form in _FORMATS.items()}
        self._cells: Mapping[Kind, Callable[[Any], Any]] = {
            Kind.TEXT: lambda text: storable(text)[:_LONGEST],
            Kind.TIME: lambda at: moment(at, timezone).replace(tzinfo=None),
        }
        self._sheet, self._row = self._begun(), 0

    def write(self, rows: Sequence[Row]) -> None:
        """Append rows."""
        for row in rows:
            if self._row == ROWS_ON_A_SHEET:
                self._finish()
                self._sheet, self._row = self._begun(), 0
            self._row += 1
            for place, (column, value) in enumerate(zip(self._columns, row, strict=True)):
                if value is not None:
                    self._put(place, column.kind, value)

    def close(self) -> None:
        """Finish the sheet and pack the workbook, first beside: zipfile does not get over a file that fails."""
        self._finish()
        try:
            self._book.close()
        except FileCreateError as error:
            raise OSError(str(error)) from error
        with self._packed:
            self._packed.seek(0)
            copyfileobj(self._packed, self._out)

    def _put(self, place: int, kind: Kind, value: Any) -> None:
        cell = self._cells[kind](value) if kind in self._cells else value
        if isinstance(cell, datetime) and cell.year >= _FIRST_YEAR:
            self._sheet.write_datetime(self._row, place, cell, self._formats[kind])
        elif isinstance(cell, str | datetime):
            self._sheet.write_string(self._row, place, str(cell), self._formats[kind])
        else:
            self._sheet.write_number(self._row, place, cell, self._formats[kind])

    def _begun(self) -> Worksheet:
        sheet: Worksheet = self._book.add_worksheet()
        for place, column in enumerate(self._columns):
            sheet.set_column(place, place, max(_WIDTHS[column.kind], len(column.name) + 4))
            sheet.write_string(0, place, column.name, self._head)
        sheet.freeze_panes(1, 0)
        return sheet

    def _finish(self) -> None:
        self._sheet.autofilter(0, 0, self._row, len(self._columns) - 1)
