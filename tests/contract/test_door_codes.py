"""The codes at the doors of activities, on both engines."""

from dataclasses import replace

from domain.programme.door_codes import DoorCode
from services.ports.transaction import Transaction
from storage.database import Database
from tests.activities import TRAINING

DOOR = "D" * 16


async def test_a_code_is_known_until_it_is_removed(stocked: Database) -> None:
    training = replace(TRAINING, door=DOOR)
    codes = [DoorCode(f"CODE{number}", training.id, number) for number in (1_000, 2_000, 3_000)]

    async def show(tx: Transaction) -> None:
        await tx.activities.save(training)
        await tx.activities.save(replace(TRAINING, id=901))
        for code in codes:
            await tx.door_codes.add(code)

    await stocked.write(show)
    assert await stocked.read(lambda tx: tx.door_codes.at(DOOR)) == training
    assert await stocked.read(lambda tx: tx.door_codes.at("")) is None
    assert await stocked.read(lambda tx: tx.door_codes.newest(training.id)) == codes[-1]
    assert await stocked.read(lambda tx: tx.door_codes.newest(901)) is None
    await stocked.write(lambda tx: tx.door_codes.purge(2_000))
    assert await stocked.read(lambda tx: tx.door_codes.get("CODE1000")) is None
    assert await stocked.read(lambda tx: tx.door_codes.get("CODE2000")) == codes[1]
