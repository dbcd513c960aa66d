"""The points ledger."""

import asyncio
from dataclasses import replace
from functools import partial

import pytest

from domain.people.points import Awards, Entry, Merit, capped, witnessed_enough
from domain.people.riders import Rider
from domain.programme.teams import Stay, Team
from domain.week.exports import Place, Subject
from domain.week.weeks import Span
from services.ports.exports import ExportedEntry
from services.ports.transaction import Transaction
from storage.database import Database

DAY = "2026-11-23"


@pytest.fixture
def entry() -> Entry:
    return Entry("routed:20:1", 1, 20, Merit.ROUTED, 1, DAY, 5_000)


async def put(database: Database, *entries: Entry) -> None:
    async def put_all(tx: Transaction) -> None:
        for entry in entries:
            await tx.ledger.add(entry)

    await database.write(put_all)


async def test_a_cause_has_one_entry(stocked: Database, entry: Entry) -> None:
    assert not await stocked.read(lambda tx: tx.ledger.knows(entry.cause))
    assert await stocked.write(lambda tx: tx.ledger.add(entry))
    assert not await stocked.write(lambda tx: tx.ledger.add(replace(entry, points=9)))
    assert await stocked.read(lambda tx: tx.ledger.knows(entry.cause))
    assert await stocked.read(lambda tx: tx.ledger.of_cause(entry.cause)) == entry
    assert await stocked.read(lambda tx: tx.ledger.of_cause("else")) is None
    assert await stocked.read(lambda tx: tx.ledger.balance(1)) == 1
    assert await stocked.read(lambda tx: tx.ledger.earned_on(1, DAY)) == 1


async def test_a_balance_is_the_sum_and_a_day_counts_what_was_earned(stocked: Database, entry: Entry) -> None:
    await put(
        stocked,
        entry,
        replace(entry, cause="b", points=4),
        replace(entry, cause="c", points=-3),
        replace(entry, cause="d", points=0),
        replace(entry, cause="e", points=7, day="2026-11-24"),
    )
    assert await stocked.read(lambda tx: tx.ledger.balance(1)) == 9
    assert await stocked.read(lambda tx: tx.ledger.earned_on(1, DAY)) == 5
    assert await stocked.read(lambda tx: tx.ledger.balance(2)) == 0
    assert await stocked.read(lambda tx: tx.ledger.earned_on(2, DAY)) == 0


async def test_spending_is_of_the_balance_and_of_no_day_or_week_that_earned(stocked: Database, entry: Entry) -> None:
    spent = replace(entry, cause="spent", report_id=None, merit=Merit.SPENT, points=-3)
    given_back = replace(spent, cause="given_back", merit=Merit.GIVEN_BACK, points=3)
    await put(stocked, replace(entry, points=9), spent, given_back, replace(spent, cause="again"))
    assert await stocked.read(lambda tx: tx.ledger.balance(1)) == 6
    assert await stocked.read(lambda tx: tx.ledger.earned_on(1, DAY)) == 9
    week = await stocked.read(lambda tx: tx.weeks.rider(1, Span(0, 10_000)))
    assert (week.points, week.balance) == (9, 6)
    assert (await stocked.read(lambda tx: tx.ledger.last(1, 1)))[0].report_id is None
    exported = await stocked.read(lambda tx: tx.exports.page(Subject.POINTS, Place(0, 0), Place(10_000, 0), 10))
    assert [(row.merit, row.month) for row in exported if isinstance(row, ExportedEntry)] == [
        ("routed", "2611"), ("spent", ""), ("given_back", ""), ("spent", ""),
    ]  # fmt: skip


async def test_entries_come_back_in_order(stocked: Database, entry: Entry) -> None:
    entries = [replace(entry, cause=cause, at=at) for cause, at in (("z", 1), ("a", 1), ("m", 2))]
    await put(stocked, *entries)
    assert await stocked.read(lambda tx: tx.ledger.of_report(20)) == tuple(entries)
    assert await stocked.read(lambda tx: tx.ledger.last(1, 2)) == [entries[2], entries[1]]
    await put(stocked, replace(entry, cause="of_none", at=3, report_id=None))
    report = await stocked.read(lambda tx: tx.reports.get(20))
    assert report is not None
    assert await stocked.read(lambda tx: tx.ledger.last_numbered(1, 2)) == [
        (replace(entry, cause="of_none", at=3, report_id=None), None),
        (entries[2], report.number),
    ]


async def test_awards_at_once_never_pass_the_cap(stocked: Database, entry: Entry) -> None:
    cap = 10

    async def award(number: int, tx: Transaction) -> None:
        points = capped(4, await tx.ledger.earned_on(1, DAY), cap)
        await tx.ledger.add(replace(entry, cause=f"witness:{number}", points=points))

    await asyncio.gather(*(stocked.write(partial(award, number)) for number in range(16)))
    assert await stocked.read(lambda tx: tx.ledger.balance(1)) == cap
    assert len(await stocked.read(lambda tx: tx.ledger.last(1, 100))) == 16


async def test_witnessing_at_once_never_earns_oftener_than_allowed(stocked: Database, entry: Entry) -> None:
    allowed = 3

    async def award(number: int, tx: Transaction) -> None:
        times = await tx.ledger.count_of(1, Merit.WITNESS, DAY)
        points = 0 if witnessed_enough(times, Awards(witness_per_day=allowed)) else 2
        await tx.ledger.add(replace(entry, cause=f"witness:{number}", merit=Merit.WITNESS, points=points))

    await asyncio.gather(*(stocked.write(partial(award, number)) for number in range(16)))
    assert await stocked.read(lambda tx: tx.ledger.balance(1)) == 2 * allowed
    assert await stocked.read(lambda tx: tx.ledger.count_of(1, Merit.WITNESS, "2026-11-24")) == 0
    assert await stocked.read(lambda tx: tx.ledger.count_of(1, Merit.ROUTED, DAY)) == 0


async def test_checks_of_team_mates_at_once_never_earn_oftener_than_allowed(stocked: Database, rider: Rider) -> None:
    allowed, week = 3, Span(0, 9_000)

    async def stock(tx: Transaction) -> None:
        await tx.riders.save(replace(rider, id=2, chat_id=2))
        await tx.teams.save_teams([Team("east", "城东队", "East")])
        await tx.teams.save_stay(Stay(50, 1, "east", 1, 0))
        await tx.teams.save_stay(Stay(51, 2, "east", 2, 0))

    async def award(number: int, tx: Transaction) -> None:
        points = 2 if await tx.ledger.checks_of_mates(2, week) < allowed else 0
        await tx.ledger.add(Entry(f"checked:{number}", 2, 20, Merit.CHECKED, points, DAY, 5_000))

    await stocked.write(stock)
    await asyncio.gather(*(stocked.write(partial(award, number)) for number in range(16)))
    assert await stocked.read(lambda tx: tx.ledger.balance(2)) == 2 * allowed
    assert await stocked.read(lambda tx: tx.ledger.checks_of_mates(2, Span(5_001, 9_000))) == 0
    assert await stocked.read(lambda tx: tx.ledger.checks_of_mates(1, week)) == 0
