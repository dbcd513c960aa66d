"""Who is called by a colour, and once a day, on both engines."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind
from domain.programme.activities import Activity, SignUp, SignUpState
from domain.programme.badges import Badge, Knight
from domain.programme.corps import Call, Called
from domain.reporting.reports import Report
from services.ports.transaction import Transaction
from services.programme import corps
from storage.database import Database
from tests.activities import TRAINING
from tests.usecases import Case

ALL = Call(TRAINING.id, "flame", "", 1_000, 5_000, "2026-11-24")
HERE = replace(ALL, community="C1")


async def hold(database: Database, rider: Rider, *numbers: int) -> None:
    """Riders who hold the colour; their ids are their numbers."""

    async def work(tx: Transaction) -> None:
        for number in numbers:
            if number != rider.id:
                await tx.riders.save(replace(rider, id=number, chat_id=100 * number))
            await tx.badges.give(Badge(number, Knight.FLAME, 1, 1))

    await database.write(work)


async def reached(database: Database, call: Call, after: int = 0, last: int = 99) -> list[int]:
    return [each.id for each in await database.read(lambda tx: tx.corps.to_call(call, after, last))]


async def test_holders_come_in_pages_each_once(stocked: Database, rider: Rider) -> None:
    await hold(stocked, rider, 1, 2, 3)
    await stocked.write(lambda tx: tx.badges.give(Badge(2, Knight.FLAME, 2, 1)))
    await stocked.write(lambda tx: tx.badges.give(Badge(2, Knight.ANGEL, 1, 1)))

    async def last(after: int, limit: int) -> int | None:
        return await stocked.read(lambda tx: tx.corps.last_holder("flame", after, limit))

    assert [await last(0, 2), await last(2, 2), await last(3, 2)] == [2, 3, None]
    assert await reached(stocked, ALL) == [1, 2, 3]
    assert await reached(stocked, ALL, 1, 2) == [2]
    assert await stocked.read(lambda tx: tx.corps.reaches(ALL)) == 3


async def test_who_left_is_banned_or_has_signed_up_is_not_reached(stocked: Database, rider: Rider) -> None:
    await hold(stocked, rider, 1, 2, 3, 4)

    async def work(tx: Transaction) -> None:
        await tx.riders.save(replace(rider, id=2, chat_id=200, barred=SanctionKind.BAN, barred_until=5_001))
        await tx.activities.save(TRAINING)
        await tx.activities.save_sign_up(SignUp(91, TRAINING.id, 3, 1, SignUpState.CANCELLED, 1))
        await tx.erasure.forget(rider, 6)

    await stocked.write(work)
    assert await reached(stocked, ALL) == [4]
    assert await reached(stocked, replace(ALL, now=5_001)) == [2, 4]
    assert await stocked.read(lambda tx: tx.corps.reaches(replace(ALL, now=5_001))) == 2


@pytest.mark.parametrize(
    ("merit", "at", "counts"),
    [
        (Merit.CHECKED, 2_000, True),
        (Merit.ANSWERED, 2_000, True),
        (Merit.WITNESS, 2_000, True),
        (Merit.CHECKED, 900, False),
        (Merit.TAKEN_BACK, 2_000, False),
    ],
)
async def test_a_community_has_who_reported_or_checked_there_lately(
    stocked: Database, rider: Rider, report: Report, merit: Merit, at: int, *, counts: bool
) -> None:
    await hold(stocked, rider, 1, 2)
    await stocked.write(lambda tx: tx.ledger.add(Entry("a", 2, report.id, merit, 0, "2026-11-23", at)))
    assert report.community == "C1"
    before = replace(HERE, since=report.submitted_at)
    assert await reached(stocked, replace(before, since=min(before.since, at + 1 if not counts else at)), 1) == (
        [2] if counts else []
    )
    assert await reached(stocked, before, 0, 1) == [1]
    assert await reached(stocked, replace(before, since=report.submitted_at + 1), 0, 1) == []
    assert await reached(stocked, replace(before, community="C2")) == []


async def test_a_rider_is_noted_once_a_day_and_forgotten_after_it(stocked: Database, rider: Rider) -> None:
    await hold(stocked, rider, 1, 2)
    called = Called(1, ALL.day, TRAINING.id, 5_000)
    assert await stocked.write(lambda tx: tx.corps.note(called))
    assert not await stocked.write(lambda tx: tx.corps.note(replace(called, activity_id=901)))
    assert await stocked.read(lambda tx: tx.corps.of_rider(1)) == [called]
    assert await reached(stocked, ALL) == [2]
    assert await reached(stocked, replace(ALL, day="2026-11-25")) == [1, 2]
    await stocked.write(lambda tx: tx.corps.purge(5_000))
    assert await stocked.read(lambda tx: tx.corps.of_rider(1)) == [called]
    await stocked.write(lambda tx: tx.corps.purge(5_001))
    assert await stocked.read(lambda tx: tx.corps.of_rider(1)) == []


async def test_who_leaves_takes_along_that_they_were_called(stocked: Database, rider: Rider) -> None:
    await stocked.write(lambda tx: tx.corps.note(Called(1, ALL.day, TRAINING.id, 5_000)))
    await stocked.write(lambda tx: tx.erasure.forget(rider, 6_000))
    assert await stocked.read(lambda tx: tx.corps.of_rider(1)) == []


async def test_the_wish_not_to_be_called_is_kept(stocked: Database, rider: Rider) -> None:
    await hold(stocked, rider, 1)
    await stocked.write(lambda tx: tx.riders.save(replace(rider, calls=False)))
    kept = await stocked.read(lambda tx: tx.riders.get(1))
    assert kept is not None
    assert kept.calls is False
    assert await reached(stocked, ALL) == []


async def test_of_two_who_call_at_once_one_does(town: Case) -> None:
    activity = replace(TRAINING, calls="angel", starts_at=town.clock.at + 10**8, ends_at=town.clock.at + 2 * 10**8)
    await town.database.write(lambda tx: tx.activities.save(activity))

    async def call(tx: Transaction) -> bool:
        found = await tx.activities.get(activity.id)
        assert found is not None
        return await corps.call(tx, town.deps, found, corps.agreed(found))

    done = await asyncio.gather(*(town.database.write(call) for _ in range(4)))
    assert sorted(done) == [False, False, False, True]


async def test_two_calls_at_once_reach_a_rider_once(
    town: Case, processes: tuple[Database, Database], rider: Rider
) -> None:
    await hold(town.database, rider, 2, 3, 4)
    both = [
        replace(TRAINING, id=each, starts_at=town.clock.at + 10**8, ends_at=town.clock.at + 2 * 10**8, calls="flame")
        for each in (900, 901)
    ]
    for activity in both:
        await town.database.write(partial(keep, activity=activity))
    await asyncio.gather(
        *(
            database.write(partial(corps.go_on, deps=town.deps, key=f"{activity.id}:0:0:{town.clock.at}"))
            for database, activity in zip(processes, both, strict=True)
        )
    )
    told = [call.chat for call in await town.told()]
    assert sorted(told) == [200, 300, 400]


async def keep(tx: Transaction, activity: Activity) -> None:
    await tx.activities.save(activity)


@given(acts=st.lists(st.tuples(st.integers(1, 3), st.integers(0, 3), st.integers(1, 4)), max_size=12))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
async def test_whatever_calls_riders_it_is_once_a_day(
    stocked: Database, rider: Rider, acts: Sequence[tuple[int, int, int]]
) -> None:
    await hold(stocked, rider, 1, 2, 3)
    await stocked.write(lambda tx: tx.corps.purge(10_000))
    told = set[tuple[int, int]]()
    for number, day, activity in acts:
        call = replace(ALL, day=(date(2026, 11, 24) + timedelta(day)).isoformat())
        is_reached = number in await reached(stocked, call)
        noting = partial(note, called=Called(number, call.day, activity, 5_000))
        assert (await stocked.write(noting)) is is_reached is ((number, day) not in told)
        told.add((number, day))


async def note(tx: Transaction, called: Called) -> bool:
    return await tx.corps.note(called)
