"""Writes that ride along with the next commit: before all others in it, alone in the end, and never lost."""

import asyncio
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.lasting import Lasting
from domain.people.riders import Rider
from services.ports.transaction import Transaction
from storage.database import Database, open_database
from storage.engines.sqlite_thread import Job, JobResult, commit_together
from storage.errors import Unreachable

SOON_S = 30
"""Far beyond what the slowest machine needs."""


async def serial(transaction: Transaction) -> int:
    return await transaction.reports.next_serial("2611")


async def count_riders(transaction: Transaction) -> int:
    return len(await transaction.riders.to_tell(0, 1_000))


async def riding(database: Database | Lasting, rider: Rider) -> asyncio.Task[None]:
    """A write that has been handed over and is not awaited."""
    task = asyncio.create_task(database.write_soon(lambda tx: tx.riders.save(rider)))
    await asyncio.sleep(0)
    return task


async def test_it_is_written_without_any_other_traffic(database: Database, rider: Rider) -> None:
    async with asyncio.timeout(SOON_S):
        await database.write_soon(lambda tx: tx.riders.save(rider))
    assert await database.read(lambda tx: tx.riders.get(rider.id)) == rider


async def test_it_returns_what_its_function_returned(database: Database) -> None:
    assert await database.write_soon(serial) == 1


async def test_each_later_write_sees_it(database: Database, rider: Rider) -> None:
    for number in range(1, 30):
        task = await riding(database, replace(rider, id=number, chat_id=number))
        assert await database.write(count_riders) == number
        await task


async def test_it_goes_through_what_lasts(database: Database, rider: Rider) -> None:
    lasting = Lasting(database)
    task = await riding(lasting, rider)
    assert await lasting.write(count_riders) == 1
    await task


async def test_a_failure_is_its_callers_alone(database: Database, rider: Rider) -> None:
    async def fail(tx: Transaction) -> None:
        await tx.riders.save(replace(rider, id=2, chat_id=2))
        raise ZeroDivisionError

    failed, saved, number = await asyncio.gather(
        database.write_soon(fail),
        database.write_soon(lambda tx: tx.riders.save(rider)),
        database.write(serial),
        return_exceptions=True,
    )
    assert isinstance(failed, ZeroDivisionError)
    assert (saved, number) == (None, 1)
    assert await database.read(count_riders) == 1


async def test_it_is_written_before_the_database_closes(database_address: str, rider: Rider) -> None:
    async with open_database(database_address) as database:
        tasks = [await riding(database, replace(rider, id=number, chat_id=number)) for number in range(1, 150)]
    async with asyncio.timeout(SOON_S):
        await asyncio.gather(*tasks)
    with pytest.raises(Unreachable):
        await database.write_soon(serial)
    async with open_database(database_address) as again:
        assert await again.read(count_riders) == 149


async def test_sqlite_runs_them_in_order_and_first_in_the_next_commit(
    sqlite_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits: list[int] = []
    order: list[str] = []

    def count(connection: sqlite3.Connection, jobs: Sequence[Job]) -> list[JobResult]:
        commits.append(len(jobs))
        return commit_together(connection, jobs)

    def noting(name: str) -> asyncio.Task[None]:
        async def note(_: Transaction) -> None:
            order.append(name)

        asked = database.write if name.startswith("write") else database.write_soon
        return asyncio.create_task(asked(note))

    monkeypatch.setattr("storage.engines.sqlite_writer.commit_together", count)
    async with open_database(sqlite_address) as database:
        await asyncio.gather(*map(noting, ["write 1", "soon 1", "write 2", "soon 2"]))
        many = [f"soon {number}" for number in range(3, 103)]
        await asyncio.gather(*map(noting, ["write 3", *many]))
    assert order == ["soon 1", "soon 2", "write 1", "write 2", *many, "write 3"]
    assert commits == [4, 64, 37]


async def test_sqlite_lets_it_wait_for_the_commit_of_another(
    sqlite_address: str, rider: Rider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engines.sqlite_writer._RIDERS_WAIT_S", 24 * 3600)
    async with open_database(sqlite_address) as database:
        task = await riding(database, rider)
        assert await database.read(count_riders) == 0
        assert not task.done()
        await database.write(serial)
        await task
