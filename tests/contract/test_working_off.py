"""A process works off what comes in, in the order of each chat, and looks for nothing that cannot be there."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any, cast

import pytest

from bot.incoming.claims import Claims
from bot.lasting import Lasting
from services.ports.clock import Clock
from services.ports.inbox import InboxItem, Lane
from storage.database import Database, open_database
from storage.errors import Damaged, Unreachable
from tests.contract.test_inbox import BOT, update

SOON_S = 30.0
BROKEN = 1_000_013


@dataclass
class Ticking:
    """A clock that each look at it moves, so that only looks let time pass."""

    ticks: Iterator[int] = field(default_factory=lambda: count(1_000_000))

    def now(self) -> int:
        return next(self.ticks)


@dataclass
class Counted:
    """A database that counts its writes and fails when it is told to."""

    database: Database
    writes: int = 0
    loses: bool = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.database, name)

    async def write(self, work: Callable[[Any], Awaitable[Any]]) -> Any:
        result = await self.database.write(work)
        self.writes += 1
        if self.loses:
            self.loses = False
            raise Unreachable("the answer was lost")
        return result


async def until(reached: Callable[[], bool]) -> None:
    async with asyncio.timeout(SOON_S):
        while not reached():  # noqa: ASYNC110  many things may reach it
            await asyncio.sleep(0)


@dataclass
class Process:
    """One process that works: what it has handled, and a gate that work waits at."""

    database: Counted
    owner: int
    places: int
    handled: list[InboxItem] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    chance: Random = field(default_factory=lambda: Random(5))  # noqa: S311  the same each time
    clock: Clock = field(default_factory=Ticking)

    def __post_init__(self) -> None:
        self.gate.set()
        database = Lasting(cast("Database", self.database))
        self.claims = Claims(database, self.clock, self.owner, dict.fromkeys(Lane, self.places), self._work)

    async def _work(self, item: InboxItem) -> None:
        await self.gate.wait()
        for _ in range(self.chance.randrange(3)):
            await asyncio.sleep(0)
        if item.update_id == BROKEN:
            raise Damaged("this one ends us")
        self.handled.append(item)
        await self.database.database.write(lambda tx: tx.inbox.consume(item.seq, self.owner, 5))

    async def store(self, *updates: InboxItem) -> None:
        await self.claims.store(BOT, updates)

    async def until(self, handled: int) -> None:
        await until(lambda: len(self.handled) >= handled and not self.claims.tasks)


@asynccontextmanager
async def working(
    database: Database, owner: int = 1, places: int = 4, clock: Clock | None = None
) -> AsyncIterator[Process]:
    process = Process(Counted(database), owner, places, clock=clock or Ticking())
    running = asyncio.create_task(process.claims.run())
    await until(lambda: process.database.writes > 0)
    try:
        yield process
    finally:
        process.gate.set()
        running.cancel()
        await asyncio.wait([running, *process.claims.tasks])


def in_order(items: list[InboxItem]) -> bool:
    """Whether each chat's updates came in the order in which they were sent, none twice."""
    by_chat: dict[int, list[int]] = {}
    for item in items:
        by_chat.setdefault(item.chat_id, []).append(item.update_id)
    return all(ids == sorted(set(ids)) for ids in by_chat.values())


async def test_whoever_writes_now_and_then_costs_one_write_an_update(sqlite_address: str) -> None:
    async with open_database(sqlite_address) as database, working(database) as process:
        await process.until(0)
        before = process.database.writes
        for number in range(1, 31):
            await process.store(update(number, number % 3 + 1))
            await process.until(number)
        assert process.database.writes - before <= 31  # one look comes of what was heard at the start


async def test_what_follows_in_a_line_is_taken_as_the_one_before_ends(database: Database) -> None:
    async with working(database) as process:
        process.gate.clear()
        for number in range(1, 6):
            await process.store(update(number))
        process.gate.set()
        await process.until(5)
    assert in_order(process.handled)


async def test_a_backlog_is_worked_off_within_its_places(database: Database) -> None:
    await database.write(lambda tx: tx.inbox.store(BOT, [update(n, n % 40 + 1) for n in range(1, 201)], 5))
    most = 0
    async with working(database) as process:
        async with asyncio.timeout(SOON_S):
            while len(process.handled) < 200:
                most = max(most, len(process.claims.tasks))
                await asyncio.sleep(0)
    assert most == 4
    assert in_order(process.handled)


async def test_who_writes_last_does_not_wait_for_the_whole_backlog(database: Database) -> None:
    backlog = [update(number, number) for number in range(1, 201)]
    await database.write(lambda tx: tx.inbox.store(BOT, backlog, 5))
    async with working(database) as process:
        process.gate.clear()
        await process.store(update(900, 900))
        process.gate.set()
        await process.until(201)
    place = [item.update_id for item in process.handled].index(900)
    assert place < 20


async def test_none_that_comes_in_overtakes_those_that_wait_for_a_place(sqlite_address: str) -> None:
    async with open_database(sqlite_address) as database, working(database, places=1) as process:
        process.gate.clear()
        for number in range(1, 4):
            await process.store(update(number, number))
        process.gate.set()
        await process.until(3)
        assert process.handled[0].update_id == 1


@pytest.mark.parametrize("seed", range(4))
async def test_two_processes_and_a_crowd_lose_nothing_and_keep_each_chats_order(
    database_address: str, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311  the same crowd each time
    numbers = count(1)

    async def write_on(process: Process) -> None:
        for _ in range(30):
            batch = [update(next(numbers), chance.randrange(1, 8)) for _ in range(chance.randrange(1, 4))]
            await process.store(*batch)
            await asyncio.sleep(0)

    async with open_database(database_address) as database, working(database, 1, 2) as first:
        if database_address.startswith("sqlite"):
            await write_on(first)
            await first.until(next(numbers) - 1)
            assert in_order(first.handled)
            return
        async with open_database(database_address) as other, working(other, 2, 2) as second:
            await asyncio.gather(write_on(first), write_on(second))
            sent = next(numbers) - 1
            await until(lambda: len(first.handled) + len(second.handled) == sent)
            await first.until(0)
            await second.until(0)
    everything = sorted(item.seq for item in first.handled + second.handled)
    assert len(everything) == len(set(everything)) == sent


async def test_updates_whose_claim_was_lost_on_its_way_are_handled_once(database: Database) -> None:
    async with working(database) as process:
        process.database.loses = True
        with pytest.raises(Unreachable):
            await process.store(update(1), update(2, 6))
        await process.store(update(1), update(2, 6))
        await process.until(2)
    assert sorted(item.update_id for item in process.handled) == [1, 2]


async def test_what_ends_the_work_on_an_update_ends_all_work(database: Database) -> None:
    process = Process(Counted(database), 1, 4)
    running = asyncio.create_task(process.claims.run())
    await until(lambda: process.database.writes > 0)
    await process.store(update(BROKEN))
    with pytest.raises(Damaged):
        await running
