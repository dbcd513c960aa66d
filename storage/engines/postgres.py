"""PostgreSQL: pooled transactions that are run again after conflicts, and signals between processes."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from typing import Any, TypeVar

import asyncpg

from domain.errors import Conflict
from services.ports.transaction import Work
from storage.engines.migrating import Bring, Migration, migrate
from storage.engines.postgres_errors import answering, letting_in, writing
from storage.engines.postgres_sessions import (
    ear,
    held_role,
    is_as_left,
    kept_session,
    leave_mark,
    lock_migrations,
    presence,
    present_processes,
    say,
)
from storage.engines.signals import Signal, Signals
from storage.errors import Unreachable
from storage.queries import Engine, load_queries
from storage.session import Kind, Known, Row, Value
from storage.transaction import SqlTransaction

T = TypeVar("T")

_POOL_AT_MOST = 10
_STATEMENTS_KEPT = 256
_ATTEMPTS_AT_MOST = 10
_PAUSE_S = 0.005
_PAUSE_AT_MOST_S = 1.0
PLANNING = dict.fromkeys(("enable_bitmapscan", "enable_seqscan", "enable_hashjoin", "enable_mergejoin", "jit"), "off")
"""Every query asks for a little by an index. Statistics lag behind or are missing, and must not change that.

With those of an empty table the first of 100,000 waiting rows took 1.5 s instead of 1 ms, by a bitmap; and all events
of all years were read where a few hundred reports were asked about.
"""
_MET = (Conflict, asyncpg.SerializationError, asyncpg.DeadlockDetectedError)


class PostgresSession:
    """Runs queries on one connection of the pool."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._queries = load_queries(Engine.POSTGRES)
        self.wakes: set[Kind] = set()
        self.known = Known()

    async def fetch(self, name: str, /, **values: Value) -> list[Row]:
        """Return the rows of a query.

        Raises:
            Conflict: A unique constraint was violated.
        """
        rows: list[Row] = await self._run(self._connection.fetch, name, values)
        return rows

    async def change(self, name: str, /, **values: Value) -> int:
        """Return how many rows a query changed: the last word of `UPDATE 2`.

        Raises:
            Conflict: A unique constraint was violated.
        """
        status = await self._run(self._connection.execute, name, values)
        return int(status.rpartition(" ")[2])

    async def change_many(self, name: str, rows: Sequence[Mapping[str, Value]], /) -> None:
        """Run a query once per row, in one round trip.

        Raises:
            Conflict: A unique constraint was violated.
        """
        query = self._queries[name]
        self.known.forget(query.writes)
        try:
            await self._connection.executemany(query.text, [[row[part] for part in query.parameters] for row in rows])
        except asyncpg.UniqueViolationError as error:
            raise Conflict(str(error)) from error

    async def execute(self, statement: str) -> None:
        """Run a statement of a migration."""
        await self._connection.execute(statement)

    async def _run(self, method: Any, name: str, values: dict[str, Value]) -> Any:
        query = self._queries[name]
        self.known.forget(query.writes)
        try:
            return await method(query.text, *(values[part] for part in query.parameters))
        except asyncpg.UniqueViolationError as error:
            raise Conflict(str(error)) from error


class PostgresDatabase:
    """`storage.database.Database` on a PostgreSQL server."""

    def __init__(self, address: str, pool: Any) -> None:
        self._address = address
        self._pool = pool
        self._signals = Signals()
        self._sessions = AsyncExitStack()
        self._news: set[Kind] = set()
        self._has_news = asyncio.Event()
        self._process: int | None = None
        self._soon: set[asyncio.Future[None]] = set()
        self.as_left = True

    def signal(self, kind: Kind | str) -> Signal:
        """Return the signal set by commits of this kind in any process."""
        return self._signals[Kind(kind)]

    async def write(self, work: Work[T]) -> T:
        """Run the function in a transaction, again after each conflict.

        Raises:
            Conflict: It was still in conflict at the last attempt.
            Unreachable: The server does not answer; if it ended during the commit, its outcome is unknown.
            Damaged: The server's files are damaged.
        """
        if self._soon:
            await asyncio.wait(self._soon)
        return await self._write(work)

    async def write_soon(self, work: Work[T]) -> T:
        """Write at once, in a transaction of its own; a later `write` of this process waits for it.

        Raises:
            Conflict, Unreachable, Damaged: See `write`.
        """
        done = asyncio.get_running_loop().create_future()
        self._soon.add(done)
        try:
            return await self._write(work)
        finally:
            self._soon.remove(done)
            done.set_result(None)

    async def _write(self, work: Work[T]) -> T:
        for attempt in range(_ATTEMPTS_AT_MOST):
            try:
                return await self._write_once(work, again=attempt > 0)
            except _MET as error:
                met = error
            pause = min(_PAUSE_S * 2**attempt, _PAUSE_AT_MOST_S)
            await asyncio.sleep(random.uniform(0, pause))  # noqa: S311  spreads the retries of processes
        raise Conflict(f"met others {_ATTEMPTS_AT_MOST} times") from met

    async def _write_once(self, work: Work[T], *, again: bool) -> T:
        async with self._connection() as connection:
            session = PostgresSession(connection)
            with writing():
                async with connection.transaction(isolation="repeatable_read"):
                    if again:
                        await session.execute(load_queries(Engine.POSTGRES)["go_alone"].text)
                    result = await work(SqlTransaction(session))
        if session.wakes:
            self._signals.set(session.wakes)
            self._news |= session.wakes
            self._has_news.set()
        return result

    async def read(self, work: Work[T]) -> T:
        """Run the function on a read-only snapshot.

        Raises:
            Unreachable: The server does not answer.
        """
        async with (
            self._connection() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            return await work(SqlTransaction(PostgresSession(connection)))

    async def join(self) -> int:
        """Register this process; an advisory lock shows others that it runs, as long as its connection lives.

        Raises:
            Unreachable: The server does not answer.
        """
        async with self._connection() as connection:
            self.as_left = await is_as_left(connection)
            rows = await PostgresSession(connection).fetch("number_process")
        self._process = int(rows[0]["id"])
        await self._sessions.enter_async_context(kept_session(self._address, presence(self._process)))
        return self._process

    async def outlast(self, within_s: float) -> bool:
        """Return True once every transaction that is under way now has ended; False if one lasts longer.

        Raises:
            Unreachable: The server does not answer.
        """
        async with self._connection() as connection:
            ((before,),) = await connection.fetch(load_queries(Engine.POSTGRES)["server_time"].text)
        with suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                while await self._older_transaction(before):  # noqa: ASYNC110  the server tells nobody
                    await asyncio.sleep(_PAUSE_S)
                return True
        return False

    async def _older_transaction(self, before: str) -> bool:
        async with self._connection() as connection:
            return bool(await connection.fetch(load_queries(Engine.POSTGRES)["older_transaction"].text, before))

    async def damage(self) -> list[str]:
        """Return nothing, as the server checks its own files."""
        return []

    async def vanished(self, owners: Iterable[int]) -> list[int]:
        """Return those of these processes that hold no presence lock.

        Raises:
            Unreachable: The server does not answer.
        """
        async with self._connection() as connection:
            living = await present_processes(connection)
        return [owner for owner in owners if owner not in living]

    def role(self, name: str) -> AbstractAsyncContextManager[None]:
        """Wait until no other process has the role, and hold it within the body.

        Raises:
            RoleLost: The connection that holds the role ended; raised from the body.
        """
        return held_role(self._address, name)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["PostgresDatabase"]:
        """Exchange signals with the other processes within the body."""
        async with self._sessions:
            await self._sessions.enter_async_context(
                kept_session(self._address, ear(self._hear, lambda: self._signals.set(Kind)))
            )
            telling = asyncio.create_task(self._tell_what_comes())
            try:
                yield self
            finally:
                if self._soon:
                    await asyncio.wait(self._soon)
                telling.cancel()
                with suppress(asyncio.CancelledError):
                    await telling
                await self._leave()

    async def _leave(self) -> None:
        """Note, as the last process to stop, that it stopped in good order; nothing is written after that."""
        if self._process is None:
            return
        with suppress(Unreachable):
            async with self._connection() as connection:
                await leave_mark(connection, self._process)

    async def _tell_what_comes(self) -> None:
        """Notify after commits, in batches: a NOTIFY inside a transaction would serialise all commits."""
        while True:
            await self._has_news.wait()
            self._has_news.clear()
            news, self._news = self._news, set()
            with suppress(Unreachable):  # the others also poll from time to time
                async with self._connection() as connection:
                    await say(connection, " ".join(sorted(news)))

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Any]:
        """Yield a connection of the pool.

        Raises:
            Unreachable, Damaged: See `storage.engines.postgres_errors.answering`.
        """
        with answering():
            async with self._pool.acquire() as connection:
                yield connection

    def _hear(self, words: str) -> None:
        self._signals.set(Kind(word) for word in words.split() if word in set(Kind))


async def _keep_as_it_is(connection: Any) -> None:
    """Leave a connection that goes back to the pool alone.

    What is done on it ends with its transaction, which asyncpg rolls back where it is open; the usual cleaning costs a
    round trip each time.
    """


@asynccontextmanager
async def open_postgres(
    address: str, steps: list[Migration], bring: Bring = migrate
) -> AsyncIterator[PostgresDatabase]:
    """Connect and bring the database to these migrations.

    Raises:
        NotReady: The server is not up, starts, or is full.
        Unreachable: There is no such server or database, or it refuses the login.
        NewerSchema, EditedMigration, OlderSchema: See `storage.engines.migrating`.
    """
    with letting_in():
        pool = await asyncpg.create_pool(
            address,
            min_size=1,
            max_size=_POOL_AT_MOST,
            statement_cache_size=_STATEMENTS_KEPT,
            server_settings=PLANNING,
            reset=_keep_as_it_is,
        )
    async with pool:
        with answering():
            async with pool.acquire() as connection, connection.transaction():
                await lock_migrations(connection)
                await bring(PostgresSession(connection), steps)
        async with PostgresDatabase(address, pool).serving() as database:
            yield database
