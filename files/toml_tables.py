"""Reading TOML files with problems located by line: unknown keys, missing keys, values of a wrong type."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from domain.district.json_text import too_deep, too_long
from domain.district.problems import BadValue, InFile, Problem, Severity
from files.source_files import read_text
from files.values import Reader, choices

T = TypeVar("T")
D = TypeVar("D")
_HEADER = re.compile(r"\s*\[{1,2}([^\[\]]+)\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*["']?([\w.-]+?)["']?\s*=""")
_SYNTAX_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(slots=True)
class Table:
    """A table of a file while it is read; ``finish`` reports the keys that were not read.

    Attributes:
        header: Its name; "" for the top of the file.
        number: Its index among tables of the same name, from 0.
        known: The keys that were read or asked for.
    """

    source: "TomlFile"
    header: str
    number: int
    values: Mapping[str, Any]
    known: list[str] = field(default_factory=list)

    def take(self, key: str, read: Reader[T], default: D) -> T | D:
        """Return the value of a key; the default if it is absent or refused, in which case a problem is added."""
        self.known.append(key)
        if key not in self.values:
            return default
        try:
            return read(self.values[key])
        except BadValue as refused:
            self.source.problems.append(refused.problem(self.source.name, self._place(key)))
            return default

    def need(self, key: str, read: Reader[T], default: D) -> T | D:
        """Return the value as ``take`` does; an absent key is a problem, too."""
        if key not in self.values:
            self.report("key_missing", key)
        return self.take(key, read, default)

    def table(self, key: str) -> "Table":
        """Return an inner table; an absent one is empty."""
        self.known.append(key)
        inner = self.values.get(key, {})
        header = f"{self.header}.{key}".lstrip(".")
        if not isinstance(inner, dict):
            self.report("not_a_table", key, value=repr(inner))
            inner = {}
        return Table(self.source, header, 0, inner)

    def finish(self) -> None:
        """Report each key that was not asked for, with similar known keys."""
        for key in self.values:
            if key not in self.known:
                self.report("key_unknown", key, close=choices(key, self.known))

    def report(self, code: str, key: str | None = None, **details: str) -> None:
        """Add an error at a key, or at the table itself."""
        self._note(Severity.ERROR, code, key, details)

    def warn(self, code: str, key: str | None = None, **details: str) -> None:
        """Add a warning at a key, or at the table itself."""
        self._note(Severity.WARNING, code, key, details)

    def report_repeats(self, key: str, values: Iterable[object]) -> None:
        """Add an error for each value that a list names more than once."""
        for value, times in Counter(values).items():
            if times > 1:
                self.report("listed_twice", key, value=str(value))

    def _note(self, severity: Severity, code: str, key: str | None, details: Mapping[str, str]) -> None:
        self.source.problems.append(Problem(code, self.source.name, self._place(key), details, severity))

    def _place(self, key: str | None) -> InFile:
        name = ".".join(part for part in (self.header, key) if part)
        return InFile(line=self.line(key), key=name or None)

    def line(self, key: str | None = None) -> int | None:
        """Return the line of a key or of this table's header, which tomllib does not provide."""
        return self.source.line(self.header, self.number, key)


@dataclass(slots=True)
class TomlFile:
    """A parsed file, its lines for locating keys, and the list of its problems."""

    name: str
    lines: list[str]
    problems: list[Problem]
    values: Mapping[str, Any]

    def top(self) -> Table:
        """Return the top of the file as a table."""
        return Table(self, "", 0, self.values)

    def tables(self, key: str) -> list[Table]:
        """Return the entries of an array of tables, such as ``[[queue]]``, in order."""
        top = self.top()
        entries = self.values.get(key, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            top.report("not_tables", key, name=key)
            return []
        return [Table(self, key, number, entry) for number, entry in enumerate(entries)]

    def line(self, header: str, number: int, key: str | None) -> int | None:
        """Return the line (from 1) of a key in the table `header` with index `number`, or of the table itself."""
        line = self._scan(header, number, key)
        if line is None and key:  # key is a table: [key]
            line = self._scan(f"{header}.{key}".lstrip("."), 0, None)
        if line is None and header:  # the table is inline: header = { key = … }
            parent, _, name = header.rpartition(".")
            line = self._scan(parent, 0, name)
        return line

    def _scan(self, header: str, number: int, key: str | None) -> int | None:
        current, seen, found = "", -1 if header else 0, None
        for position, line in enumerate(self.lines, 1):
            if match := _HEADER.match(line):
                current = match[1].strip().replace('"', "")
                seen += current == header
                if current == header and seen == number:
                    found = position
            elif current == header and seen == number and (match := _KEY.match(line)) and match[1] == key:
                return position
        return found


def read_toml(path: Path, problems: list[Problem]) -> TomlFile | None:
    """Read and parse a file; None with a problem added if it fails."""
    content = read_text(path, problems)
    if content is None:
        return None
    try:
        values = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        found = _SYNTAX_LINE.search(str(error))
        line = int(found[1]) if found else content.count("\n") + 1
        reason = _SYNTAX_LINE.sub("", str(error)).strip()
        problems.append(Problem("toml_syntax", path.name, InFile(line=line), {"reason": reason}))
        return None
    except RecursionError:
        problems.append(too_deep(content).problem(path.name))
        return None
    except ValueError:
        problems.append(too_long(content).problem(path.name))
        return None
    return TomlFile(path.name, content.splitlines(), problems, values)
