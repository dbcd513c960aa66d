"""No update is left behind: whatever ends, falls due or is told while a process looks elsewhere or has no place."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.incoming.outlook import LOOK_EVERY_MS
from services.ports.inbox import InboxItem, Lane
from services.ports.transaction import Work
from storage.database import Database, open_database
from tests.contract.test_inbox import BOT, NOW, update
from tests.contract.test_working_off import Process, until, working

ENOUGH = 10.0
"""Seconds; only a broken test waits so long, and then less than until the next look at everything."""


@dataclass
class Still:
    """A clock that a test moves; it says what is `ahead` first, once each."""

    at: int = NOW
    ahead: list[int] = field(default_factory=list)

    def now(self) -> int:
        return self.ahead.pop(0) if self.ahead else self.at


@pytest.fixture
async def database(sqlite_address: str) -> AsyncIterator[Database]:
    """What is looked for is the same on both engines."""
    async with open_database(sqlite_address) as database:
        yield database


def of(lane: Lane, number: int) -> InboxItem:
    return replace(update(number, number), lane=lane)


async def store_for(database: Database, item: InboxItem, due: int) -> None:
    """Store an update that may not be handled before then."""
    await database.write(lambda tx: tx.inbox.store(BOT, [item], due))


async def ends(process: Process, handled: int) -> None:
    async with asyncio.timeout(ENOUGH):
        await process.until(handled)


async def is_busy(process: Process, *items: InboxItem) -> None:
    """Store updates that do not end until the gate is opened; return once the process waits for something to change."""
    process.claims.look_everywhere()
    await until(lambda: not process.claims._outlook._heard)
    process.gate.clear()
    await process.store(*items)
    process.claims._stirred.set()
    await until(lambda: not process.claims._stirred.is_set())


async def test_what_a_cancelled_store_has_claimed_is_handled(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with working(database) as process:
        committed, write = asyncio.Event(), process.database.write

        async def unheard(work: Work[Any]) -> Any:
            result = await write(work)
            if asyncio.current_task() is storing:
                committed.set()
                await asyncio.Event().wait()
            return result

        monkeypatch.setattr(process.database, "write", unheard)
        storing = asyncio.create_task(process.store(update(1)))
        await committed.wait()
        storing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await storing
        await ends(process, 1)


async def test_what_falls_due_while_another_lane_is_looked_at_is_handled(database: Database) -> None:
    clock, due = Still(), NOW + 100
    await store_for(database, of(Lane.WORDS, 1), due)
    async with working(database, places=1, clock=clock) as process:
        await is_busy(process, of(Lane.QUICK, 2), of(Lane.QUICK, 3))
        clock.ahead, clock.at = [due - 1, due], due + 1
        process.gate.set()
        await ends(process, 3)


async def test_what_falls_due_while_no_lane_has_a_place_is_handled(database: Database) -> None:
    clock, due = Still(), NOW + 100
    await store_for(database, of(Lane.WORDS, 1), due)
    async with working(database, places=1, clock=clock) as process:
        await is_busy(process, *(of(lane, number) for number, lane in enumerate(Lane, 2)))
        clock.at = due
        process.gate.set()
        await ends(process, 1 + len(Lane))


async def test_what_was_heard_of_is_looked_for_though_another_lane_is_first(database: Database) -> None:
    async with working(database, places=1, clock=Still()) as process:
        await is_busy(process, of(Lane.QUICK, 1), of(Lane.QUICK, 2))
        process.claims.look_everywhere()
        await until(lambda: process.claims._outlook.due == NOW + LOOK_EVERY_MS)
        await store_for(database, of(Lane.WORDS, 3), NOW)
        await until(lambda: process.claims._outlook.due < NOW + LOOK_EVERY_MS)
        process.gate.set()
        await ends(process, 3)
