"""Trainings and badges, on both engines."""

from dataclasses import replace

from domain.people.riders import Rider
from domain.programme.badges import Knight, Training
from services.ports.transaction import Transaction
from storage.database import Database

FIRE = Training("activity:5:1", 1, Knight.FLAME, 5_000)


async def complete(database: Database, *trainings: Training) -> list[bool]:
    async def work(tx: Transaction) -> list[bool]:
        return [await tx.badges.complete(each) for each in trainings]

    return await database.write(work)


async def test_a_training_counts_once_for_each_cause(stocked: Database) -> None:
    again = replace(FIRE, cause="lesson:fire:1", at=4_000)
    traffic = replace(FIRE, cause="activity:6:1", knight=Knight.FLASH)
    assert await complete(stocked, FIRE, FIRE, again, traffic) == [True, False, True, True]
    assert await stocked.read(lambda tx: tx.badges.trainings_of(1)) == [again, FIRE, traffic]


async def test_a_training_that_was_none_can_be_taken_back_and_completed_again(stocked: Database) -> None:
    await complete(stocked, FIRE)
    assert await stocked.write(lambda tx: tx.badges.uncomplete(FIRE.cause))
    assert not await stocked.write(lambda tx: tx.badges.uncomplete(FIRE.cause))
    assert await complete(stocked, FIRE) == [True]


async def test_trainings_go_with_their_rider(stocked: Database, rider: Rider) -> None:
    await complete(stocked, FIRE)
    await stocked.write(lambda tx: tx.erasure.forget(rider, 7_000))
    assert await stocked.read(lambda tx: tx.badges.trainings_of(1)) == []
