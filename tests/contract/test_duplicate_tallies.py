"""What was learned of repeats is counted once for each lesson, and read for the category that asks."""

import asyncio
from functools import partial

import pytest

from domain.reporting.duplicates import LISTS, SAME, Lesson, Sign, Tally, category_pair
from services.ports.transaction import Transaction
from storage.database import Database

NEAR = Sign("distance", "0")
PAIRS = [category_pair("lamp", "pole"), category_pair("lamp", "bin"), category_pair("bin", "pole")]
LESSON: Lesson = {NEAR: Tally(3, 1), SAME: Tally(2, 1), LISTS: Tally(1, 0), **dict.fromkeys(PAIRS, Tally(1, 1))}


async def learn(lesson: Lesson, tx: Transaction) -> None:
    await tx.duplicates.learn(lesson)


async def test_nothing_is_known_at_first(stocked: Database) -> None:
    known = await stocked.read(lambda tx: tx.duplicates.experience("lamp"))
    assert {known[sign] for sign in LESSON} == {Tally(0, 0)}


async def test_counts_add_up(stocked: Database) -> None:
    for _ in range(2):
        await stocked.write(partial(learn, LESSON))
    await stocked.write(partial(learn, {}))
    known = await stocked.read(lambda tx: tx.duplicates.experience("lamp"))
    assert (known[NEAR], known[SAME], known[LISTS]) == (Tally(6, 2), Tally(4, 2), Tally(2, 0))


async def test_the_pairs_of_the_category_are_read_whichever_of_both_it_is(stocked: Database) -> None:
    await stocked.write(partial(learn, LESSON))
    for category, known in (("lamp", PAIRS[:2]), ("bin", PAIRS[1:]), ("pole", [PAIRS[0], PAIRS[2]]), ("x", [])):
        experience = await stocked.read(lambda tx, category=category: tx.duplicates.experience(category))  # type: ignore[misc]
        assert [pair for pair in PAIRS if experience[pair].duplicates] == known
        assert experience[NEAR] == Tally(3, 1)


async def test_lessons_at_once_are_all_counted(stocked: Database) -> None:
    await asyncio.gather(*(stocked.write(partial(learn, LESSON)) for _ in range(20)))
    known = await stocked.read(lambda tx: tx.duplicates.experience("lamp"))
    assert known[NEAR] == Tally(60, 20)


async def test_what_failed_taught_nothing(stocked: Database) -> None:
    async def fail(tx: Transaction) -> None:
        await tx.duplicates.learn(LESSON)
        raise LookupError

    with pytest.raises(LookupError):
        await stocked.write(fail)
    known = await stocked.read(lambda tx: tx.duplicates.experience("lamp"))
    assert known[NEAR] == Tally(0, 0)
