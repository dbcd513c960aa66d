"""What is there for one and redeemed by two at the same moment goes to one; nothing open is left below zero."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from domain.district.rewards import Reward
from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.programme.desks import Desk
from domain.programme.errors import RewardRefused
from domain.programme.vouchers import VoucherState
from services.people import covering
from services.ports.transaction import Transaction
from services.programme import handing_out, rewards
from storage.database import Database
from tests.usecases import START, Case

WATER = Reward("water", "矿泉水", "Water", 10, ("drainage",))
"""No stock, no limit and no budget: each test adds the one that it is about."""


def has(town: Case, *listed: Reward) -> None:
    town.has_district(rewards={each.id: each for each in listed})


async def earned(town: Case, number: int, points: int) -> Rider:
    rider = await town.rider(number)
    entry = Entry(f"earned:{number}", number, None, Merit.ANSWERED, points, "2026-11-24", START)
    await town.database.write(lambda tx: tx.ledger.add(entry))
    return rider


async def redeem_at_once(
    town: Case, processes: tuple[Database, Database], riders: Sequence[Rider], names: Sequence[str] = ("water", "water")
) -> list[str]:
    """Let both read what there is before either writes, and return the reasons for which somebody was refused."""
    met = asyncio.Barrier(2) if processes[0] is not processes[1] else None
    attempts = [0, 0]

    async def redeem(nth: int) -> str:
        asked = town.numbers.new()

        async def work(tx: Transaction) -> None:
            attempts[nth] += 1
            await tx.ledger.balance(riders[nth].id)
            if met is not None and attempts[nth] == 1:
                await met.wait()
            await rewards.redeem(tx, town.deps, riders[nth], asked, names[nth], WATER.points, 5)

        try:
            await processes[nth].write(work)
        except RewardRefused as refused:
            return refused.why
        return ""

    return sorted(await asyncio.gather(redeem(0), redeem(1)))


async def test_an_undo_leaves_nothing_open_below_zero_whatever_is_taken_back_at_once(
    town: Case, processes: tuple[Database, Database]
) -> None:
    has(town, WATER)
    rider, desk = await earned(town, 7, 10), Desk(900, "李主任", "drainage")
    asked = town.numbers.new()
    await town.do(rewards.redeem, rider, asked, WATER.id, WATER.points, 5)
    code = next(iter(await town.database.read(lambda tx: tx.vouchers.open_of(rider.id)))).code
    await town.do(handing_out.hand_out, desk, asked, code)
    met = asyncio.Barrier(2) if processes[0] is not processes[1] else None
    waited = set[str]()

    async def both_begun(tx: Transaction, who: str) -> None:
        await tx.ledger.balance(rider.id)
        if met is not None and who not in waited:
            waited.add(who)
            await met.wait()

    async def undo(tx: Transaction) -> None:
        await both_begun(tx, "desk")
        await handing_out.undo(tx, town.deps, desk.user_id, asked)

    async def take_back(tx: Transaction) -> None:
        await both_begun(tx, "staff")
        await tx.ledger.add(Entry("taken_back", rider.id, None, Merit.TAKEN_BACK, -10, "2026-11-24", START))
        await covering.cover(tx, town.deps, rider.id)

    await asyncio.gather(processes[0].write(undo), processes[1].write(take_back))
    voucher = await town.database.read(lambda tx: tx.vouchers.get(asked))
    assert voucher is not None
    assert (voucher.state, await town.balance(rider)) == (VoucherState.CANCELLED, 0)


async def taken_by(town: Case, *riders: Rider) -> list[int]:
    """How many vouchers each has; each is paid once."""

    async def look(tx: Transaction) -> list[int]:
        counts = [len(await tx.vouchers.of_rider(rider.id)) for rider in riders]
        entries = [await tx.ledger.last(rider.id, 9) for rider in riders]
        assert [sum(each.merit is Merit.SPENT for each in some) for some in entries] == counts
        return counts

    return await town.database.read(look)


async def test_the_last_piece_goes_to_one(town: Case, processes: tuple[Database, Database]) -> None:
    has(town, replace(WATER, stock=1))
    one, other = await earned(town, 7, 50), await earned(town, 8, 50)
    assert await redeem_at_once(town, processes, [one, other]) == ["", "sold_out"]
    assert sorted(await taken_by(town, one, other)) == [0, 1]


async def test_the_last_of_a_months_budget_goes_to_one(town: Case, processes: tuple[Database, Database]) -> None:
    has(town, replace(WATER, budget=2 * WATER.points - 1))
    one, other = await earned(town, 7, 50), await earned(town, 8, 50)
    assert await redeem_at_once(town, processes, [one, other]) == ["", "budget"]
    assert sorted(await taken_by(town, one, other)) == [0, 1]


async def test_who_redeems_twice_at_once_stays_within_their_limit(
    town: Case, processes: tuple[Database, Database]
) -> None:
    has(town, replace(WATER, limit=1))
    rider = await earned(town, 7, 50)
    assert await redeem_at_once(town, processes, [rider, rider]) == ["", "limit"]
    assert await taken_by(town, rider) == [1]
    assert await town.balance(rider) == 40


async def test_who_redeems_twice_at_once_spends_no_point_twice(
    town: Case, processes: tuple[Database, Database]
) -> None:
    has(town, WATER, replace(WATER, id="gloves"))
    rider = await earned(town, 7, 15)
    assert await redeem_at_once(town, processes, [rider, rider], ("water", "gloves")) == ["", "short"]
    assert await town.balance(rider) == 5
