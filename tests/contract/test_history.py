"""Imported reports: once each, numbered among the others, found as near, and otherwise as if they were not there."""

from dataclasses import replace

import pytest

from domain.people.riders import Rider
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Event, Report, Status
from domain.week.weeks import Span
from services.ports.transaction import Transaction
from services.upkeep.history import NOBODY, SOURCE, keep
from storage.database import Database

WEEK = Span(1_000, 3_000)


@pytest.fixture
def past(report: Report) -> Report:
    """An open report as it is imported."""
    position = replace(report.position, source=SOURCE)
    return replace(report, id=50, rider_id=NOBODY, position=position, due_at=None, respond_by=None)


@pytest.fixture
async def counted(stocked: Database) -> Database:
    """The database with a report, whose number is counted."""
    assert await stocked.write(lambda tx: tx.reports.next_serial("2611")) == 1
    return stocked


async def imported(database: Database, *reports: tuple[str, Report], source: str = "old") -> int:
    return await database.write(lambda tx: keep(tx, source, reports, 5_000))


async def serials(database: Database, *ids: int) -> list[int | None]:
    async def work(tx: Transaction) -> list[int | None]:
        found = [await tx.reports.get(report_id) for report_id in ids]
        return [each.number.serial if each else None for each in found]

    return await database.read(work)


async def test_each_key_of_a_source_is_imported_once(counted: Database, past: Report) -> None:
    assert await imported(counted, ("a", past), ("a", replace(past, id=51)), ("b", replace(past, id=52))) == 2
    assert await imported(counted, ("a", replace(past, id=53)), ("c", replace(past, id=54))) == 1
    assert await imported(counted, ("a", replace(past, id=55)), source="another") == 1
    known = await serials(counted, 50, 51, 52, 53, 54, 55)
    assert [serial is not None for serial in known] == [True, False, True, False, True, True]


async def test_a_batch_that_fails_leaves_nothing(counted: Database, past: Report) -> None:
    broken = replace(past, id=20)  # the id of a report that is there
    with pytest.raises(Exception):  # noqa: B017, PT011  each engine has its own
        await imported(counted, ("a", past), ("b", broken))
    assert await serials(counted, 50) == [None]
    assert await imported(counted, ("a", past)) == 1


async def test_numbers_go_on_within_each_month(counted: Database, past: Report) -> None:
    async def count_up(tx: Transaction) -> int:
        return await tx.reports.next_serial("2611")

    before = replace(past, id=52, number=ReportNumber("DC", "2403", 1))
    await imported(counted, ("a", past), ("b", replace(past, id=51)), ("c", before))
    assert await serials(counted, 50, 51, 52) == [2, 3, 1]
    assert await counted.write(count_up) == 4


async def test_an_imported_report_comes_back_and_is_found_near(counted: Database, past: Report) -> None:
    await imported(counted, ("a", past), ("b", replace(past, id=51, status=Status.CLOSED_UNCONFIRMED, closed_at=2_500)))
    kept = await counted.read(lambda tx: tx.reports.get(50))
    assert kept == replace(past, number=ReportNumber("DC", "2611", kept.number.serial if kept else 0))
    near = await counted.read(lambda tx: tx.reports.near(past.position, 50, 0, [past.category]))
    assert {found.id for found in near} == {20, 50}


async def test_nobody_is_told_and_nobody_is_met(counted: Database, past: Report, rider: Rider) -> None:
    await imported(counted, ("a", past))

    async def look(tx: Transaction) -> tuple[object, ...]:
        return (
            await tx.riders.get(NOBODY),
            await tx.riders.by_chat(NOBODY),
            await tx.riders.of_report(50),
            await tx.riders.to_tell(-1, 10),
            await tx.timers.due(10**15, 10),
            await tx.ledger.of_report(50),
            await tx.reports.events(50),
        )

    assert await counted.read(look) == (None, None, [], [rider], [], (), ())


async def test_weeks_and_groups_know_of_it_once_something_happened(
    counted: Database, past: Report, report: Report, event: Event
) -> None:
    closed = replace(past, id=51, status=Status.CLOSED_UNCONFIRMED, closed_at=4_000)
    await imported(counted, ("a", past), ("b", closed))

    async def standing(tx: Transaction) -> tuple[list[int], int, int]:
        figures = await tx.weeks.queue(report.queue, WEEK)
        waiting = await tx.reports.open_of_queue(report.queue, 10)
        return [each.id for each in waiting], figures.open, figures.received

    assert await counted.read(standing) == ([20], 1, 0)
    await counted.write(
        lambda tx: tx.reports.add_events([replace(event, report_id=50, action="witnessed", target=past.status)])
    )
    assert await counted.read(standing) == ([20, 50], 2, 1)
