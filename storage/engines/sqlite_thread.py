"""Transactions inside a SQLite connection's thread, from begin to commit."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from domain.errors import Conflict
from services.ports.transaction import Work
from storage.errors import ForeignAwait
from storage.queries import Engine, load_queries
from storage.session import Kind, Known, Row, Value
from storage.transaction import SqlTransaction

T = TypeVar("T")
V = TypeVar("V")

_ATTEMPTS_AT_MOST: Final = 5
_DOUBLES: Final = frozenset({sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY})
_FOREIGN: Final = "a transaction function awaits nothing but its transaction's methods; do the rest before or after"


class SqliteSession:
    """Runs queries on the thread's own connection and never suspends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._queries = load_queries(Engine.SQLITE)
        self.wakes: set[Kind] = set()
        self.known = Known()

    async def fetch(self, name: str, /, **values: Value) -> list[Row]:
        """Return the rows of a query.

        Raises:
            Conflict: A unique constraint was violated.
        """
        return self._run(self._connection.execute, name, values).fetchall()

    async def change(self, name: str, /, **values: Value) -> int:
        """Return how many rows a query changed.

        Raises:
            Conflict: A unique constraint was violated.
        """
        return self._run(self._connection.execute, name, values).rowcount

    async def change_many(self, name: str, rows: Sequence[Mapping[str, Value]], /) -> None:
        """Run a query once per row.

        Raises:
            Conflict: A unique constraint was violated.
        """
        self._run(self._connection.executemany, name, rows)

    async def execute(self, statement: str) -> None:
        """Run a statement of a migration."""
        self._connection.execute(statement)

    def _run(self, method: Callable[[str, V], sqlite3.Cursor], name: str, values: V) -> sqlite3.Cursor:
        query = self._queries[name]
        if query.writes:
            self.known.forget(query.writes)
        try:
            return method(query.text, values)
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode in _DOUBLES:
                raise Conflict(str(error)) from error
            raise


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A transaction function waiting for its commit, with its caller's context."""

    work: Work[Any]
    context: Context
    done: asyncio.Future[Any]


@dataclass(frozen=True, slots=True)
class JobResult:
    """The result of a job: a value or an error, and the kinds that its commit signals."""

    value: Any = None
    error: BaseException | None = None
    wakes: set[Kind] = field(default_factory=set)


Run = Callable[[sqlite3.Connection, Job], JobResult]


def drive(work: Awaitable[T]) -> T:
    """Run an awaitable that never suspends, and return its result.

    Raises:
        ForeignAwait: It suspended or needed a running event loop.
    """
    steps = work.__await__()
    try:
        next(steps)
    except StopIteration as end:
        result: T = end.value
        return result
    except RuntimeError as error:
        if "no running event loop" in str(error):
            raise ForeignAwait(_FOREIGN) from error
        raise
    steps.close()
    raise ForeignAwait(_FOREIGN)


@contextmanager
def in_transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    """Begin with this query, commit at the end of the body, roll back on any error."""
    queries = load_queries(Engine.SQLITE)
    if connection.in_transaction:  # rolling back the last one failed, too
        connection.execute(queries["rollback"].text)
    try:
        connection.execute(queries[begin].text)
        yield
        connection.execute(queries["commit"].text)
    finally:
        if connection.in_transaction:
            connection.execute(queries["rollback"].text)


def look(connection: sqlite3.Connection, work: Work[T]) -> T:
    """Run a transaction function on one snapshot.

    Raises:
        ForeignAwait: See `drive`.
    """
    with in_transaction(connection, "begin_read"):
        return _drive_work(work, SqliteSession(connection))


def commit_together(connection: sqlite3.Connection, jobs: Sequence[Job]) -> list[JobResult]:
    """Run each job in its own savepoint, all in one commit; an error from here fails them all.

    A lone job needs no savepoint: its transaction is its own.
    """
    if len(jobs) == 1:
        return [_attempt(_alone, connection, jobs[0])]
    with in_transaction(connection, "begin_write"):
        return [_attempt(_in_savepoint, connection, job) for job in jobs]


def _attempt(run: Run, connection: sqlite3.Connection, job: Job) -> JobResult:
    outcome = JobResult()
    for _ in range(_ATTEMPTS_AT_MOST):
        outcome = run(connection, job)
        if not isinstance(outcome.error, Conflict):
            break
    return outcome


def _alone(connection: sqlite3.Connection, job: Job) -> JobResult:
    session = SqliteSession(connection)
    try:
        with in_transaction(connection, "begin_write"):
            value = job.context.run(_drive_work, job.work, session)
    except BaseException as error:  # noqa: BLE001  any error is this caller's
        return JobResult(error=error)
    return JobResult(value, wakes=session.wakes)


def _in_savepoint(connection: sqlite3.Connection, job: Job) -> JobResult:
    queries = load_queries(Engine.SQLITE)
    session = SqliteSession(connection)
    connection.execute(queries["open_savepoint"].text)
    try:
        value = job.context.run(_drive_work, job.work, session)
    except BaseException as error:  # any error belongs to this caller only
        if not connection.in_transaction:  # SQLite has rolled back by itself, as on a full disk
            raise
        connection.execute(queries["undo_savepoint"].text)
        connection.execute(queries["keep_savepoint"].text)
        return JobResult(error=error)
    connection.execute(queries["keep_savepoint"].text)
    return JobResult(value, wakes=session.wakes)


def _drive_work(work: Work[T], session: SqliteSession) -> T:
    return drive(work(SqlTransaction(session)))
