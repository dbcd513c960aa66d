"""Vouchers, and what is redeemed of each reward."""

import asyncio
from dataclasses import replace
from functools import partial

import pytest

from domain.district.rewards import Taken
from domain.people.points import Entry, Held, Merit
from domain.programme.vouchers import Voucher, VoucherState
from services.ports.retention import Kept
from services.ports.transaction import Transaction
from storage.database import Database

MONTH = "2026-11"


@pytest.fixture
def voucher() -> Voucher:
    places = ("property", "EAST1")
    return Voucher(50, 1, "water", "矿泉水", "Water", 10, places, "ABCDEFGH", MONTH, VoucherState.OPEN, 5, 90)


async def save(database: Database, *vouchers: Voucher) -> None:
    async def save_all(tx: Transaction) -> None:
        for voucher in vouchers:
            await tx.vouchers.save(voucher)

    await database.write(save_all)


async def test_a_voucher_is_found_by_its_id_and_by_every_code_that_it_had(stocked: Database, voucher: Voucher) -> None:
    assert await stocked.read(lambda tx: tx.vouchers.get(50)) is None
    await save(stocked, voucher)
    anew = replace(voucher, code="STUVWXYZ")
    await save(stocked, anew)
    assert await stocked.read(lambda tx: tx.vouchers.of_code("ABCDEFGH")) == anew
    assert await stocked.read(lambda tx: tx.vouchers.of_code("STUVWXYZ")) == anew
    assert await stocked.read(lambda tx: tx.vouchers.of_code("JJJJJJJJ")) is None
    handed = replace(
        anew, state=VoucherState.HANDED_OUT, closed_at=60, queue="property", staff_id=9, staff_name="李主任"
    )
    await save(stocked, handed)
    assert await stocked.read(lambda tx: tx.vouchers.get(50)) == handed


async def test_open_ones_are_listed_newest_first_and_by_reward(stocked: Database, voucher: Voucher) -> None:
    gloves = replace(voucher, id=51, reward="gloves", code="B" * 8, at=6)
    ended = replace(voucher, id=52, code="C" * 8, state=VoucherState.ENDED, closed_at=8, at=7)
    await save(stocked, voucher, gloves, ended)
    assert await stocked.read(lambda tx: tx.vouchers.open_of(1)) == [gloves, voucher]
    assert await stocked.read(lambda tx: tx.vouchers.of_rider(1)) == [ended, gloves, voucher]
    assert await stocked.read(lambda tx: tx.vouchers.open_of(2)) == []
    assert await stocked.read(lambda tx: tx.vouchers.open_after("", 0, 1)) == [gloves]
    assert await stocked.read(lambda tx: tx.vouchers.open_after("gloves", 51, 5)) == [voucher]


async def test_what_is_redeemed_counts_for_all_for_the_month_and_for_the_rider(
    stocked: Database, voucher: Voucher
) -> None:
    async def count(tx: Transaction) -> None:
        await tx.vouchers.count(voucher, 1)
        await tx.vouchers.count(voucher, 1)
        await tx.vouchers.count(replace(voucher, rider_id=2), 1)
        await tx.vouchers.count(replace(voucher, month="2026-10"), 1)
        await tx.vouchers.count(voucher, -1)

    await stocked.write(count)
    assert await stocked.read(lambda tx: tx.vouchers.taken(1, MONTH)) == {"water": Taken(3, 20, 1)}
    assert await stocked.read(lambda tx: tx.vouchers.taken(3, "2026-10")) == {"water": Taken(3, 10, 0)}
    await stocked.write(lambda tx: tx.vouchers.purge_taken(MONTH))
    assert await stocked.read(lambda tx: tx.vouchers.taken(1, "2026-10")) == {"water": Taken(3, 0, 0)}
    assert await stocked.read(lambda tx: tx.vouchers.taken(1, MONTH)) == {"water": Taken(3, 20, 1)}


async def test_codes_go_long_after_the_end_and_with_their_rider(stocked: Database, voucher: Voucher) -> None:
    await save(stocked, voucher, replace(voucher, id=51, code="B" * 8, ends_at=900))
    assert not await stocked.write(lambda tx: tx.retention.purge(Kept.VOUCHER_CODES, 91, 10))
    assert await stocked.read(lambda tx: tx.vouchers.of_code("ABCDEFGH")) is None
    assert await stocked.read(lambda tx: tx.vouchers.of_code("B" * 8)) is not None
    await stocked.write(lambda tx: tx.vouchers.forget_codes(1))
    assert await stocked.read(lambda tx: tx.vouchers.of_code("B" * 8)) is None


async def test_one_balance_is_spent_once_however_many_spend_at_once(stocked: Database) -> None:
    earned = Entry("earned", 1, 20, Merit.ROUTED, 25, "2026-11-23", 5)
    await stocked.write(lambda tx: tx.ledger.add(earned))

    async def spend(number: int, tx: Transaction) -> None:
        if await tx.ledger.balance(1) >= 10:
            await tx.ledger.add(Entry(f"spent:{number}", 1, None, Merit.SPENT, -10, "2026-11-23", 6))

    await asyncio.gather(*(stocked.write(partial(spend, number)) for number in range(8)))
    assert await stocked.read(lambda tx: tx.ledger.balance(1)) == 5


async def test_the_last_piece_is_redeemed_once_however_many_try_at_once(stocked: Database, voucher: Voucher) -> None:
    async def redeem(number: int, tx: Transaction) -> None:
        if (await tx.vouchers.taken(number, MONTH)).get("water", Taken()).pieces < 1:
            await tx.vouchers.count(replace(voucher, rider_id=number), 1)

    await asyncio.gather(*(stocked.write(partial(redeem, number)) for number in range(1, 9)))
    assert (await stocked.read(lambda tx: tx.vouchers.taken(1, MONTH)))["water"].pieces == 1


async def test_two_desks_at_once_hand_out_once(stocked: Database, voucher: Voucher) -> None:
    await save(stocked, voucher)

    async def hand_out(desk: int, tx: Transaction) -> bool:
        known = await tx.vouchers.get(50)
        assert known
        if known.state is not VoucherState.OPEN:
            return False
        await tx.vouchers.save(replace(known, state=VoucherState.HANDED_OUT, closed_at=9, staff_id=desk))
        return True

    handed = await asyncio.gather(*(stocked.write(partial(hand_out, desk)) for desk in range(6)))
    assert sorted(handed) == [False] * 5 + [True]


async def test_what_is_left_of_old_points_is_what_was_not_spent_since(stocked: Database) -> None:
    entries = [
        Entry("a", 1, 20, Merit.ROUTED, 30, "2025-12-31", 5),
        Entry("b", 1, 20, Merit.ACCEPTED, 8, "2026-01-01", 10),
        Entry("c", 1, None, Merit.SPENT, -20, "2026-02-01", 11),
        Entry("d", 1, None, Merit.GIVEN_BACK, 15, "2026-02-02", 12),
    ]

    async def add(tx: Transaction) -> None:
        for entry in entries:
            await tx.ledger.add(entry)

    await stocked.write(add)
    held = await stocked.read(lambda tx: tx.ledger.held_since(1, 10))
    assert (held, held.old) == (Held(30, 5, 33), 25)
    assert (await stocked.read(lambda tx: tx.ledger.held_since(2, 10))).old == 0


async def test_old_points_that_were_taken_back_since_are_no_old_points_any_more(stocked: Database) -> None:
    entries = [
        Entry("a", 1, 20, Merit.ROUTED, 30, "2025-12-31", 5),
        Entry("b", 1, None, Merit.MENTOR, 4, "2025-12-31", 6),
        Entry("c", 1, None, Merit.MENTOR, 20, "2026-01-02", 11),
        Entry("d", 1, 20, Merit.ACCEPTED, 6, "2026-01-02", 12),
        Entry("e", 1, 20, Merit.TAKEN_BACK, -36, "2026-01-03", 13),
    ]

    async def add(tx: Transaction) -> None:
        for entry in entries:
            await tx.ledger.add(entry)

    await stocked.write(add)
    held = await stocked.read(lambda tx: tx.ledger.held_since(1, 10))
    assert (held, held.old) == (Held(4, 0, 24), 4)
