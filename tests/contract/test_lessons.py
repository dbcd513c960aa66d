"""How far riders are with lessons, on both engines."""

from dataclasses import replace

from domain.programme.lessons import Attempt
from services.ports.transaction import Transaction
from storage.database import Database

FIRE = Attempt(70, 1, "fire", "mark", 1, 5_000)


async def keep(database: Database, *attempts: Attempt) -> None:
    async def work(tx: Transaction) -> None:
        for each in attempts:
            await tx.lessons.keep(each)

    await database.write(work)


async def test_the_newest_attempt_at_each_lesson_is_kept(stocked: Database) -> None:
    assert await stocked.read(lambda tx: tx.lessons.at(1, "fire")) is None
    later = replace(FIRE, id=71, number=2, answers=(0, 2, 1), at=9_000, done_at=9_000, done_in=2)
    traffic = replace(FIRE, id=72, lesson="traffic", answers=(1,))
    await keep(stocked, FIRE, later, traffic)
    assert await stocked.read(lambda tx: tx.lessons.at(1, "fire")) == later
    assert await stocked.read(lambda tx: tx.lessons.of_rider(1)) == [later, traffic]
    assert await stocked.read(lambda tx: tx.lessons.of_rider(2)) == []
