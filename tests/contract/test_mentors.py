"""Riders' own invites and who came by them, on both engines."""

import asyncio
from dataclasses import replace

import pytest

from domain.errors import Conflict
from domain.people.riders import Rider
from domain.programme.mentors import Mentoring
from domain.reporting.reports import Report
from services.ports.transaction import Transaction
from storage.database import Database

CAME = Mentoring(2, 1, 1, 5_000)


@pytest.fixture
async def pair(stocked: Database, rider: Rider) -> Database:
    """Two riders more, who came by nobody's invite."""

    async def stock(tx: Transaction) -> None:
        for number in (2, 3):
            await tx.riders.save(replace(rider, id=number, chat_id=number))

    await stocked.write(stock)
    return stocked


async def test_a_rider_has_one_code(pair: Database) -> None:
    assert await pair.read(lambda tx: tx.mentors.code_of(1)) is None
    await pair.write(lambda tx: tx.mentors.add_code("ABC", 1))
    assert await pair.read(lambda tx: tx.mentors.code_of(1)) == "ABC"
    assert await pair.read(lambda tx: tx.mentors.whose("ABC")) == 1
    assert await pair.read(lambda tx: tx.mentors.whose("XYZ")) is None
    with pytest.raises(Conflict):
        await pair.write(lambda tx: tx.mentors.add_code("DEF", 1))


async def test_a_newcomer_comes_once_and_is_credited_once(pair: Database) -> None:
    await pair.write(lambda tx: tx.mentors.add(CAME))
    with pytest.raises(Conflict):
        await pair.write(lambda tx: tx.mentors.add(replace(CAME, mentor_id=3)))
    with pytest.raises(Conflict):
        await pair.write(lambda tx: tx.mentors.add(replace(CAME, newcomer_id=3)))
    credited = await asyncio.gather(*(pair.write(lambda tx: tx.mentors.credit(2, 7_000)) for _ in range(8)))
    assert sorted(credited) == [False] * 7 + [True]
    await pair.write(lambda tx: tx.mentors.add(replace(CAME, newcomer_id=3, number=2)))
    came = replace(CAME, credited_at=7_000)
    assert await pair.read(lambda tx: tx.mentors.of_newcomer(2)) == came
    assert await pair.read(lambda tx: tx.mentors.by(1)) == [replace(CAME, newcomer_id=3, number=2), came]
    assert await pair.read(lambda tx: tx.mentors.of_newcomer(1)) is None
    assert not await pair.write(lambda tx: tx.mentors.credit(1, 7_000))


@pytest.mark.parametrize("leaves", [1, 2])
async def test_whoever_is_forgotten_is_nobody_s_mentor_or_newcomer(pair: Database, rider: Rider, leaves: int) -> None:
    await pair.write(lambda tx: tx.mentors.add(CAME))
    await pair.write(lambda tx: tx.mentors.add_code("ABC", leaves))
    chat = rider.chat_id if leaves == 1 else leaves
    await pair.write(lambda tx: tx.erasure.forget(replace(rider, id=leaves, chat_id=chat), 7_000))
    assert await pair.read(lambda tx: tx.mentors.of_newcomer(2)) is None
    assert await pair.read(lambda tx: tx.mentors.whose("ABC")) is None


async def test_a_newcomer_who_has_earned_points_stays_with_the_mentor_when_forgotten(
    pair: Database, rider: Rider, report: Report
) -> None:
    await pair.write(
        lambda tx: tx.reports.add(replace(report, id=21, rider_id=2, number=replace(report.number, serial=9)))
    )
    came = replace(CAME, credited_at=7_000)
    await pair.write(lambda tx: tx.mentors.add(came))
    await pair.write(lambda tx: tx.erasure.forget(replace(rider, id=2, chat_id=2), 8_000))
    assert await pair.read(lambda tx: tx.mentors.by(1)) == [came]
    await pair.write(lambda tx: tx.erasure.forget(rider, 8_000))
    assert await pair.read(lambda tx: tx.mentors.by(1)) == []
