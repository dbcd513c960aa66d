"""Transactions: all or nothing, apart from each other, durable, and safe from cancelled callers."""

import asyncio
import random
import sqlite3
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from domain.errors import Conflict
from domain.people.riders import Rider
from services.ports.transaction import Transaction
from storage.database import Database, open_database
from storage.engines.migrating import load_migrations
from storage.engines.sqlite import open_sqlite
from storage.engines.sqlite_thread import Job, JobResult, commit_together
from storage.errors import ForeignAwait, Unreachable
from storage.queries import Engine

word: ContextVar[str] = ContextVar("word", default="")


async def save(database: Database, rider: Rider) -> None:
    await database.write(lambda tx: tx.riders.save(rider))


async def known(database: Database, rider_id: int) -> Rider | None:
    return await database.read(lambda tx: tx.riders.get(rider_id))


async def test_what_write_returned_from_is_there_after_a_reopening(database_address: str, rider: Rider) -> None:
    async with open_database(database_address) as first, open_database(database_address) as second:
        await save(first, rider)
        assert await known(second, rider.id) == rider
    async with open_database(database_address) as third:
        assert await known(third, rider.id) == rider


async def test_a_failed_function_leaves_nothing(database: Database, rider: Rider) -> None:
    async def fail(tx: Transaction) -> None:
        await tx.riders.save(rider)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.write(fail)
    assert await known(database, rider.id) is None


async def test_a_failure_is_its_callers_alone(database: Database, rider: Rider) -> None:
    async def work(number: int, tx: Transaction) -> int:
        await tx.riders.save(replace(rider, id=number, chat_id=number))
        if number % 3 == 0:
            raise ZeroDivisionError
        return number

    results = await asyncio.gather(
        *(database.write(partial(work, number)) for number in range(100, 160)), return_exceptions=True
    )
    for number, result in zip(range(100, 160), results, strict=True):
        failed = number % 3 == 0
        assert isinstance(result, ZeroDivisionError) if failed else result == number
        assert (await known(database, number) is None) == failed


async def test_a_conflict_is_run_again(database: Database) -> None:
    tries = 0

    async def work(tx: Transaction) -> int:
        nonlocal tries
        tries += 1
        await tx.reports.next_serial("2611")
        if tries < 3:
            raise Conflict
        return tries

    assert await database.write(work) == 3
    assert await database.write(lambda tx: tx.reports.next_serial("2611")) == 2


async def test_a_conflict_that_stays_is_told(database: Database) -> None:
    tries = 0

    async def work(_: Transaction) -> None:
        nonlocal tries
        tries += 1
        raise Conflict("for ever")

    with pytest.raises(Conflict):
        await database.write(work)
    assert 1 < tries <= 20


async def test_a_hurt_uniqueness_is_a_conflict(database: Database, rider: Rider) -> None:
    await save(database, rider)
    with pytest.raises(Conflict):
        await save(database, replace(rider, id=2))


async def test_a_reader_sees_one_state_throughout(database: Database, rider: Rider) -> None:
    await save(database, rider)
    writing = asyncio.Event()

    async def count(tx: Transaction) -> tuple[int, int]:
        writing.set()
        first = len(await tx.riders.to_tell(0, 10_000))
        return first, len(await tx.riders.to_tell(0, 10_000))

    async def grow() -> None:
        for number in range(2, 60):
            await save(database, replace(rider, id=number, chat_id=number))

    growing = asyncio.create_task(grow())
    while not growing.done():
        first, second = await database.read(count)
        assert first == second
    await growing


async def test_a_reader_writes_nothing(database: Database, rider: Rider) -> None:
    with pytest.raises(Exception, match=r"(?i)read.?only|readonly"):
        await database.read(lambda tx: tx.riders.save(rider))
    assert await known(database, rider.id) is None


async def test_the_callers_context_goes_along(database: Database) -> None:
    async def work(_: Transaction) -> str:
        return word.get()

    word.set("update 7")
    assert await database.write(work) == "update 7"
    assert await database.read(work) == "update 7"


async def test_cancelled_callers_leave_no_transaction_open(database: Database, rider: Rider) -> None:
    seed = 20_261_123
    chance = random.Random(seed)  # noqa: S311  the same cancellations each time

    async def work(number: int, tx: Transaction) -> None:
        await tx.riders.save(replace(rider, id=number, chat_id=number))
        await tx.riders.save(replace(rider, id=number + 10_000, chat_id=number + 10_000))

    for number in range(1, 301):
        caller = asyncio.create_task(database.write(partial(work, number)) if number % 4 else known(database, number))
        for _ in range(chance.randrange(12)):
            await asyncio.sleep(0)
        caller.cancel()
        await asyncio.gather(caller, return_exceptions=True)
    await save(database, replace(rider, id=99_999, chat_id=99_999))
    for number in range(1, 301):
        assert (await known(database, number) is None) == (await known(database, number + 10_000) is None)


async def test_sqlite_refuses_to_wait_for_others_inside_a_transaction(sqlite_address: str, rider: Rider) -> None:
    async with open_database(sqlite_address) as database:
        for seconds in (0, 1):

            async def work(tx: Transaction, seconds: int = seconds) -> None:
                await tx.riders.save(rider)
                await asyncio.sleep(seconds)

            with pytest.raises(ForeignAwait):
                await database.write(work)
        assert await known(database, rider.id) is None


async def test_sqlite_syncs_each_commit_and_lets_readers_read(sqlite_address: str) -> None:
    async with open_sqlite(Path(sqlite_address.removeprefix("sqlite:///")), load_migrations(Engine.SQLITE)) as database:
        for pragma, expected in (("synchronous", 2), ("journal_mode", "wal"), ("foreign_keys", 1)):
            values = await database._writer.run(partial(ask, pragma))
            assert values == expected


def ask(pragma: str, connection: sqlite3.Connection) -> object:
    return connection.execute(f"pragma {pragma}").fetchone()[0]


async def test_writes_that_wait_are_done_before_it_closes(sqlite_address: str, rider: Rider) -> None:
    async with open_database(sqlite_address) as database:
        writes = [
            asyncio.create_task(save(database, replace(rider, id=number, chat_id=number))) for number in range(1, 150)
        ]
        await asyncio.sleep(0)
    await asyncio.gather(*writes)
    with pytest.raises(Unreachable):
        await save(database, rider)
    async with open_database(sqlite_address) as again:
        assert len(await again.read(lambda tx: tx.riders.to_tell(0, 1_000))) == 149


async def test_sqlite_shares_commits(sqlite_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    commits: list[int] = []

    def count(connection: sqlite3.Connection, jobs: Sequence[Job]) -> list[JobResult]:
        commits.append(len(jobs))
        return commit_together(connection, jobs)

    monkeypatch.setattr("storage.engines.sqlite_writer.commit_together", count)
    async with open_database(sqlite_address) as database:
        serials = await asyncio.gather(*(database.write(lambda tx: tx.reports.next_serial("2611")) for _ in range(200)))
    assert sorted(serials) == list(range(1, 201))
    assert commits == [64, 64, 64, 8]


async def test_a_commit_that_fails_is_told_to_all_and_the_next_one_works(
    sqlite_address: str, rider: Rider, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: sqlite3.Connection, jobs: Sequence[Job]) -> list[JobResult]:
        error = sqlite3.OperationalError(f"disk full, {len(jobs)} lost")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    async with open_database(sqlite_address) as database:
        with monkeypatch.context() as patch:
            patch.setattr("storage.engines.sqlite_writer.commit_together", fail)
            results = await asyncio.gather(*(save(database, rider) for _ in range(3)), return_exceptions=True)
        assert [type(result) for result in results] == [Unreachable] * 3
        await save(database, rider)
