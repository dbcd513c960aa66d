"""Writing of exports: the writer of a format, and files that appear whole or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Final, Protocol
from zoneinfo import ZoneInfo

from domain.district.problems import BadValue
from domain.week.exports import Column, Form, Row

_WRITERS: Final = {
    Form.CSV: "files.export_csv:CsvWriter",
    Form.XLSX: "files.export_xlsx:XlsxWriter",
    Form.GEOJSON: "files.export_geojson:GeoJsonWriter",
    Form.PARQUET: "files.export_parquet:ParquetWriter",
}
"""Each is imported when it is used, as some bring a large library."""

IS_TEXT: Final = frozenset({Form.CSV, Form.GEOJSON})
"""What a terminal can show."""


class Writer(Protocol):
    """Writes one file; its head is written at once."""

    def write(self, rows: Sequence[Row]) -> None:
        """Append rows."""

    def close(self) -> None:
        """Write what a whole file ends with; the file itself stays open."""


def writer_of(form: Form, out: IO[bytes], columns: Sequence[Column], timezone: ZoneInfo) -> Writer:
    """Return the writer of a format to an open file.

    Raises:
        BadValue: The library of the format is not installed.
    """
    module, _, name = _WRITERS[form].partition(":")
    try:
        make: Any = getattr(import_module(module), name)
    except ModuleNotFoundError as missing:
        raise BadValue("extra_missing", extra=form.value, module=str(missing.name)) from None
    writer: Writer = make(out, columns, timezone)
    return writer


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Give a file beside this one, `FILE.part`, that takes its place at the end of the body; it is gone if that fails.

    What is no plain file, such as a pipe, is written itself.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            yield file
        return
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
