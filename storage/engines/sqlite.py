"""SQLite: one writer whose transactions share commits, separate readers, one process per file."""

import asyncio
import fcntl
import os
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from contextvars import copy_context
from functools import partial
from pathlib import Path
from typing import TypeVar

import aiosqlite

from services.ports.transaction import Work
from storage.engines.migrating import Bring, Migration, migrate
from storage.engines.signals import Signal, Signals
from storage.engines.sqlite_errors import explained, unopened
from storage.engines.sqlite_thread import Job, JobResult, SqliteSession, commit_together, drive, in_transaction, look
from storage.engines.stop_mark import StopMark
from storage.errors import InUse, Unreachable
from storage.queries import Engine, load_queries
from storage.session import Kind

T = TypeVar("T")

_READERS = 2
_PRIVATE = 0o600
_SHARED_COMMIT_AT_MOST = 64
_WRITER = ("wait_when_busy", "journal_in_wal", "sync_each_commit", "check_references")
_READER = ("wait_when_busy", "refuse_writes")


class Connection(aiosqlite.Connection):
    """A connection that runs whole transactions in its thread.

    Each await of aiosqlite is a hop to the thread and back: 100 to 300 µs, against 5 µs for a point read, and a
    transaction makes ten or more. So a transaction function runs in the thread from end to end; it awaits only
    repositories, which call sqlite3 directly and never suspend. As begin and commit are in one call, a cancelled caller
    cannot leave a transaction open.
    """

    async def run(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """Call a function with the sqlite3 connection in this connection's thread."""
        execute: Callable[..., Awaitable[T]] = self._execute
        return await execute(function, self._conn)

    def join(self) -> None:
        """Wait until the thread has ended."""
        self._thread.join()


class SqliteDatabase:
    """`storage.database.Database` on a file."""

    def __init__(self, path: Path, writer: Connection, readers: Sequence[Connection], mark: StopMark) -> None:
        self._path = path
        self._writer = writer
        self._readers: asyncio.LifoQueue[Connection] = asyncio.LifoQueue()
        for reader in readers:
            self._readers.put_nowait(reader)
        self._waiting: asyncio.Queue[Job | None] = asyncio.Queue()
        self._closed = False
        self._signals = Signals()
        self._locks = AsyncExitStack()
        self._process: int | None = None
        self._mark = mark
        self.as_left = mark.as_left

    def signal(self, kind: Kind | str) -> Signal:
        """Return the signal set by commits of this kind."""
        return self._signals[Kind(kind)]

    async def write(self, work: Work[T]) -> T:
        """Hand the function to the writer; its changes are on disk when this returns.

        Raises:
            Unreachable: The database was closed, is locked, or cannot be written now; nothing was stored.
            Damaged: The file is damaged.
            Conflict: It was still in conflict at the last attempt.
        """
        if self._closed:
            raise Unreachable(f"{self._path} was closed")
        job = Job(work, copy_context(), asyncio.get_running_loop().create_future())
        self._waiting.put_nowait(job)
        result: T = await job.done
        return result

    async def read(self, work: Work[T]) -> T:
        """Run the function on a snapshot of a reader.

        Raises:
            Unreachable, Damaged: See `write`.
        """
        context = copy_context()
        reader = await self._readers.get()
        try:
            return await reader.run(lambda connection: context.run(look, connection, work))
        except sqlite3.Error as error:
            raise explained(error, self._path) from error
        finally:
            self._readers.put_nowait(reader)

    async def join(self) -> int:
        """Register this process and lock the file against others.

        Raises:
            InUse: Another process uses the file.
            Unreachable: It cannot be written now.
        """
        self._locks.enter_context(_locked(self._path.with_name(f"{self._path.name}.lock")))
        try:
            self._process = await self._writer.run(_number_process)
        except sqlite3.Error as error:
            raise explained(error, self._path) from error
        self._mark.take()
        return self._process

    async def vanished(self, owners: Iterable[int]) -> list[int]:
        """Return all but this process, as there can be no other."""
        return [owner for owner in owners if owner != self._process]

    async def damage(self) -> list[str]:
        """Return what SQLite finds broken in the file."""
        reader = await self._readers.get()
        try:
            return await reader.run(_damage)
        finally:
            self._readers.put_nowait(reader)

    @asynccontextmanager
    async def role(self, name: str) -> AsyncIterator[None]:  # noqa: ARG002  names matter only between processes
        """Hold the role at once, as no other process uses the file."""
        yield

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["SqliteDatabase"]:
        """Run the writer within the body; work that is waiting at its end is still written."""
        writing = asyncio.create_task(self._write_what_comes())
        async with self._locks:
            try:
                yield self
            finally:
                self._closed = True
                self._waiting.put_nowait(None)
                await asyncio.shield(writing)

    async def _write_what_comes(self) -> None:
        while jobs := await self._next_jobs():
            wanted = [job for job in jobs if not job.done.done()]
            try:
                outcomes = await self._writer.run(partial(commit_together, jobs=wanted))
            except Exception as error:  # noqa: BLE001  a failed commit fails for every caller
                outcomes = [JobResult(error=error)] * len(wanted)
            self._deliver(wanted, outcomes)

    async def _next_jobs(self) -> list[Job]:
        """Return all waiting jobs; an empty list only at the end."""
        jobs: list[Job] = []
        job = await self._waiting.get()
        while job is not None:
            jobs.append(job)
            if len(jobs) == _SHARED_COMMIT_AT_MOST or self._waiting.empty():
                return jobs
            job = self._waiting.get_nowait()
        if jobs:
            self._waiting.put_nowait(None)
        return jobs

    def _deliver(self, jobs: Sequence[Job], outcomes: Sequence[JobResult]) -> None:
        for job, outcome in zip(jobs, outcomes, strict=True):
            self._signals.set(outcome.wakes)
            if job.done.done():  # the caller was cancelled meanwhile
                continue
            if outcome.error is None:
                job.done.set_result(outcome.value)
            else:
                job.done.set_exception(explained(outcome.error, self._path))


@asynccontextmanager
async def open_sqlite(path: Path, steps: list[Migration], bring: Bring = migrate) -> AsyncIterator[SqliteDatabase]:
    """Open the file and bring it to these migrations; create it and its folder if missing.

    Raises:
        NotReady: Another program holds the file's lock.
        Unreachable: The file cannot be opened as a database.
        NewerSchema, EditedMigration, OlderSchema: See `storage.engines.migrating`.
    """
    mark = StopMark(path)
    async with AsyncExitStack() as connections:
        connections.callback(mark.leave)
        try:
            _make(path)
            writer = await connections.enter_async_context(_opened(path, _WRITER))
            await writer.run(partial(_bring, steps=steps, bring=bring))
            readers = [await connections.enter_async_context(_opened(path, _READER)) for _ in range(_READERS)]
        except (OSError, sqlite3.Error) as error:
            raise unopened(error, path) from error
        async with SqliteDatabase(path, writer, readers, mark).serving() as database:
            yield database


def _make(path: Path) -> None:
    """Create the file and its folder if missing, for its owner alone; the engine gives the files beside it the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, _PRIVATE))


@asynccontextmanager
async def _opened(path: Path, settings: Iterable[str]) -> AsyncIterator[Connection]:
    connection = Connection(partial(_connect, path, settings), iter_chunk_size=64)
    try:
        await connection
    except BaseException:  # aiosqlite has told its thread to end, but does not wait for it
        await asyncio.to_thread(connection.join)
        raise
    try:
        yield connection
    finally:
        await connection.close()


def _damage(connection: sqlite3.Connection) -> list[str]:
    try:
        found = [str(line) for (line,) in connection.execute(load_queries(Engine.SQLITE)["damage"].text)]
    except sqlite3.DatabaseError as error:  # so broken that it cannot even be looked through
        return [str(error)]
    return [line for line in found if line != "ok"]


def _connect(path: Path, settings: Iterable[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, cached_statements=256)
    try:
        for name in settings:
            connection.execute(load_queries(Engine.SQLITE)[name].text)
    except BaseException:
        connection.close()
        raise
    return connection


def _bring(connection: sqlite3.Connection, steps: list[Migration], bring: Bring) -> None:
    with in_transaction(connection, "begin_write"):
        drive(bring(SqliteSession(connection), steps))


def _number_process(connection: sqlite3.Connection) -> int:
    with in_transaction(connection, "begin_write"):
        rows = drive(SqliteSession(connection).fetch("number_process"))
    return int(rows[0]["id"])


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock file within the body, at most as long as this process lives.

    Raises:
        InUse: Another process holds it.
    """
    path.touch(_PRIVATE)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse(f"another process works with this database: it holds {path}") from error
        yield
