"""A connection to a SQLite file that runs whole functions in a thread of its own."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import aiosqlite

from storage.queries import Engine, load_queries

T = TypeVar("T")


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

    def post(self, function: Callable[[sqlite3.Connection], None]) -> None:
        """Have a function called in this connection's thread that tells its end by itself.

        Raises:
            ValueError: The connection is closed.
        """
        self._tx.put_nowait((None, partial(function, self._conn)))

    def join(self) -> None:
        """Wait until the thread has ended."""
        self._thread.join()


@asynccontextmanager
async def opened(path: Path, settings: Iterable[str]) -> AsyncIterator[Connection]:
    """Open the file within the body, with these queries run first."""
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


def _connect(path: Path, settings: Iterable[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, cached_statements=256)
    connection.row_factory = sqlite3.Row
    try:
        for name in settings:
            connection.execute(load_queries(Engine.SQLITE)[name].text)
    except BaseException:
        connection.close()
        raise
    return connection
