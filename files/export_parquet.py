"""Exports as Parquet, for programs that analyse; written with pyarrow, the extra `parquet`."""

from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any, Final
from zoneinfo import ZoneInfo

import pyarrow as pa
from pyarrow.parquet import ParquetWriter as Parquet

from domain.week.exports import Column, Kind, Row
from files.export_cells import storable

_ROWS_IN_A_GROUP: Final = 64_000


class ParquetWriter:
    """Writes rows in groups of 64,000; times are timestamps with the district's time zone."""

    def __init__(self, out: IO[bytes], columns: Sequence[Column], timezone: ZoneInfo) -> None:
        kinds: Mapping[Kind, Any] = {
            Kind.TEXT: pa.string(),
            Kind.INTEGER: pa.int64(),
            Kind.REAL: pa.float64(),
            Kind.TIME: pa.timestamp("ms", tz=str(timezone)),
        }
        self._schema = pa.schema([(column.name, kinds[column.kind]) for column in columns])
        self._cells: list[Callable[[Any], Any]] = [_text if column.kind is Kind.TEXT else _same for column in columns]
        self._rows: list[Row] = []
        self._file = Parquet(out, self._schema)

    def write(self, rows: Sequence[Row]) -> None:
        """Append rows."""
        self._rows += rows
        if len(self._rows) >= _ROWS_IN_A_GROUP:
            self._put()

    def close(self) -> None:
        """Write the last group and the footer."""
        if self._rows:
            self._put()
        self._file.close()

    def _put(self) -> None:
        columns = zip(self._cells, zip(*self._rows, strict=True), self._schema, strict=True)
        arrays = [pa.array(map(write, cells), field.type) for write, cells, field in columns]
        self._file.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows = []


def _text(value: str | None) -> str | None:
    return None if value is None else storable(value)


def _same(value: Any) -> Any:
    return value
