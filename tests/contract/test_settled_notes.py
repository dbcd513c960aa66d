"""What there is to learn from: notes of reports that staff settled, under the category that they were left in."""

from dataclasses import replace

import pytest

from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Report, Status
from services.ports.reports import SettledNote
from services.ports.transaction import Transaction
from services.upkeep.history import NOBODY, SOURCE, keep
from storage.database import Database


@pytest.fixture
def accepted(report: Report) -> Report:
    return replace(report, status=Status.ACCEPTED, accepted_at=2_500)


async def add(database: Database, *reports: Report) -> None:
    async def work(tx: Transaction) -> None:
        for report in reports:
            await tx.reports.add(report)

    await database.write(work)


async def notes(database: Database, after: int = 0, limit: int = 100) -> list[SettledNote]:
    return await database.read(lambda tx: tx.reports.settled_notes(after, limit))


def another(report: Report, number: int) -> Report:
    return replace(report, id=number, number=ReportNumber("DC", "2611", number), note=f"第 {number} 处")


async def test_only_what_staff_accepted_counts(stocked: Database, accepted: Report) -> None:
    routed = replace(another(accepted, 30), status=Status.ROUTED, accepted_at=None)
    withdrawn = replace(another(accepted, 31), status=Status.WITHDRAWN, accepted_at=None, closed_at=2_600)
    rejected = replace(another(accepted, 32), status=Status.REJECTED, accepted_at=None, closed_at=2_600)
    closed = replace(another(accepted, 33), status=Status.CONFIRMED, closed_at=9_000)
    await add(stocked, routed, withdrawn, rejected, closed, another(accepted, 34))
    assert await notes(stocked) == [SettledNote(33, "第 33 处", "manhole"), SettledNote(34, "第 34 处", "manhole")]


async def test_reports_without_words_teach_nothing(stocked: Database, accepted: Report) -> None:
    await add(stocked, replace(another(accepted, 30), note=""))
    assert await notes(stocked) == []


async def test_the_category_is_the_one_that_staff_corrected_it_to(stocked: Database, accepted: Report) -> None:
    await add(stocked, another(accepted, 30))

    async def correct(tx: Transaction) -> None:
        known = await tx.reports.get(30)
        assert known is not None
        await tx.reports.save(replace(known, category="pothole"))

    await stocked.write(correct)
    assert [note.category for note in await notes(stocked)] == ["pothole"]


async def test_what_was_imported_counts_whether_or_not_it_was_accepted_here(stocked: Database, report: Report) -> None:
    position = replace(report.position, source=SOURCE)
    number = ReportNumber("DC", "2403", 1)
    past = replace(report, id=50, number=number, rider_id=NOBODY, position=position, note="旧井盖")
    await stocked.write(lambda tx: keep(tx, "old", [("a", past)], 5_000))
    assert await notes(stocked) == [SettledNote(50, "旧井盖", "manhole")]


async def test_pages_follow_each_other_without_gap_or_overlap(stocked: Database, accepted: Report) -> None:
    await add(stocked, *(another(accepted, number) for number in (36, 31, 34, 33, 39)))
    found: list[int] = []
    while page := await notes(stocked, found[-1] if found else 0, 2):
        assert len(page) <= 2
        found += [note.id for note in page]
    assert found == [31, 33, 34, 36, 39]
