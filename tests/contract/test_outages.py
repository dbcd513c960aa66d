"""A database that fails for a while: what its callers hear, and that it goes on afterwards."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import asyncpg
import pytest

from bot.lasting import Lasting, open_lasting
from domain.people.riders import Rider
from storage.database import Database, open_database
from storage.engines.postgres_errors import answering, letting_in, writing
from storage.engines.sqlite import SqliteDatabase
from storage.engines.sqlite_errors import explained
from storage.errors import Damaged, NotReady, Unreachable

SOON_S = 30
TINY_PAGES, MANY_PAGES = 1, 1_000_000


def path_of(address: str) -> Path:
    return Path(address.removeprefix("sqlite:///"))


async def set_pragma(database: Database, words: str) -> None:
    """Make the writer's connection fail as a full disk or a read-only folder would."""
    await cast("SqliteDatabase", database)._writer.run(
        lambda connection: connection.execute(f"pragma {words}").fetchall()
    )


async def save(database: Database, rider: Rider) -> None:
    await database.write(lambda tx: tx.riders.save(rider))


async def fill(database: Database, rider: Rider) -> None:
    """Save riders until the last page is full."""
    for number in range(1, 10_000):
        await save(database, replace(rider, id=number, chat_id=number, language="zh" * 1000))


async def look_around(database: Database) -> None:
    """Use each connection of the pool: one that is gone is told at its first use."""
    for _ in range(20):
        await database.read(lambda tx: tx.riders.get(1))


@pytest.mark.parametrize(
    ("fault", "end"),
    [
        (f"max_page_count = {TINY_PAGES}", f"max_page_count = {MANY_PAGES}"),
        ("query_only = on", "query_only = off"),
    ],
)
async def test_a_full_or_read_only_file_is_told_and_written_again(
    sqlite_address: str, rider: Rider, fault: str, end: str
) -> None:
    async with open_database(sqlite_address) as database:
        await set_pragma(database, fault)
        with pytest.raises(Unreachable):
            await fill(database, rider)
        await set_pragma(database, end)
        await save(database, rider)


async def test_a_locked_file_is_waited_for(sqlite_address: str, rider: Rider) -> None:
    async with open_database(sqlite_address) as database:
        lasting = Lasting(database)
        await set_pragma(database, "busy_timeout = 0")
        with closing(sqlite3.connect(path_of(sqlite_address), isolation_level=None)) as other:
            other.execute("begin immediate")
            with pytest.raises(Unreachable):
                await save(database, rider)
            waiting = asyncio.create_task(lasting.write(lambda tx: tx.riders.save(rider)))
            while not lasting._failing_since:  # noqa: ASYNC110  the wait tells nobody of its start
                await asyncio.sleep(0.01)
            other.execute("rollback")
        async with asyncio.timeout(SOON_S):
            await waiting
        assert lasting._failing_since is None
        assert await database.read(lambda tx: tx.riders.get(rider.id)) == rider


async def test_a_damaged_file_is_not_waited_for(sqlite_address: str, rider: Rider) -> None:
    async with open_database(sqlite_address) as database:
        await save(database, rider)
        await set_pragma(database, "wal_checkpoint(truncate)")
        with path_of(sqlite_address).open("r+b") as file:
            file.seek(100)
            file.write(b"\xff" * path_of(sqlite_address).stat().st_size)
        await set_pragma(database, "shrink_memory")
        with pytest.raises(Damaged):
            async with asyncio.timeout(SOON_S):
                await Lasting(database).write(lambda tx: tx.riders.save(rider))


def test_a_mistake_of_ours_is_neither() -> None:
    mistake = sqlite3.ProgrammingError("no such column")
    assert explained(mistake, Path("x.db")) is mistake


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.ConnectionDoesNotExistError("closed in the middle"),
        asyncpg.InterfaceError("connection is closed"),
        asyncpg.CannotConnectNowError("the database system is starting up"),
        asyncpg.AdminShutdownError("terminating connection"),
        asyncpg.TooManyConnectionsError("sorry, too many clients already"),
        asyncpg.DiskFullError("no space left on device"),
        ConnectionResetError(),
        TimeoutError(),
    ],
)
def test_what_a_server_says_while_it_restarts_or_is_full_may_pass(error: Exception) -> None:
    with pytest.raises(Unreachable), answering():
        raise error


def test_a_server_that_takes_no_changes_may_take_them_again() -> None:
    with pytest.raises(Unreachable), writing():
        raise asyncpg.ReadOnlySQLTransactionError("cannot execute INSERT in a read-only transaction")


def test_a_damaged_server_is_told_as_such() -> None:
    with pytest.raises(Damaged), answering():
        raise asyncpg.DataCorruptedError("invalid page in block 7")


async def test_at_the_start_a_server_that_is_not_up_is_given_time_and_then_named() -> None:
    with pytest.raises(NotReady):
        async with open_lasting("postgresql://localhost:1/none", within_s=0.3):
            pass


@pytest.mark.parametrize("error", [asyncpg.InvalidPasswordError("no"), asyncpg.InvalidCatalogNameError("no")])
def test_a_wrong_address_is_told_at_once(error: Exception) -> None:
    with pytest.raises(Unreachable) as told, letting_in():
        raise error
    assert not isinstance(told.value, NotReady)


async def test_a_server_that_closes_its_doors_is_waited_for(postgres_address: str, postgres_server: str) -> None:
    name = urlsplit(postgres_address).path.removeprefix("/")
    server = await asyncpg.connect(postgres_server)
    try:
        async with open_database(postgres_address) as database:
            lasting = Lasting(database)
            await server.execute(f"alter database {name} with allow_connections false")
            await server.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", name)
            with pytest.raises(Unreachable):
                await look_around(database)
            waiting = asyncio.create_task(lasting.read(lambda tx: tx.riders.get(1)))
            while not lasting._failing_since:  # noqa: ASYNC110  as above
                await asyncio.sleep(0.01)
            await server.execute(f"alter database {name} with allow_connections true")
            async with asyncio.timeout(SOON_S):
                assert await waiting is None
    finally:
        await server.close()


async def test_a_lost_role_is_taken_again(postgres_address: str, postgres_server: str) -> None:
    begun: asyncio.Queue[int] = asyncio.Queue()

    async def work() -> None:
        begun.put_nowait(1)
        await asyncio.Event().wait()

    name = urlsplit(postgres_address).path.removeprefix("/")
    server = await asyncpg.connect(postgres_server)
    try:
        async with open_database(postgres_address) as database, asyncio.timeout(SOON_S):
            holding = asyncio.create_task(Lasting(database).in_role("deliver", work))
            await begun.get()
            await server.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", name)
            await begun.get()
            holding.cancel()
            await asyncio.gather(holding, return_exceptions=True)
    finally:
        await server.close()
