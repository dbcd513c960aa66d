"""Counts what a bot in this process asks of SQLite, and the Python functions that it calls."""

import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import partial
from types import FrameType
from typing import Any, Self
from unittest.mock import patch

from storage.session import Session
from storage.transaction import SqlTransaction

_FRAMING = frozenset({"begin", "commit", "rollback", "savepoint", "release"})


@dataclass(slots=True)
class Tally:
    """What was counted; the difference of two tallies is what came between.

    `transactions` are functions run in the database, to write or to read. `commits` are those of the writer, which
    several transactions may share. `statements` are calls of `execute` and `executemany`, without those that begin and
    end transactions and savepoints.
    """

    transactions: int = 0
    commits: int = 0
    statements: int = 0
    calls: int = 0

    def copy(self) -> Self:
        """The figures of now."""
        return type(self)(*(getattr(self, one.name) for one in fields(self)))

    def since(self, before: "Tally") -> "Tally":
        """What came since then."""
        return Tally(*(getattr(self, one.name) - getattr(before, one.name) for one in fields(self)))


@dataclass(slots=True)
class Writer:
    """Counts the statements of one connection."""

    tally: Tally
    writing: bool = False

    def note(self, statement: str) -> None:
        """Count a statement that is about to run."""
        first, *others = statement.replace(";", " ").lower().split()[:2]
        if first not in _FRAMING:
            self.tally.statements += 1
        elif first == "begin":
            self.writing = others == ["immediate"]
        elif first == "commit" and self.writing:
            self.tally.commits += 1


class _Cursor(sqlite3.Cursor):
    def execute(self, sql: str, *values: Any) -> Self:
        _note(self.connection, sql)
        return super().execute(sql, *values)

    def executemany(self, sql: str, rows: Any, /) -> Self:
        _note(self.connection, sql)
        return super().executemany(sql, rows)


class _Connection(sqlite3.Connection):
    """`execute` of a connection does not go through its `cursor`, so both count."""

    def __init__(self, tally: Tally, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.writer = Writer(tally)

    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(factory or _Cursor)

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        _note(self, sql)
        return super().execute(sql, *values)

    def executemany(self, sql: str, rows: Any, /) -> sqlite3.Cursor:
        _note(self, sql)
        return super().executemany(sql, rows)


def _note(connection: sqlite3.Connection, statement: str) -> None:
    if isinstance(connection, _Connection):
        connection.writer.note(statement)


@contextmanager
def tallied() -> Iterator[Tally]:
    """Count for all databases that are opened within the body."""
    tally = Tally()
    begin = SqlTransaction.__init__

    def begun(transaction: SqlTransaction, session: Session) -> None:
        tally.transactions += 1
        begin(transaction, session)

    made: Any = partial(_Connection, tally)
    connect = partial(sqlite3.connect, factory=made)
    with patch.object(sqlite3, "connect", connect), patch.object(SqlTransaction, "__init__", begun):
        yield tally


@contextmanager
def calls_tallied() -> Iterator[Tally]:
    """Count calls of Python functions in this thread and in those that begin within the body: each gets slower."""
    tally = Tally()

    def note(_: FrameType, event: str, __: Any) -> None:
        tally.calls += event == "call"

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield tally
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
