"""Sightings of missing persons, on both engines."""

from dataclasses import replace

import pytest

from domain.people.riders import Rider
from domain.programme.sightings import Sighting
from domain.reporting.photos import Photo, PhotoRole
from services.ports.retention import Kept
from services.ports.transaction import Transaction
from storage.database import Database
from tests.contract.conftest import PLACE
from tests.missing import GRANDMA

FIRST = Sighting(70, GRANDMA.id, 1, 1, 1, 5, "红衣服", (31, 32), PLACE, PLACE, 900, 1_000, 1_001)


@pytest.fixture
async def called(stocked: Database, rider: Rider) -> Database:
    """A call, and what two riders saw."""

    async def stock(tx: Transaction) -> None:
        await tx.riders.save(replace(rider, id=2, chat_id=2))
        await tx.missing_persons.save(GRANDMA)
        await tx.missing_persons.save(replace(GRANDMA, id=951))
        pending = replace(FIRST, id=71, number=2, position=None, photo_ids=(), sent_at=None)
        other = replace(FIRST, id=72, rider_id=2, rider_number=2)
        for each in (FIRST, pending, other, replace(FIRST, id=73, missing_id=951)):
            await tx.sightings.save(each)

    await stocked.write(stock)
    return stocked


async def test_what_is_saved_comes_back(called: Database) -> None:
    assert await called.read(lambda tx: tx.sightings.get(FIRST.id)) == FIRST
    assert await called.read(lambda tx: tx.sightings.get(1)) is None
    gone = replace(FIRST, words="", photo_ids=(), position=None, photo_position=None, photo_taken_at=None, sent_at=None)
    await called.write(lambda tx: tx.sightings.save(gone))
    assert await called.read(lambda tx: tx.sightings.get(FIRST.id)) == gone


async def test_they_are_found_by_call_and_by_rider(called: Database) -> None:
    last = await called.read(lambda tx: tx.sightings.last_of(GRANDMA.id, 1))
    assert last
    assert last.id == 71
    assert await called.read(lambda tx: tx.sightings.last_of(951, 2)) is None
    assert await called.read(lambda tx: tx.sightings.riders_of(GRANDMA.id)) == 2
    assert await called.read(lambda tx: tx.sightings.riders_of(952)) == 0
    assert await called.read(lambda tx: tx.sightings.count_sent(GRANDMA.id)) == 2, "one has no place yet"
    assert [each.id for each in await called.read(lambda tx: tx.sightings.of_case(GRANDMA.id))] == [70, 71, 72]
    assert [each.id for each in await called.read(lambda tx: tx.sightings.of_rider(1))] == [70, 71, 73]


async def test_whoever_was_told_is_known(called: Database) -> None:
    await called.write(lambda tx: tx.missing_persons.note_told(GRANDMA.id, [1], 5))
    assert await called.read(lambda tx: tx.missing_persons.was_told(GRANDMA.id, 1))
    assert not await called.read(lambda tx: tx.missing_persons.was_told(GRANDMA.id, 2))
    assert not await called.read(lambda tx: tx.missing_persons.was_told(951, 1))


async def test_nothing_is_kept_of_who_leaves(called: Database, rider: Rider) -> None:
    await called.write(lambda tx: tx.erasure.forget(rider, 6))
    assert await called.read(lambda tx: tx.sightings.of_rider(rider.id)) == []
    assert [each.id for each in await called.read(lambda tx: tx.sightings.of_case(GRANDMA.id))] == [72]


async def test_a_photo_of_one_is_not_abandoned(called: Database, photo: Photo) -> None:
    seen = replace(photo, id=31, role=PhotoRole.SIGHTING, object_key="bb" * 32)
    for each in (photo, seen):
        await called.write(lambda tx, each=each: tx.photos.add(each))  # type: ignore[misc]
    left = await called.read(lambda tx: tx.photos.abandoned(photo.added_at + 1, 9))
    assert [each.id for each in left] == [photo.id]


async def test_a_call_that_ended_long_ago_goes_with_who_was_told_and_who_saw_something(called: Database) -> None:
    async def work(tx: Transaction) -> None:
        await tx.missing_persons.note_told(GRANDMA.id, [1, 2], 5)
        await tx.missing_persons.save(replace(GRANDMA, closed_at=100))
        for kind in (Kept.MISSING, Kept.SIGHTINGS, Kept.MISSING_TOLD):
            await tx.retention.purge(kind, 100, 9)
        assert await tx.missing_persons.times_told(1) == [5], "not old enough"
        await tx.retention.purge(Kept.MISSING, 101, 9)
        assert await tx.missing_persons.get(GRANDMA.id), "somebody is named there"
        for kind in (Kept.SIGHTINGS, Kept.MISSING_TOLD, Kept.MISSING):
            await tx.retention.purge(kind, 101, 9)

    await called.write(work)
    assert await called.read(lambda tx: tx.missing_persons.get(GRANDMA.id)) is None
    assert [each.id for each in await called.read(lambda tx: tx.sightings.of_rider(1))] == [73]
    assert await called.read(lambda tx: tx.missing_persons.times_told(1)) == []
