"""What is not kept goes at the first night after its time, and not before: on both engines."""

import json
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, replace

import asyncpg
import pytest

from domain.geo.live_location import LiveLocation
from services.ports.geocodes import Geocode
from services.ports.inbox import InboxItem, Lane
from services.ports.transaction import Transaction
from services.upkeep import timers
from tests.sample_views import HOUR
from tests.usecases import HERE, START, Case, open_case

BOT, OWNER = 77, 1
DAY = 24 * HOUR
NIGHT = START - START % DAY + 19 * HOUR + HOUR // 2
"""Half past three in the district, as UTC: the night after the case begins."""


@pytest.fixture
async def kept(database_address: str) -> AsyncIterator[Case]:
    """A district on each engine, in which each night removes what is past its time."""
    async with open_case(database_address) as case:
        await case.do(timers.start)
        yield case


@dataclass(frozen=True)
class Update:
    """A raw update, still to be done."""

    seq: int
    payload: str


Finish = Callable[[Case, Update], Awaitable[None]]


async def arrived(case: Case, said: str, update_id: int = 1) -> Update:
    """A raw update that has come and is being worked on."""
    payload = json.dumps({"update_id": update_id, "message": {"text": said}})

    async def come(tx: Transaction) -> int:
        await tx.inbox.store(BOT, [InboxItem(0, update_id, update_id, payload)], case.clock.at)
        (item,) = await tx.inbox.claim(OWNER, case.clock.at, {Lane.WORDS: 1})
        return item.seq

    return Update(await case.database.write(come), payload)


async def done(case: Case, update: Update) -> None:
    await case.database.write(lambda tx: tx.inbox.consume(update.seq, OWNER, case.clock.at))


async def parked(case: Case, update: Update) -> None:
    await case.database.write(lambda tx: tx.inbox.park(update.seq, OWNER, "boom", case.clock.at))


async def night(case: Case, nights: int) -> None:
    """Go to that night of the case, just after half past three."""
    await case.passes(milliseconds=NIGHT + (nights - 1) * DAY - case.clock.at)


async def payloads(address: str) -> list[str]:
    """What the inbox keeps of what people wrote, read past the repositories."""
    query = "select payload from inbox order by seq"
    if address.startswith("sqlite"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
            return [payload for (payload,) in connection.execute(query)]
    server = await asyncpg.connect(address)
    try:
        return [row["payload"] for row in await server.fetch(query)]
    finally:
        await server.close()


@pytest.mark.parametrize("finish", [done, parked])
async def test_a_raw_update_stays_for_48_hours_and_goes_in_the_night_after(
    kept: Case, database_address: str, finish: Finish
) -> None:
    await night(kept, 1)
    kept.clock.at += 1
    update = await arrived(kept, "井盖不见了")
    await finish(kept, update)
    await night(kept, 3)
    assert await payloads(database_address) == [update.payload]
    await night(kept, 4)
    assert await payloads(database_address) == [""]


async def test_a_raw_update_of_more_than_48_hours_is_gone(kept: Case, database_address: str) -> None:
    await kept.passes(milliseconds=NIGHT - 1 - kept.clock.at)
    await done(kept, await arrived(kept, "井盖不见了"))
    await night(kept, 3)
    assert await payloads(database_address) == [""]


async def test_an_update_that_still_waits_stays_whatever_its_age(kept: Case, database_address: str) -> None:
    update = await arrived(kept, "井盖不见了")
    await night(kept, 7)
    assert await payloads(database_address) == [update.payload]


@pytest.mark.parametrize(("name", "days"), [("文化路", 90), ("", 7)])
async def test_what_a_geocoder_answered_goes_after_its_days(kept: Case, name: str, days: int) -> None:
    await night(kept, 1)
    answer = Geocode("cell:1:1", name, None, kept.clock.at)
    await kept.database.write(lambda tx: tx.geocodes.put(answer))
    await night(kept, 1 + days)
    assert await kept.database.read(lambda tx: tx.geocodes.get(answer.key)) == answer
    await night(kept, 2 + days)
    assert await kept.database.read(lambda tx: tx.geocodes.get(answer.key)) is None


async def test_where_a_rider_was_goes_after_a_day(kept: Case) -> None:
    rider = await kept.rider()
    await night(kept, 1)
    place = LiveLocation(rider.id, 5, replace(HERE, source="live"), kept.clock.at, kept.clock.at)
    await kept.database.write(lambda tx: tx.live_locations.keep(place))
    await night(kept, 2)
    assert await kept.database.read(lambda tx: tx.live_locations.of_rider(rider.id)) == place
    await night(kept, 3)
    assert await kept.database.read(lambda tx: tx.live_locations.of_rider(rider.id)) is None
