"""SQLite: one writer whose transactions share commits, separate readers, one process per file."""

import asyncio
import fcntl
import os
import sqlite3
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from contextvars import copy_context
from functools import partial
from pathlib import Path
from typing import TypeVar

from services.ports.transaction import Work
from storage.engines.migrating import Bring, Migration, migrate
from storage.engines.signals import Signal, Signals
from storage.engines.sqlite_connection import Connection, opened
from storage.engines.sqlite_errors import explained, unopened
from storage.engines.sqlite_thread import SqliteSession, drive, in_transaction, look
from storage.engines.sqlite_writer import SharedCommits
from storage.engines.stop_mark import StopMark
from storage.errors import InUse
from storage.queries import Engine, load_queries
from storage.session import Kind

T = TypeVar("T")

_READERS = 2
_PRIVATE = 0o600
_WRITER = ("wait_when_busy", "journal_in_wal", "sync_each_commit", "check_references")
_READER = ("wait_when_busy", "refuse_writes")


class SqliteDatabase:
    """`storage.database.Database` on a file."""

    def __init__(self, path: Path, writer: Connection, readers: Sequence[Connection], mark: StopMark) -> None:
        self._path = path
        self._writer = writer
        self._readers: asyncio.LifoQueue[Connection] = asyncio.LifoQueue()
        for reader in readers:
            self._readers.put_nowait(reader)
        self._signals = Signals()
        self._commits = SharedCommits(writer, path, self._signals)
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
        result: T = await self._commits.write(work)
        return result

    async def write_soon(self, work: Work[T]) -> T:
        """Let the function ride along with the next commit; it waits 20 ms for one at most.

        Raises:
            Unreachable, Damaged, Conflict: See `write`.
        """
        result: T = await self._commits.write_soon(work)
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

    async def outlast(self, within_s: float) -> bool:  # noqa: ARG002  nothing to wait for
        """Return True: what begins now sees all that was written, as writers take turns."""
        return True

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
        """Hold the file within the body; work that is waiting at its end is still written."""
        async with self._locks:
            try:
                yield self
            finally:
                await self._commits.close()


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
            writer = await connections.enter_async_context(opened(path, _WRITER))
            await writer.run(partial(_bring, steps=steps, bring=bring))
            readers = [await connections.enter_async_context(opened(path, _READER)) for _ in range(_READERS)]
        except (OSError, sqlite3.Error) as error:
            raise unopened(error, path) from error
        async with SqliteDatabase(path, writer, readers, mark).serving() as database:
            yield database


def _make(path: Path) -> None:
    """Create the file and its folder if missing, for its owner alone; the engine gives the files beside it the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, _PRIVATE))


def _damage(connection: sqlite3.Connection) -> list[str]:
    try:
        found = [str(line) for (line,) in connection.execute(load_queries(Engine.SQLITE)["damage"].text)]
    except sqlite3.DatabaseError as error:  # so broken that it cannot even be looked through
        return [str(error)]
    return [line for line in found if line != "ok"]


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
