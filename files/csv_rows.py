"""The rows of a CSV file, whichever program wrote it: its encoding, delimiter and columns are found out."""

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, cast

from rich import progress
from rich.console import Console

from domain.district.problems import BadValue
from files.csv_columns import Column, find_columns

_DELIMITERS: Final = (",", ";", "\t")
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_BYTE_ORDER_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_LAST_RESORT: Final = "cp1252"
_CHUNK: Final = 1 << 20
_SAMPLE: Final = 1 << 16
_LARGEST_FIELD: Final = (1 << 31) - 1  # what fits in a C long everywhere
_TABLES: Final = (".csv", ".tsv", ".txt")

Opener = Callable[[], BinaryIO]


class Record(NamedTuple):
    """A row by the roles of its columns: ``line`` is the one on which it ends; a column that is not there is empty."""

    line: int
    values: Mapping[str, str]


class Rows:
    """A file's header and its rows. ``ragged`` counts the records so far with more or fewer cells than the header."""

    def __init__(self, lines: Iterable[str], delimiter: str) -> None:
        self.ragged = 0
        self._rows = csv.reader(lines, delimiter=delimiter)
        self.header = [name.strip() for name in next((cells for cells in self if any(map(str.strip, cells))), [])]
        if not self.header:
            raise BadValue("csv_empty")

    def __iter__(self) -> Iterator[list[str]]:
        """The rows that follow, as they are written; an empty line is an empty row. Raises BadValue."""
        try:
            yield from self._rows
        except csv.Error as error:
            raise BadValue("csv_syntax", reason=f"{error} ({self._rows.line_num})") from None

    def records(self, wanted: Iterable[Column]) -> Iterator[Record]:
        """The rows with something in them, by role and without spaces around; raises BadValue at once."""
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
            yield Record(self._rows.line_num, missing | found)


@contextmanager
def open_rows(path: Path) -> Iterator[Rows]:
    """Open a CSV file, or a ZIP archive that holds one, and show on standard error how far it is read.

    Raises:
        BadValue: it can't be read, or has no header.
    """
    with ExitStack() as opened:
        try:
            rows = _rows_of(path, opened)
        except (zipfile.BadZipFile, zlib.error, OSError) as error:
            raise BadValue("file_unreadable", reason=str(error)) from None
        yield rows


def _rows_of(path: Path, opened: ExitStack) -> Rows:
    """Look through the whole file for its encoding, so that what can't be read is known before the first row."""
    source, size = opened.enter_context(_source(path))
    encoding = _encoding_of(source)
    delimiter = _delimiter_of(source, encoding)
    # A field may be as long as its file. csv's limit is for the whole process, so that it is put back.
    opened.callback(csv.field_size_limit, csv.field_size_limit(min(size + 1, _LARGEST_FIELD)))
    file = opened.enter_context(source())
    watched = opened.enter_context(progress.wrap_file(file, size, description=path.name, console=Console(stderr=True)))
    text = io.TextIOWrapper(watched, encoding=encoding, errors="replace", newline="")
    return Rows((line.replace("\0", "") for line in text), delimiter)


@contextmanager
def _source(path: Path) -> Iterator[tuple[Opener, int]]:
    """How the table is opened, again and again, and its size in bytes."""
    if not zipfile.is_zipfile(path):
        yield lambda: path.open("rb"), path.stat().st_size
        return
    with zipfile.ZipFile(path) as archive:
        member = _only_table(archive)
        yield partial(_open_member, archive, member), member.file_size


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
    return tables[0]


def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    try:
        return cast("BinaryIO", archive.open(member))
    except (RuntimeError, NotImplementedError) as error:  # a password, or a way to compress that we don't know
        raise BadValue("file_unreadable", reason=str(error)) from None


def _encoding_of(opened: Opener) -> str:
    """UTF-8 with or without a byte order mark, UTF-16 with one, else the encoding of Chinese spreadsheets."""
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
    """The one that cuts the header into most cells; the comma where none does."""
    with opened() as file, io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="") as text:
        sample = text.read(_SAMPLE).lstrip()
    return max(
        _DELIMITERS,
        key=lambda delimiter: len(next(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), [])),
    )
