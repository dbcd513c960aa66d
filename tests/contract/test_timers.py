"""Timers: created once, fired once."""

from dataclasses import replace
from typing import cast

import pytest

from domain.timers import Timer, TimerKind
from services.ports.transaction import Transaction
from storage.database import Database
from storage.repositories.timers import SqlTimers
from storage.session import Kind


@pytest.fixture
def timer() -> Timer:
    return Timer(TimerKind.OVERDUE, "20:0", 1_000)


async def put(database: Database, *timers: Timer) -> None:
    async def put_all(tx: Transaction) -> None:
        for timer in timers:
            await tx.timers.put(timer)

    await database.write(put_all)


async def wakes(database: Database, *timers: Timer) -> bool:
    """Put timers at once; return whether their commit wakes who sleeps until the next one."""

    async def put_all(tx: Transaction) -> bool:
        await tx.timers.put_all(timers)
        return Kind.TIMERS in cast("SqlTimers", tx.timers)._session.wakes

    return await database.write(put_all)


async def due(database: Database, now: int, limit: int = 100) -> list[Timer]:
    return await database.read(lambda tx: tx.timers.due(now, limit))


async def test_a_timer_is_due_from_its_time_on(database: Database, timer: Timer) -> None:
    await put(database, timer)
    assert await due(database, 999) == []
    assert await due(database, 1_000) == [timer]


async def test_due_timers_come_oldest_first(database: Database, timer: Timer) -> None:
    timers = [replace(timer, key=key, due_at=at) for key, at in (("c", 30), ("a", 20), ("b", 10))]
    await put(database, *timers)
    assert await due(database, 1_000) == [timers[2], timers[1], timers[0]]
    assert await due(database, 1_000, limit=1) == [timers[2]]


async def test_urgent_timers_come_before_all_others_though_due_last(database: Database, timer: Timer) -> None:
    others = [replace(timer, key=str(number), due_at=number) for number in range(5)]
    urgent = replace(timer, key="urgent", due_at=900, urgent=True)
    await put(database, *others, urgent)
    assert await due(database, 1_000, limit=3) == [urgent, *others[:2]]
    assert await due(database, 899, limit=1) == others[:1]


async def test_those_of_several_that_had_not_fired_fire_in_their_order(database: Database, timer: Timer) -> None:
    first, second = replace(timer, key="1"), replace(timer, key="2", kind=TimerKind.HALF_TIME)
    await put(database, timer, first, second)
    await database.write(lambda tx: tx.timers.fired([first], 1_001))
    assert await database.write(lambda tx: tx.timers.fired([second, first, timer], 1_002)) == [second, timer]


async def test_a_timer_that_exists_is_left_as_it_is(database: Database, timer: Timer) -> None:
    await put(database, timer, replace(timer, due_at=5))
    assert await due(database, 2_000) == [timer]
    await put(database, replace(timer, kind=TimerKind.HALF_TIME))
    assert len(await due(database, 2_000)) == 2


async def test_a_timer_fires_once_and_is_not_created_again(database: Database, timer: Timer) -> None:
    await put(database, timer)
    assert await database.write(lambda tx: tx.timers.fired([timer], 1_001))
    assert not await database.write(lambda tx: tx.timers.fired([timer], 1_002))
    await put(database, timer)
    assert await due(database, 2_000) == []


async def test_next_due_is_the_earliest_that_waits(database: Database, timer: Timer) -> None:
    assert await database.read(lambda tx: tx.timers.next_due()) is None
    await put(database, timer, replace(timer, key="later", due_at=3_000))
    assert await database.read(lambda tx: tx.timers.next_due()) == 1_000
    await database.write(lambda tx: tx.timers.fired([timer], 1_001))
    assert await database.read(lambda tx: tx.timers.next_due()) == 3_000


async def test_several_timers_are_put_at_once_and_none_of_them_twice(database: Database, timer: Timer) -> None:
    await put(database, timer)
    sooner = replace(timer, key="sooner", due_at=500)
    await database.write(lambda tx: tx.timers.put_all([sooner, replace(timer, due_at=5), sooner]))
    await database.write(lambda tx: tx.timers.put_all([]))
    assert await due(database, 2_000) == [sooner, timer]


async def test_only_a_timer_before_all_that_wait_wakes(database: Database, timer: Timer) -> None:
    assert await wakes(database, timer)
    assert not await wakes(database, replace(timer, key="later", due_at=3_000))
    assert await wakes(database, replace(timer, key="last", due_at=4_000), replace(timer, key="first", due_at=500))
    await database.write(lambda tx: tx.timers.fired([replace(timer, key="first")], 600))
    assert not await wakes(database, replace(timer, key="again", due_at=2_000)), "one waits before it"
    await database.write(lambda tx: tx.timers.fired([timer], 1_000))
    await database.write(lambda tx: tx.timers.fired([replace(timer, key="again")], 2_000))
    assert await wakes(database, replace(timer, key="before", due_at=2_500))
