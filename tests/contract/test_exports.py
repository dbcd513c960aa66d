"""What is exported comes page by page in the order of its times, nothing twice and nothing left out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise, product

import pytest

from domain.district.district import District
from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.programme.vouchers import Voucher, VoucherState
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import SYSTEM, Actor, ActorKind, Event, Report, Status
from domain.week.exports import Export, ExportMade, Form, Place, Row, Subject
from domain.week.weeks import Span, Week, span_of
from services.ports.transaction import Transaction
from services.ports.weeks import QueueFigures
from services.week import exports
from services.week.exports import count, ends_of, export_of, pages
from storage.database import Database
from tests import sample_views

TIMES = (1_000, 2_000, 2_000, 2_000, 2_000, 3_000, 3_000, 9_000)
SPAN = Span(2_000, 9_000)
FULL = range(2, 8)
"""The numbers of those within."""


@pytest.fixture
def district() -> District:
    return sample_views.district()


@pytest.fixture
async def filled(database: Database, rider: Rider, report: Report) -> Database:
    """Reports, an event and a ledger entry of each, at few times and with ids in no order."""

    async def fill(tx: Transaction) -> None:
        await tx.riders.save(rider)
        for place, at in reversed([*enumerate(TIMES)]):
            one = replace(report, id=100 + place, number=ReportNumber("DC", "2611", place + 1), submitted_at=at)
            await tx.reports.add(one)
            by = Actor(ActorKind.RIDER, rider.id, "小王")
            event = Event(200 + place, one.id, at, "added", one.status, one.status, by, "电话 138", "", "property")
            await tx.reports.add_events([event])
            await tx.ledger.add(Entry(f"c:{place}", rider.id, one.id, Merit.ROUTED, -1, "2026-11-23", at))

    await database.write(fill)
    return database


async def rows(database: Database, district: District, export: Export, *cuts: Place) -> list[Row]:
    """All rows of an export, read in parts that end at these places."""
    start, end = ends_of(export)
    found: list[Row] = []
    for first, last in pairwise((start, *cuts, end)):
        async for page in pages(database, district, export, first, last):
            found += page
    return found


def numbers(found: Sequence[Row]) -> list[str]:
    return [str(cell) for row in found for cell in row if str(cell).startswith("DC-")]


ORDERED = (Subject.REPORTS, Subject.POINTS, Subject.EVENTS)


@pytest.mark.parametrize("at_once", [1, 2, 4, 6, 7])
async def test_nothing_comes_twice_and_nothing_is_lost(
    filled: Database, district: District, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "ROWS_AT_ONCE", at_once)
    for export in (Export(subject, SPAN) for subject in ORDERED):
        found = numbers(await rows(filled, district, export))
        assert sorted(found) == [f"DC-2611-{number:04d}" for number in FULL]
        assert [number[-1] > "5" for number in found] == [False] * 4 + [True] * 2  # in the order of their times
        assert await filled.read(lambda tx, export=export: count(tx, district, export)) == len(FULL)  # type: ignore[misc]


async def test_parts_of_a_size_make_up_the_whole(filled: Database, district: District) -> None:
    for subject, size in product(ORDERED, (1, 2, 3, 5, 6)):
        cuts = await filled.read(lambda tx, subject=subject, size=size: _cuts(tx, subject, size))  # type: ignore[misc]
        assert len(cuts) == (len(FULL) - 1) // size
        export = Export(subject, SPAN)
        assert await rows(filled, district, export, *cuts) == await rows(filled, district, export)


async def _cuts(tx: Transaction, subject: Subject, size: int) -> list[Place]:
    at, end = ends_of(Export(subject, SPAN))
    cuts: list[Place] = []
    while (cut := await tx.exports.place_after(subject, at, end, size)) is not None:
        cuts.append(at := cut)
    return cuts


async def test_no_words_and_no_riders_unless_asked_for(filled: Database, district: District) -> None:
    for subject in ORDERED:
        plain = await rows(filled, district, Export(subject, SPAN))
        assert not [each for each in ("rider:", "小王", "138", "8000000001", "井盖没了") if each in str(plain)]
        keyed = await rows(filled, district, Export(subject, SPAN, with_riders=True))
        assert keyed == [(*row, "rider:1") for row in plain]
        assert all(len(row) == len(Export(subject, SPAN, with_riders=True).columns) for row in keyed)


async def test_a_row_is_told_in_the_districts_names(
    database: Database, district: District, rider: Rider, report: Report
) -> None:
    known = replace(
        report, category="rubbish", community=next(iter(district.communities)), queue=district.triage.id, urgent=True
    )
    gone = replace(report, id=21, number=ReportNumber("DC", "2611", 2), category="gone", community=None, queue="gone")

    async def fill(tx: Transaction) -> None:
        await tx.riders.save(rider)
        for each in (known, gone):
            await tx.reports.add(each)
        event = Event(1, 20, 2_500, "route", Status.SUBMITTED, Status.ROUTED, SYSTEM, "", "", district.triage.id)
        await tx.reports.add_events([event])

    await database.write(fill)
    first, second = await rows(database, district, Export(Subject.REPORTS, SPAN))
    assert first == (
        "DC-2611-0001", district.catalogue["rubbish"].zh, district.communities[str(known.community)].name,
        district.triage.zh, "routed", "urgent", 37.45, 116.31, 2_000, None, None, None, 4_000, 0,
    )  # fmt: skip
    assert second[1:6] == ("gone", None, "gone", "routed", "normal")
    (event,) = await rows(database, district, Export(Subject.EVENTS, SPAN, with_riders=True))
    assert event == (
        "DC-2611-0001", 2_500, "route", "submitted", "routed", "system", None, district.triage.zh, None,
    )  # fmt: skip


async def test_a_voucher_is_told_by_the_name_of_then_without_its_code(
    database: Database, district: District, rider: Rider
) -> None:
    one = Voucher(
        1, rider.id, "rain-jacket", "反光雨衣", "Rain jacket", 80, ("depot",), "QWERTYUP", "2026-11",
        VoucherState.OPEN, 2_000, 9_000,
    )  # fmt: skip
    handed_out = replace(
        one, id=2, state=VoucherState.HANDED_OUT, closed_at=8_000, queue=district.triage.id, staff_id=7, staff_name="李"
    )

    async def fill(tx: Transaction) -> None:
        await tx.riders.save(rider)
        for each in (handed_out, one, replace(one, id=3, at=9_000), replace(one, id=4, at=1_999)):
            await tx.vouchers.save(each)

    await database.write(fill)
    told = [
        (2_000, "rain-jacket", "反光雨衣", 80, "open", 9_000, None, None),
        (2_000, "rain-jacket", "反光雨衣", 80, "handed_out", 9_000, 8_000, district.triage.zh),
    ]
    export = Export(Subject.VOUCHERS, SPAN)
    assert await rows(database, district, export) == told
    assert await rows(database, district, export, Place(2_000, 2)) == told
    assert await database.read(lambda tx: count(tx, district, export)) == len(told)
    keyed = await rows(database, district, Export(Subject.VOUCHERS, SPAN, with_riders=True))
    assert keyed == [(*row, "rider:1") for row in told]
    assert [len(each.columns) for each in (export, Export(Subject.VOUCHERS, SPAN, with_riders=True))] == [8, 9]


async def test_figures_are_those_of_whole_weeks_of_queues_with_something_to_do(
    database: Database, district: District, rider: Rider, report: Report
) -> None:
    """A report that came on Thursday, 26 November 2026, is asked for by Tuesday of that week to Monday of the next."""
    came = 1_795_660_000_000
    arrived = Event(1, 20, came, "route", Status.SUBMITTED, Status.ROUTED, SYSTEM, "", "", district.triage.id)

    async def fill(tx: Transaction) -> None:
        await tx.riders.save(rider)
        await tx.reports.add(replace(report, queue=district.triage.id, submitted_at=came, due_at=None))
        await tx.reports.add_events([arrived])

    await database.write(fill)
    week = 7 * 86_400_000
    export = export_of(district, Subject.FIGURES, date(2026, 11, 24), date(2026, 11, 30), came + week)
    assert await database.read(lambda tx: count(tx, district, export)) == 2
    found = await rows(database, district, export)
    assert [row[:3] for row in found] == [("2026-W48", district.triage.zh, 1), ("2026-W49", district.triage.zh, 0)]
    assert [len(row) for row in found] == [len(export.columns)] * 2
    open_at = [column.name for column in export.columns].index("open")
    assert [row[open_at] for row in found] == [1, 1]

    ended = span_of(Week(2026, 48), district.timezone)
    await database.write(lambda tx: tx.weeks.keep(ended, {district.triage.id: QueueFigures(received=41)}))
    assert [row[2] for row in await rows(database, district, export)] == [41, 0]  # as digests tell it


async def test_of_what_is_to_come_and_of_all_time_there_is_what_there_is(filled: Database, district: District) -> None:
    for subject in Subject:
        ever = export_of(district, subject, date(1, 1, 1), date.max, TIMES[-1])
        assert ever.span.end == TIMES[-1] + 1
        weeks_or_rows = await filled.read(lambda tx, ever=ever: count(tx, district, ever))  # type: ignore[misc]
        assert weeks_or_rows == {Subject.FIGURES: 1, Subject.VOUCHERS: 0}.get(subject, len(TIMES))
        later = export_of(district, subject, date.max, date.max, TIMES[-1])
        assert later.span.start == later.span.end
        assert await rows(filled, district, later) == []


async def test_who_took_out_riders_is_kept(database: Database) -> None:
    made = ExportMade(1, 5, 0, "root", Subject.REPORTS, Form.CSV, "2026-11-01", "2026-11-30", with_riders=True)
    await database.write(lambda tx: tx.exports.keep(made))
