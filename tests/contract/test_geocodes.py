"""Answers of geocoders: kept by their key, the newest one, and purged by their age."""

from dataclasses import replace

import pytest

from domain.geo.positions import Position
from services.ports.geocodes import Geocode
from services.ports.transaction import Transaction
from storage.database import Database

FOUND = Geocode("words:1", "湖滨北路", Position(37.45, 116.31, "gcj02", "place", 30.0, 1_000), 1_000)
UNKNOWN = Geocode("words:2", "", None, 1_000)
NAMED = Geocode("cell:1:2", "湖滨北路", None, 2_000)


@pytest.fixture
async def kept(database: Database) -> Database:
    async def put(tx: Transaction) -> None:
        for answer in (FOUND, UNKNOWN, NAMED):
            await tx.geocodes.put(answer)

    await database.write(put)
    return database


async def left(database: Database) -> set[Geocode]:
    async def get(tx: Transaction) -> set[Geocode]:
        answers = [await tx.geocodes.get(answer.key) for answer in (FOUND, UNKNOWN, NAMED)]
        return {answer for answer in answers if answer is not None}

    return await database.read(get)


async def test_an_answer_comes_back_as_it_was(kept: Database) -> None:
    assert await left(kept) == {FOUND, UNKNOWN, NAMED}
    assert await kept.read(lambda tx: tx.geocodes.get("words:3")) is None


async def test_a_newer_answer_takes_the_place_of_an_older_one(kept: Database) -> None:
    newer = replace(UNKNOWN, name="人民路", position=FOUND.position, asked_at=3_000)
    await kept.write(lambda tx: tx.geocodes.put(newer))
    assert await kept.read(lambda tx: tx.geocodes.get(UNKNOWN.key)) == newer


async def test_what_found_nothing_is_forgotten_sooner(kept: Database) -> None:
    assert await kept.write(lambda tx: tx.geocodes.purge(1_000, 1_000)) == 0
    assert await kept.write(lambda tx: tx.geocodes.purge(1_000, 1_001)) == 1
    assert await left(kept) == {FOUND, NAMED}
    assert await kept.write(lambda tx: tx.geocodes.purge(2_000, 2_000)) == 1
    assert await left(kept) == {NAMED}
