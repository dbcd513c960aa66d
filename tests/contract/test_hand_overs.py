"""Hand-overs, and what one of the staff has, on both engines."""

from dataclasses import replace

from domain.programme.appeals import Stage
from domain.programme.hand_overs import HandOver
from services.ports.retention import Kept
from storage.database import Database
from tests.contract.test_appeals import SENT, keep

OFFERED = HandOver(70, -5, None, 9, "李", 1_000, (80, 81))


async def test_one_of_two_ends_it(stocked: Database) -> None:
    await stocked.write(lambda tx: tx.hand_overs.add(OFFERED))
    await stocked.write(lambda tx: tx.hand_overs.add(replace(OFFERED, id=71, by_id=8, thread_id=3)))
    assert await stocked.read(lambda tx: tx.hand_overs.open_of(-5, 9)) == [OFFERED]
    ended = replace(OFFERED, ended_at=2_000, heir_id=10, heir="王", taken=1)
    assert await stocked.write(lambda tx: tx.hand_overs.end(ended))
    assert not await stocked.write(lambda tx: tx.hand_overs.end(replace(ended, heir_id=11)))
    assert await stocked.read(lambda tx: tx.hand_overs.get(70)) == ended
    assert await stocked.read(lambda tx: tx.hand_overs.open_of(-5, 9)) == []


async def test_what_ended_goes_in_time_and_what_is_open_stays(stocked: Database) -> None:
    await stocked.write(lambda tx: tx.hand_overs.add(OFFERED))
    await stocked.write(lambda tx: tx.hand_overs.add(replace(OFFERED, id=71)))
    await stocked.write(lambda tx: tx.hand_overs.end(replace(OFFERED, ended_at=2_000)))
    await stocked.write(lambda tx: tx.retention.purge(Kept.HAND_OVERS, 2_000, 5))
    assert await stocked.read(lambda tx: tx.hand_overs.get(70))
    await stocked.write(lambda tx: tx.retention.purge(Kept.HAND_OVERS, 2_001, 5))
    assert await stocked.read(lambda tx: tx.hand_overs.get(70)) is None
    assert await stocked.read(lambda tx: tx.hand_overs.get(71))


async def test_what_one_of_the_staff_has(stocked: Database) -> None:
    mine = replace(SENT, holder_id=9, holder="李")
    await keep(
        stocked,
        replace(mine, id=81, serial=1, due_at=9_000),
        mine,
        replace(mine, id=82, serial=2, stage=Stage.FOLLOWED, due_at=None, followed_at=5_000),
        replace(mine, id=83, serial=3, stage=Stage.CLOSED, due_at=None),
        replace(mine, id=84, serial=4, holder_id=8),
        replace(mine, id=85, serial=5, queue="lighting"),
    )
    found = await stocked.read(lambda tx: tx.appeals.held(["rider-service"], 9, -5, 2))
    assert [(each.appeal.id, each.in_all) for each in found] == [(80, 3), (82, 3)]
