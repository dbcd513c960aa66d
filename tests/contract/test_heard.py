"""What became of people's messages is kept while they can be edited, and while replies to them count."""

from dataclasses import replace

import pytest

from domain.people.riders import Rider
from domain.reporting.drafts import Draft, DraftStage
from domain.reporting.reports import Report
from services.ports.heard import Heard
from services.ports.transaction import Transaction
from storage.database import Database

DAY = 86_400_000
NOW = 100 * DAY


async def purged(database: Database, now: int, closed_since: int = 0) -> set[int]:
    """Which messages are known once all that is past its time went, two at a time."""
    while await database.write(lambda tx: tx.heard.purge(now, closed_since, 2)):
        pass
    known = [await database.read(lambda tx, each=each: tx.heard.of(5, each)) for each in range(1, 10)]  # type: ignore[misc]
    return {heard.message_id for heard in known if heard is not None}


@pytest.fixture
async def heard(database: Database, rider: Rider, draft: Draft, report: Report) -> Database:
    """Messages of long ago: of nothing, of a draft that ended, of an open report and its draft, of one long closed."""
    closed = replace(report, id=30, number=replace(report.number, serial=2), closed_at=50 * DAY)

    async def fill(tx: Transaction) -> None:
        await tx.riders.save(rider)
        await tx.drafts.add(replace(draft, id=11, stage=DraftStage.CANCELLED))
        await tx.drafts.add(replace(draft, id=20, stage=DraftStage.SUBMITTED, report_id=20))
        await tx.reports.add(report)
        await tx.reports.add(closed)
        for each in (
            Heard(5, 1, DAY),
            Heard(5, 2, DAY, draft_id=11),
            Heard(5, 3, DAY, draft_id=20),
            Heard(5, 4, DAY, report_id=20),
            Heard(5, 5, DAY, report_id=30),
            Heard(5, 6, NOW - 2 * DAY, draft_id=11),
        ):
            await tx.heard.note(each)

    await database.write(fill)
    return database


async def test_what_is_of_an_open_report_or_can_be_edited_stays(heard: Database) -> None:
    assert await purged(heard, NOW, closed_since=NOW - 30 * DAY) == {3, 4, 6}


async def test_what_is_of_a_report_closed_lately_stays(heard: Database) -> None:
    assert await purged(heard, NOW, closed_since=40 * DAY) == {3, 4, 5, 6}


async def test_what_stays_is_looked_at_again_a_week_later(heard: Database, report: Report) -> None:
    assert await purged(heard, NOW, closed_since=NOW - 30 * DAY) == {3, 4, 6}
    await heard.write(lambda tx: tx.reports.save(replace(report, version=1, closed_at=DAY)))
    assert await purged(heard, NOW + 6 * DAY, closed_since=NOW - 30 * DAY) == {3, 4}
    assert await purged(heard, NOW + 8 * DAY, closed_since=NOW - 30 * DAY) == set()


async def test_what_a_rider_is_asked_about_comes_back_as_it_was(database: Database, rider: Rider) -> None:
    asked = replace(rider, asked_about=20, asked_until=NOW)
    await database.write(lambda tx: tx.riders.save(asked))
    assert await database.read(lambda tx: tx.riders.get(rider.id)) == asked
    await database.write(lambda tx: tx.riders.save(rider))
    assert await database.read(lambda tx: tx.riders.get(rider.id)) == rider
