"""Reading rows of CSV and JSON files from any program: encoding, delimiter and columns are detected."""

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, Protocol, cast

from domain.district.problems import BadValue
from files.csv_columns import Column, find_columns
from files.json_rows import JSON_LINES, JSON_NAMES, JsonTable, looks_like_json
from files.workbook_rows import WorkbookTable, is_workbook

_DELIMITERS: Final = (",", ";", "\t")
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_BYTE_ORDER_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_LAST_RESORT: Final = "cp1252"
_CHUNK: Final = 1 << 20
_SAMPLE: Final = 1 << 16
_LONGEST: Final = 1 << 24
"""Characters of a line or field; a longer one is no table, and would be held in memory as a whole."""

csv.field_size_limit(_LONGEST)  # of the whole process: two threads that read can't have limits of their own

_LARGEST_UNPACKED: Final = 1 << 28
_MOST_PACKED: Final = 200
"""Bytes from which an archive is refused if it unpacks to so many times its size, as tables do not."""
_TABLES: Final = (".csv", ".tsv", ".txt", *JSON_NAMES)

Opener = Callable[[], BinaryIO]


class Record(NamedTuple):
    """A row by role of its columns; ``line`` is the line on which it ends. Missing cells are empty.

    ``width`` is how many cells it has.
    """

    line: int
    values: Mapping[str, str]
    width: int


class Cells(Protocol):
    """The cells of each row, the header first, as `csv.reader` gives them."""

    line_num: int
    """The line on which the last row ends, or its number where rows are no lines."""

    def __iter__(self) -> Iterator[list[str]]:
        """Iterate over the rows that were not read yet."""
        ...


class Rows:
    """The header and rows of a file; ``ragged`` counts records so far with more or fewer cells than the header."""

    def __init__(self, source: Cells) -> None:
        self.ragged = 0
        self._rows = source
        self.header = [name.strip() for name in next((cells for cells in self if any(map(str.strip, cells))), [])]
        if not self.header:
            raise BadValue("csv_empty")

    def __iter__(self) -> Iterator[list[str]]:
        """Iterate over the remaining rows as written; an empty line is an empty row.

        Raises:
            BadValue: The CSV syntax is broken.
        """
        try:
            yield from self._rows
        except csv.Error as error:
            raise BadValue("csv_syntax", reason=f"{error} ({self._rows.line_num})") from None

    def taken(self, wanted: Iterable[Column]) -> dict[str, str | None]:
        """Return the name of the column that is read for each role; None for an optional one that is missing.

        Raises:
            BadValue: A column is missing or occurs twice.
        """
        columns = list(wanted)
        places = find_columns(self.header, columns)
        return {each.role: self.header[places[each.role]] if each.role in places else None for each in columns}

    def records(self, wanted: Iterable[Column]) -> Iterator[Record]:
        """Return the rows that are not empty, by role, with cells stripped.

        Raises:
            BadValue: A column is missing or occurs twice; raised at once. While iterating, the CSV syntax is broken.
        """
        columns = list(wanted)
        return self._records([column.role for column in columns], find_columns(self.header, columns))

    def _records(self, roles: list[str], places: Mapping[str, int]) -> Iterator[Record]:
        width = len(self.header)
        missing = dict.fromkeys(roles, "")
        for cells in self:
            if not any(cells):
                continue
            self.ragged += len(cells) != width
            found = {role: cells[place].strip() for role, place in places.items() if place < len(cells)}
            yield Record(self._rows.line_num, missing | found, len(cells))


@contextmanager
def open_rows(path: Path, *, quiet: bool = False) -> Iterator[Rows]:
    """Open a CSV or JSON file, a ZIP archive with one, or a workbook; show on standard error how far it is read.

    With `quiet` nothing is shown.

    Raises:
        BadValue: The file cannot be read or has no header.
    """
    with ExitStack() as opened:
        try:
            rows = _rows_of(path, opened, quiet=quiet)
        except (zipfile.BadZipFile, zlib.error, OSError) as error:
            raise BadValue("file_unreadable", reason=str(error)) from None
        yield rows


def _rows_of(path: Path, opened: ExitStack, *, quiet: bool) -> Rows:
    """Open the rows; the encoding is checked on the whole file first, so that no row fails later."""
    if is_workbook(path):
        return Rows(WorkbookTable(path))
    source, size, name = opened.enter_context(_source(path))
    encoding = _encoding_of(source)
    if name.endswith(JSON_NAMES) or _begins_as_json(source, encoding):
        with source() as file:
            whole = file.read().decode(encoding, "replace").replace("\r\n", "\n")
        return Rows(JsonTable(whole, lines=name.endswith(JSON_LINES)))
    delimiter = _delimiter_of(source, encoding)
    file = opened.enter_context(source())
    watched = file if quiet else opened.enter_context(_watched(file, size, path.name))
    text = io.TextIOWrapper(watched, encoding=encoding, errors="replace", newline="")
    return Rows(csv.reader(_lines(text), delimiter=delimiter))


def _watched(file: BinaryIO, size: int, name: str) -> AbstractContextManager[BinaryIO]:
    from rich import console, progress  # noqa: PLC0415  the bot reads small tables and shows nothing

    return progress.wrap_file(file, size, description=name, console=console.Console(stderr=True))


def _begins_as_json(opened: Opener, encoding: str) -> bool:
    with opened() as file, io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="") as text:
        return looks_like_json(text.read(_SAMPLE))


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Yield the lines without NUL characters.

    Raises:
        BadValue: A line is endless, or the archive is damaged.
    """
    for number in count(1):
        try:
            line = text.readline(_LONGEST + 1)
        except (zipfile.BadZipFile, zlib.error, OSError) as error:
            raise BadValue("file_unreadable", reason=str(error)) from None
        if len(line) > _LONGEST:
            raise BadValue("csv_line_too_long", line=number)
        if not line:
            return
        yield line.replace("\0", "")


@contextmanager
def _source(path: Path) -> Iterator[tuple[Opener, int, str]]:
    """Yield a function that opens the table, for repeated reading, its size in bytes, and its name in lower case."""
    if not zipfile.is_zipfile(path):
        yield lambda: path.open("rb"), path.stat().st_size, path.name.lower()
        return
    with zipfile.ZipFile(path) as archive:
        member = _only_table(archive)
        yield partial(_open_member, archive, member), member.file_size, member.filename.lower()


def _only_table(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    files = [member for member in archive.infolist() if not member.is_dir()]
    tables = [
        member
        for member in files
        if member.filename.lower().endswith(_TABLES) and not member.filename.startswith("__MACOSX/")
    ]
    if len(tables) != 1:
        names = ", ".join(member.filename for member in files[:8])
        raise BadValue("csv_not_alone", count=str(len(tables)), names=names or "—")
    table = tables[0]
    if table.file_size > max(_LARGEST_UNPACKED, _MOST_PACKED * table.compress_size):
        raise BadValue("zip_bomb", name=table.filename, size=f"{table.file_size / 1e6:,.0f}")
    return table


def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    try:
        return cast("BinaryIO", archive.open(member))
    except (RuntimeError, NotImplementedError) as error:  # encrypted, or an unknown compression
        raise BadValue("file_unreadable", reason=str(error)) from None


def _encoding_of(opened: Opener) -> str:
    """Return UTF-8, UTF-16 with a byte order mark, or the encoding of Chinese spreadsheets."""
    with opened() as file:
        if file.read(2) in _BYTE_ORDER_MARKS:
            return "utf-16"
    return next((encoding for encoding in _ENCODINGS if _decodes(opened, encoding)), _LAST_RESORT)


def _decodes(opened: Opener, encoding: str) -> bool:
    try:
        with opened() as file, io.TextIOWrapper(file, encoding=encoding, newline="") as text:
            while text.read(_CHUNK):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _delimiter_of(opened: Opener, encoding: str) -> str:
    """Return the delimiter that splits the header into most cells; a comma if none does."""
    with opened() as file, io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="") as text:
        sample = text.read(_SAMPLE).lstrip()
    return max(
        _DELIMITERS,
        key=lambda delimiter: len(next(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), [])),
    )
