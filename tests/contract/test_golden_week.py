"""Every figure of `tests/golden_week.py`, worked out by hand; comments name reports by their numbers."""

from dataclasses import replace

import pytest

from domain.reporting.reports import Status
from domain.week.weeks import Span, Year, span_of
from services.ports.weeks import Hotspot, QueueFigures, RiderReport, RiderYear, sum_of
from storage.database import Database
from tests.golden_week import (
    ANN,
    BO,
    CITY,
    LIGHTING,
    NORTH,
    SOUTH,
    STAFF,
    TRIAGE,
    WEEK,
    WEEK_BEFORE,
    ZONE,
    at,
    store,
)

MINUTE, HOUR = 60_000, 3_600_000

IN_WEEK = {
    LIGHTING: QueueFigures(
        received=3,  # 4 from triage, 6, 12; 3 came a minute before the week
        first_received=2,  # 6, 12
        accepted=3,  # 3 on Monday 00:10, 4, 6; that the rejection of 6 was undone is no acceptance
        rejected=0,  # that of 6 was undone
        resolved=2,  # 3, 6
        confirmed=1,  # 3, in the last minute
        reopened=0,  # 6 was with the first instant of the next week
        bounced=0,
        promised=3,  # 3, 4, 6
        answered_in_time=2,  # 3 and 6; 4 was promised 10:10 and accepted at 10:20
        resolved_in_time=2,  # 3 and 6 were never overdue
        fell_overdue=0,
        overdue=0,  # the clock of 4 stands still
        open=1,  # 4, which is on hold; 6 was resolved at the end, 12 withdrawn
        late=0,
        waited=(11 * MINUTE, 20 * MINUTE, 40 * MINUTE),  # 3; 4 since it came from triage; 6
        lasted=(30 * HOUR, 36 * HOUR + MINUTE),  # 6 from Wednesday 9:00 to Thursday 15:00; 3
    ),
    CITY: QueueFigures(
        received=4,  # 4 with the first instant, 5, 8 in the last minute, and 11, of which it hears now; not 9, not 10
        first_received=4,
        accepted=2,  # 5, and 5 after it was reopened
        rejected=0,
        resolved=2,  # 5, twice
        confirmed=0,
        reopened=1,  # 5
        bounced=1,  # 4
        promised=1,  # 5, once
        answered_in_time=1,
        resolved_in_time=1,  # 5 at first; not again, as it had been overdue by then
        fell_overdue=1,  # 5; 2 was before
        overdue=2,  # 5, and 2 which stood so at the end
        open=3,  # 2, 8, 11
        late=1,  # 2
        waited=(HOUR,),  # 5
        lasted=(10 * HOUR, 96 * HOUR),  # 5 from Tuesday 8:00 to 18:00, and to Saturday 8:00
    ),
    TRIAGE: QueueFigures(
        received=2,  # 4 bounced, 7
        first_received=1,  # 7
        rejected=1,  # 7
    ),
}
"""2026-W48."""

IN_WEEK_BEFORE = {
    LIGHTING: QueueFigures(
        received=2,  # 1, 3 in the last minute
        first_received=2,
        accepted=1,  # 1
        resolved=1,
        confirmed=1,
        promised=1,
        answered_in_time=1,
        resolved_in_time=1,
        open=1,  # 3
        waited=(30 * MINUTE,),
        lasted=(24 * HOUR,),
    ),
    CITY: QueueFigures(
        received=1,  # 2
        first_received=1,
        fell_overdue=1,
        overdue=1,
        open=1,
        late=1,
    ),
    TRIAGE: QueueFigures(),
}
"""2026-W47; nothing had happened yet to 11."""

ALL = QueueFigures(
    received=9, first_received=7, accepted=5, rejected=1, resolved=4, confirmed=1, reopened=1, bounced=1, promised=4,
    answered_in_time=3,
    resolved_in_time=3, fell_overdue=1, overdue=2, open=4, late=1,
)  # fmt: skip
"""The sums of 2026-W48, without times."""


@pytest.fixture
async def golden(database: Database) -> Database:
    await database.write(store)
    return database


def numbers(reports: tuple[RiderReport, ...] | list[RiderReport]) -> list[int]:
    return [report.number.serial for report in reports]


@pytest.mark.parametrize(("span", "figures"), [(WEEK, IN_WEEK), (WEEK_BEFORE, IN_WEEK_BEFORE)])
async def test_each_queue_and_all_at_once(golden: Database, span: Span, figures: dict[str, QueueFigures]) -> None:
    assert await golden.read(lambda tx: tx.weeks.queues(span)) == figures
    for queue, its in figures.items():
        assert await golden.read(lambda tx, queue=queue: tx.weeks.queue(queue, span)) == its  # type: ignore[misc]


def test_medians_and_sums() -> None:
    assert IN_WEEK[LIGHTING].median_response == 20 * MINUTE
    assert IN_WEEK[LIGHTING].median_repair == (30 * HOUR + 36 * HOUR + MINUTE) // 2
    assert IN_WEEK[TRIAGE].median_response is None
    total = sum_of(IN_WEEK.values())
    assert total.median_response == 30 * MINUTE  # of 11, 20, 40 and 60 minutes
    assert total.median_repair == (30 * HOUR + 36 * HOUR + MINUTE) // 2  # of 10, 30, 36 and 96 hours


async def test_what_was_kept_is_what_was_counted(golden: Database) -> None:
    assert await golden.read(lambda tx: tx.weeks.kept([WEEK, WEEK_BEFORE])) == {}
    for span in (WEEK, WEEK_BEFORE, WEEK):  # once more in place of itself
        counted = await golden.read(lambda tx, span=span: tx.weeks.queues(span))  # type: ignore[misc]
        await golden.write(lambda tx, span=span, counted=counted: tx.weeks.keep(span, counted))  # type: ignore[misc]
    kept = await golden.read(lambda tx: tx.weeks.kept([WEEK, WEEK_BEFORE]))
    assert kept == {WEEK: IN_WEEK, WEEK_BEFORE: IN_WEEK_BEFORE}
    sums = await golden.read(lambda tx: tx.weeks.kept_sums([WEEK, WEEK_BEFORE]))
    assert sums[WEEK] == ALL
    assert (sums[WEEK_BEFORE].received, sums[WEEK_BEFORE].late) == (3, 1)
    two = await golden.read(lambda tx: tx.weeks.kept_sums([WEEK], [CITY, TRIAGE]))
    assert (two[WEEK].received, two[WEEK].rejected, two[WEEK].open, two[WEEK].waited) == (6, 1, 3, ())
    unknown = await golden.read(lambda tx: tx.weeks.kept_sums([WEEK, Span(0, 1)], ["water"]))
    assert unknown == {WEEK: QueueFigures()}  # it had no report yet, and need not be counted


async def test_a_span_in_which_nothing_happened_is_kept_too(database: Database) -> None:
    await database.write(lambda tx: tx.weeks.keep(WEEK, {}))
    assert await database.read(lambda tx: tx.weeks.kept([WEEK, WEEK_BEFORE])) == {WEEK: {}}
    assert await database.read(lambda tx: tx.weeks.kept_sums([WEEK])) == {WEEK: QueueFigures()}


async def test_the_week_of_ann(golden: Database) -> None:
    ann = await golden.read(lambda tx: tx.weeks.rider(ANN, WEEK))
    assert ann.submitted == 3  # 4, 6, 8; 12 she took back
    assert numbers(ann.fixed) == [6]  # stood resolved at the end; 1 was in the week before
    assert (ann.fixed[0].resolved_at, ann.fixed[0].has_pictures) == (at("26 15:00"), True)
    assert numbers(ann.waiting) == [
        2,
        6,
        8,
        4,
    ]  # by their limits: Friday the 20th, Monday 18:00, 20:00; what is held last
    assert numbers(ann.asked) == [5]  # Bo's, which she saw
    assert (ann.open, ann.asks) == (4, 1)
    assert ann.points == 11  # 4: 1 and 4; 6: 1 and 4; 12: 1, taken back; 8: 1
    assert ann.balance == 22  # and 11 of the week before: 1: 1, 4 and 5; 2: 1


async def test_the_week_of_bo(golden: Database) -> None:
    bo = await golden.read(lambda tx: tx.weeks.rider(BO, WEEK))
    assert bo.submitted == 2  # 5, 7; 3 is of the week before, 9 of the next
    assert numbers(bo.fixed) == [5, 3]  # 5 was seen by Ann, too
    assert [each.resolved_at for each in bo.fixed] == [at("28 08:00"), at("24 12:00")]
    assert numbers(bo.waiting) == [9]
    assert numbers(bo.asked) == [5]
    assert (bo.open, bo.asks) == (1, 1)
    assert bo.points == 20  # 3: 4 and 5; 5: 1, 4 and 5; 7: 1
    assert bo.balance == 21  # and 1 for 3 in the week before


async def test_a_year_of_both(golden: Database) -> None:
    year, empty = span_of(Year(2026), ZONE), span_of(Year(2025), ZONE)
    ann = await golden.read(lambda tx: tx.weeks.rider_year(ANN, year))
    assert [each.submitted_at for each in ann.submitted] == [
        at(day) for day in ("16 10:00", "17 10:00", "23 00:00", "25 09:00", "29 23:59")
    ]  # 1, 2, 4, 6, 8; 12 she took back
    assert (ann.submitted[0].category, ann.submitted[0].community) == ("street_light", NORTH)
    assert ann.helped == 1  # Bo, whose 5 she saw; nobody saw 1, and 6 was reopened
    bo = await golden.read(lambda tx: tx.weeks.rider_year(BO, year))
    assert (len(bo.submitted), bo.helped, bo.earlier, bo.later) == (4, 1, None, None)  # 3, 5, 7, 9; Ann, who saw 5
    assert await golden.read(lambda tx: tx.weeks.rider_year(ANN, empty)) == RiderYear((), 0, None, at("16 10:00"))
    later = await golden.read(lambda tx: tx.weeks.rider_year(ANN, Span(at("26 00:00"), at("26 09:00"))))
    assert later == RiderYear((), 0, at("25 09:00"), at("29 23:59"))  # 12 was taken back
    assert await golden.read(lambda tx: tx.weeks.rider_year(9, year)) == RiderYear((), 0, None, None)


async def test_nobody_is_helped_by_what_does_not_stand(golden: Database) -> None:
    """As an old database may have it: resolved at some time, and reopened."""
    five = await golden.read(lambda tx: tx.reports.get(5))
    assert five is not None
    assert five.resolved_at is not None
    await golden.write(lambda tx: tx.reports.save(replace(five, status=Status.REOPENED)))
    assert (await golden.read(lambda tx: tx.weeks.rider_year(ANN, span_of(Year(2026), ZONE)))).helped == 0


async def test_who_acted_on_it_as_staff_is_not_asked(golden: Database) -> None:
    ann = await golden.read(lambda tx: tx.riders.get(ANN))
    assert ann is not None
    await golden.write(lambda tx: tx.riders.save(replace(ann, chat_id=STAFF.id)))
    assert (await golden.read(lambda tx: tx.weeks.rider(ANN, WEEK))).asks == 0


async def test_a_rider_of_nothing(golden: Database) -> None:
    nobody = await golden.read(lambda tx: tx.weeks.rider(9, WEEK))
    assert not any((nobody.submitted, nobody.fixed, nobody.waiting, nobody.asked, nobody.points, nobody.balance))


async def test_categories(golden: Database) -> None:
    district = await golden.read(lambda tx: tx.weeks.categories(WEEK, None))
    # 5, 8; 7; 4; 6. Nothing ever happened to 10, and 12 was taken back.
    assert district == [("pothole", 2), ("other", 1), ("rubbish", 1), ("street_light", 1)]
    city = await golden.read(lambda tx: tx.weeks.categories(WEEK, [CITY]))
    assert city == [("pothole", 3), ("rubbish", 1)]  # 5, 8, 11; 4, which it sent back
    assert await golden.read(lambda tx: tx.weeks.categories(WEEK, [TRIAGE])) == [("other", 1), ("rubbish", 1)]  # 7, 4
    before = await golden.read(lambda tx: tx.weeks.categories(WEEK_BEFORE, None))
    assert before == [("street_light", 2), ("pothole", 1)]  # 1, 3; 2. Nothing had happened to 11 by then.


async def test_places(golden: Database) -> None:
    dots = await golden.read(lambda tx: tx.weeks.dots(WEEK))
    assert [round(dot.lat * 100 - 3740) for dot in dots] == [8, 7, 6, 5, 4]  # the newest first
    assert [dot.community for dot in dots] == [SOUTH, None, NORTH, SOUTH, SOUTH]
    hotspots = await golden.read(lambda tx: tx.weeks.hotspots(WEEK))
    assert hotspots == [
        Hotspot(SOUTH, "pothole", 2),  # 5, 8
        Hotspot(NORTH, "street_light", 1),  # 6
        Hotspot(SOUTH, "rubbish", 1),  # 4
    ]
    waiting = await golden.read(lambda tx: tx.weeks.communities_open())
    assert waiting == {NORTH: 2, SOUTH: 4}  # 6, 9; 2, 4, 8, 11


async def test_what_others_had_fixed_near_by(golden: Database) -> None:
    near = await golden.read(lambda tx: tx.weeks.fixed_near([NORTH, SOUTH], WEEK, ANN))
    assert sorted(numbers(near)) == [3, 5]
    assert numbers(await golden.read(lambda tx: tx.weeks.fixed_near([NORTH], WEEK, ANN))) == [3]
    assert await golden.read(lambda tx: tx.weeks.fixed_near([NORTH, SOUTH], WEEK, BO)) == []  # 6 is open again
    assert await golden.read(lambda tx: tx.weeks.fixed_near([], WEEK, ANN)) == []
