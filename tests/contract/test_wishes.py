"""Wishes as they are kept, on both engines."""

import asyncio
from dataclasses import replace

import pytest

from domain.errors import Conflict
from domain.programme.wishes import Adopter, Step, Wish, WishStage
from services.ports.live_messages import LiveMessage
from services.ports.retention import Kept
from services.ports.transaction import Transaction
from storage.database import Database

DRAFT = Wish(500, 1, "rider-service", 1_000, words="手套", photo_id=7)
LISTED = replace(DRAFT, stage=WishStage.LISTED, month="2611", serial=1, asked_at=2_000, due_at=9_000)


async def keep(database: Database, *wishes: Wish) -> None:
    async def work(tx: Transaction) -> None:
        for each in wishes:
            await tx.wishes.add(each)

    await database.write(work)


def another(number: int, **changes: object) -> Wish:
    return replace(LISTED, id=500 + number, serial=1 + number, **changes)  # type: ignore[arg-type]


async def test_a_wish_is_kept_as_it_is_and_changed_where_it_stands(stocked: Database) -> None:
    await keep(stocked, DRAFT)
    assert await stocked.read(lambda tx: tx.wishes.get(500)) == DRAFT
    taken = LISTED.after(Step.ADOPT, 3_000, adopter=Adopter.STATION, adopter_ref="XH1", adopted_at=3_000)
    await stocked.write(lambda tx: tx.wishes.change(DRAFT, taken))
    assert await stocked.read(lambda tx: tx.wishes.get(500)) == taken
    with pytest.raises(Conflict):
        await stocked.write(lambda tx: tx.wishes.change(LISTED, DRAFT))
    await stocked.write(lambda tx: tx.wishes.drop_draft(500))
    assert await stocked.read(lambda tx: tx.wishes.get(500)) == taken


async def test_two_who_take_one_at_once_meet_there(stocked: Database) -> None:
    """Both read it as listed; the later one runs again and finds it taken."""
    await keep(stocked, LISTED)

    async def adopt(tx: Transaction, rider_id: int) -> bool:
        wish = await tx.wishes.get(500)
        assert wish is not None
        if wish.stage is not WishStage.LISTED:
            return False
        await tx.wishes.change(wish, wish.after(Step.ADOPT, 3_000, adopter=Adopter.RIDER, adopter_id=rider_id))
        return True

    done = await asyncio.gather(stocked.write(lambda tx: adopt(tx, 1)), stocked.write(lambda tx: adopt(tx, 2)))
    assert sorted(done) == [False, True]
    kept = await stocked.read(lambda tx: tx.wishes.get(500))
    assert kept is not None
    assert kept.adopter_id == (1, 2)[done.index(True)]


async def test_numbers_count_up_by_the_month(stocked: Database) -> None:
    async def count(month: str) -> int:
        return await stocked.write(lambda tx: tx.wishes.next_serial(month))

    assert [await count("2611"), await count("2611"), await count("2612")] == [1, 2, 1]


async def test_the_wall_has_what_is_listed_of_others_in_order(stocked: Database) -> None:
    soon, late = another(1, due_at=5_000), another(2, due_at=9_000)
    await keep(stocked, LISTED, soon, late, replace(DRAFT, id=600))

    async def page(after: Wish | None, limit: int = 9) -> list[int]:
        return [each.id for each in await stocked.read(lambda tx: tx.wishes.listed(2, after, limit))]

    assert await page(None) == [501, 500, 502]
    assert await page(soon) == [500, 502]
    assert await page(LISTED) == [502]
    assert await page(None, 1) == [501]
    assert await stocked.read(lambda tx: tx.wishes.listed(1, None, 9)) == []


async def test_what_a_rider_asked_for_and_has_taken(stocked: Database) -> None:
    taken = another(1, stage=WishStage.ADOPTED, adopter=Adopter.RIDER, adopter_id=2, asked_at=4_000)
    await keep(stocked, LISTED, taken)
    assert [each.id for each in await stocked.read(lambda tx: tx.wishes.of_rider(1, 5))] == [501, 500]
    assert [each.id for each in await stocked.read(lambda tx: tx.wishes.of_rider(1, 1))] == [501]
    assert await stocked.read(lambda tx: tx.wishes.taken_by(2, 5)) == [taken]
    assert await stocked.read(lambda tx: tx.wishes.taken_by(1, 5)) == []
    assert await stocked.read(lambda tx: tx.wishes.sent_since(1, 3_000)) == 1
    assert await stocked.read(lambda tx: tx.wishes.sent_since(1, 2_000)) == 2


async def test_what_queues_look_after_begins_with_what_waits_for_them(stocked: Database) -> None:
    asked = another(1, stage=WishStage.ASKED, at=5_000)
    over = another(2, stage=WishStage.THANKED, closed_at=6_000)
    elsewhere = another(3, queue="lighting")
    await keep(stocked, LISTED, asked, over, elsewhere)
    found = await stocked.read(lambda tx: tx.wishes.running(["rider-service"], 0, 9))
    assert [each.id for each in found] == [501, 500]
    assert [each.id for each in await stocked.read(lambda tx: tx.wishes.running(["rider-service"], 1, 9))] == [500]


async def test_what_is_over_goes_with_its_time_and_drafts_before(stocked: Database) -> None:

    async def purge(before: int) -> None:
        await stocked.write(lambda tx: tx.retention.purge(Kept.WISHES, before, 50))
        await stocked.write(lambda tx: tx.retention.purge(Kept.WISH_DRAFTS, before, 50))

    over = another(1, stage=WishStage.LAPSED, closed_at=6_000)
    await keep(stocked, DRAFT, over, another(2))
    await purge(1_000)
    assert len(await stocked.read(lambda tx: tx.wishes.of_rider(1, 9))) == 3
    await purge(6_001)
    assert [each.id for each in await stocked.read(lambda tx: tx.wishes.of_rider(1, 9))] == [502]


async def test_a_board_has_what_needs_somebody(stocked: Database) -> None:
    asked = another(1, stage=WishStage.ASKED, due_at=90_000)
    silent = another(2, stage=WishStage.ADOPTED, adopter=Adopter.QUEUE, heard_at=4_000, due_at=9_000)
    heard = another(3, stage=WishStage.ADOPTED, adopter=Adopter.QUEUE, heard_at=6_000, due_at=9_000)
    due = another(4, stage=WishStage.ADOPTED, adopter=Adopter.QUEUE, heard_at=6_000, due_at=9_000, by_when="2026-12-04")
    soon, later = another(5, due_at=9_000), another(6, due_at=10_000)
    await keep(stocked, asked, silent, heard, due, soon, later, another(7, stage=WishStage.ASKED, queue="lighting"))
    card = LiveMessage(f"wish_of:1:card:{soon.id}:-5", -5, 78, None, None, "text", "x")
    await stocked.write(lambda tx: tx.messages.put(card, 1))
    found = await stocked.read(lambda tx: tx.wishes.on_board(["rider-service"], -5, 5_000, 10_000, 10))
    assert [(each.wish.id, each.card_message) for each in found] == [
        (asked.id, None), (silent.id, None), (due.id, None), (soon.id, 78),
    ]  # fmt: skip
    assert {each.in_all for each in found} == {4}
    by_rider = another(8, stage=WishStage.ADOPTED, adopter=Adopter.RIDER, adopter_id=2)
    await keep(stocked, by_rider, another(9, stage=WishStage.FULFILLED, adopter=Adopter.QUEUE))
    assert await stocked.read(lambda tx: tx.wishes.taken_by_staff(["rider-service"])) == 3
    assert await stocked.read(lambda tx: tx.wishes.taken_by_staff(["lighting"])) == 0
