"""A database knows whether it is the one that its last process left, or a backup, a copy, or what a kill left."""

import shutil
from pathlib import Path

import asyncpg
import pytest

from storage.database import open_database


async def run(address: str) -> bool:
    """One run in good order; whether the database was as the run before had left it."""
    async with open_database(address) as database:
        await database.join()
        return database.as_left


async def test_after_a_stop_in_good_order_it_is_as_left(database_address: str) -> None:
    await run(database_address)
    assert [await run(database_address) for _ in range(2)] == [True, True]


async def test_while_it_is_used_nothing_says_that_it_was_left(database_address: str) -> None:
    await run(database_address)
    async with open_database(database_address) as database:
        await database.join()
        if database_address.startswith("sqlite"):
            path = Path(database_address.removeprefix("sqlite:///"))
            copy = path.with_name("copy.db")
            shutil.copy2(path, copy)
            shutil.copy2(path.with_name("qianshao.db.lock"), copy.with_name("copy.db.lock"))
            assert not await run(f"sqlite:///{copy}")
        else:
            connection = await asyncpg.connect(database_address)
            assert not await connection.fetchval("select count(*) from stop_mark")
            await connection.close()


@pytest.mark.parametrize("with_note", [True, False])
async def test_a_backup_that_is_put_back_is_not_as_left(
    sqlite_address: str, tmp_path: Path, *, with_note: bool
) -> None:
    await run(sqlite_address)
    path = tmp_path / "qianshao.db"
    backup = tmp_path / "backup"
    backup.mkdir()
    for file in [path, *([path.with_name("qianshao.db.stopped")] if with_note else [])]:
        shutil.copy2(file, backup)
    await run(sqlite_address)
    for file in backup.iterdir():
        shutil.copy2(file, tmp_path)
    assert not await run(sqlite_address)
    assert await run(sqlite_address)


async def test_a_dump_that_is_read_in_again_is_not_as_left(postgres_address: str) -> None:
    await run(postgres_address)
    connection = await asyncpg.connect(postgres_address)
    witness = await connection.fetchval("delete from stop_mark returning witness")
    await connection.execute("insert into stop_mark (witness) values ($1)", witness)
    await connection.close()
    assert not await run(postgres_address)
    assert await run(postgres_address)


async def test_a_process_that_comes_to_others_finds_it_in_use(postgres_address: str) -> None:
    await run(postgres_address)
    async with open_database(postgres_address) as first:
        await first.join()
        assert await run(postgres_address)
        async with open_database(postgres_address) as third:
            await third.join()
            assert third.as_left
    assert await run(postgres_address)


async def test_the_command_line_changes_nothing_of_that(sqlite_address: str) -> None:
    await run(sqlite_address)
    async with open_database(sqlite_address) as database:
        await database.write(lambda tx: tx.queues.put_code("ABCD2345", "gas", 1))
    assert await run(sqlite_address)
