"""Counts by the hour."""

import asyncio

from domain.people.paces import Spent
from storage.database import Database

HOUR = 3_600_000


async def test_a_period_begins_with_the_first_time_and_ends(database: Database) -> None:
    async def spend(now: int, key: str = "k") -> Spent:
        return await database.write(lambda tx: tx.paces.spend(key, now, HOUR))

    assert await spend(5_000) == Spent(5_000, 1)
    assert await spend(6_000) == Spent(5_000, 2)
    assert await spend(6_000, "another") == Spent(6_000, 1)
    assert await spend(5_000 + HOUR - 1) == Spent(5_000, 3)
    assert await spend(5_000 + HOUR) == Spent(5_000 + HOUR, 1)


async def test_a_clock_set_back_begins_a_new_period(database: Database) -> None:
    await database.write(lambda tx: tx.paces.spend("k", 90 * HOUR, HOUR))
    assert await database.write(lambda tx: tx.paces.spend("k", HOUR, HOUR)) == Spent(HOUR, 1)


async def test_two_are_counted_at_once_each_in_its_own_period(database: Database) -> None:
    async def spend(now: int) -> list[Spent]:
        return await database.write(lambda tx: tx.paces.spend_both(["z", "a"], now, HOUR))

    await database.write(lambda tx: tx.paces.spend("a", 1_000, HOUR))
    assert await spend(2_000) == [Spent(2_000, 1), Spent(1_000, 2)]
    assert await spend(1_000 + HOUR) == [Spent(2_000, 2), Spent(1_000 + HOUR, 1)]


async def test_those_who_come_at_once_are_all_counted(database: Database) -> None:
    await asyncio.gather(*(database.write(lambda tx: tx.paces.spend("k", 5_000, HOUR)) for _ in range(12)))
    assert await database.write(lambda tx: tx.paces.spend("k", 5_000, HOUR)) == Spent(5_000, 13)


async def test_old_counts_go(database: Database) -> None:
    await database.write(lambda tx: tx.paces.spend("old", 1_000, HOUR))
    await database.write(lambda tx: tx.paces.spend("new", 9_000, HOUR))
    assert await database.write(lambda tx: tx.paces.purge(9_000)) == 1
    assert await database.write(lambda tx: tx.paces.spend("new", 9_000, HOUR)) == Spent(9_000, 2)
