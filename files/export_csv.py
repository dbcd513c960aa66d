"""Exports as CSV by RFC 4180, as Excel and WPS open it rightly."""

import csv
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from typing import IO, Any
from zoneinfo import ZoneInfo

from domain.week.exports import Column, Kind, Row
from files.csv_out import inert
from files.export_cells import storable, unless_none, written


class CsvWriter:
    """Writes rows in UTF-8 with a byte order mark; no text is a formula, numbers stay as they are."""

    def __init__(self, out: IO[bytes], columns: Sequence[Column], timezone: ZoneInfo) -> None:
        self._out = out
        cells: Mapping[Kind, Callable[[Any], object]] = {
            Kind.TEXT: lambda text: inert(storable(text)),
            Kind.TIME: written(timezone),
        }
        self._cells = [unless_none(cells[column.kind]) if column.kind in cells else None for column in columns]
        out.write(BOM_UTF8)
        self._put([[column.name for column in columns]])

    def write(self, rows: Sequence[Row]) -> None:
        """Append rows."""
        self._put([
            [write(cell) if write else cell for write, cell in zip(self._cells, row, strict=True)] for row in rows
        ])  # fmt: skip

    def close(self) -> None:
        """Do nothing: each row is written."""

    def _put(self, rows: Sequence[Sequence[object]]) -> None:
        text = StringIO(newline="")
        csv.writer(text).writerows(rows)
        self._out.write(text.getvalue().encode())
