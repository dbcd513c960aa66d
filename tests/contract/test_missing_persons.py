"""Calls about missing persons and who was told of them, on both engines."""

from dataclasses import replace

import pytest

from domain.people.riders import Rider
from domain.programme.missing_persons import MissingState
from services.ports.transaction import Transaction
from storage.database import Database
from tests.missing import GRANDMA, HOUR


@pytest.fixture
async def called(stocked: Database, rider: Rider) -> Database:
    """A call and three riders."""

    async def stock(tx: Transaction) -> None:
        for number in (2, 3):
            await tx.riders.save(replace(rider, id=number, chat_id=number))
        await tx.missing_persons.save(GRANDMA)

    await stocked.write(stock)
    return stocked


async def test_what_is_saved_comes_back(called: Database) -> None:
    assert await called.read(lambda tx: tx.missing_persons.get(GRANDMA.id)) == GRANDMA
    over = replace(GRANDMA, state=MissingState.FOUND, description="", photo_id=None, position=None, closed_at=12 * HOUR)
    await called.write(lambda tx: tx.missing_persons.save(over))
    assert await called.read(lambda tx: tx.missing_persons.get(GRANDMA.id)) == over
    assert await called.read(lambda tx: tx.missing_persons.get(1)) is None


async def test_drafts_and_open_ones_of_queues_are_listed_the_newest_first(called: Database) -> None:
    others = [
        replace(GRANDMA, id=951, state=MissingState.DRAFT, report_id=7),
        replace(GRANDMA, id=952, state=MissingState.ENDED, report_id=8),
        replace(GRANDMA, id=953, queue="triage"),
    ]

    async def save(tx: Transaction) -> None:
        for each in others:
            await tx.missing_persons.save(each)

    await called.write(save)
    assert [each.id for each in await called.read(lambda tx: tx.missing_persons.standing(["lighting"]))] == [951, 950]
    assert [each.id for each in await called.read(lambda tx: tx.missing_persons.standing(None))] == [953, 951, 950]
    assert await called.read(lambda tx: tx.missing_persons.of_report(7)) == others[0]
    assert await called.read(lambda tx: tx.missing_persons.of_report(8)) is None


async def test_only_a_draft_can_be_removed(called: Database) -> None:
    await called.write(lambda tx: tx.missing_persons.save(replace(GRANDMA, id=951, state=MissingState.DRAFT)))
    for each in (950, 951):
        await called.write(lambda tx, each=each: tx.missing_persons.remove_draft(each))  # type: ignore[misc]
    assert await called.read(lambda tx: tx.missing_persons.get(951)) is None
    assert await called.read(lambda tx: tx.missing_persons.get(950)) == GRANDMA


async def test_who_was_told_is_noted_once_and_paged(called: Database) -> None:
    await called.write(lambda tx: tx.missing_persons.note_told(GRANDMA.id, [3, 1], 12 * HOUR))
    await called.write(lambda tx: tx.missing_persons.note_told(GRANDMA.id, [1, 2], 13 * HOUR))
    assert await called.read(lambda tx: tx.missing_persons.count_told(GRANDMA.id)) == 3
    assert await called.read(lambda tx: tx.missing_persons.count_told(1)) == 0
    page = await called.read(lambda tx: tx.missing_persons.told(GRANDMA.id, 0, 2))
    assert [each.id for each in page] == [1, 2]
    assert [each.id for each in await called.read(lambda tx: tx.missing_persons.told(GRANDMA.id, 2, 2))] == [3]
