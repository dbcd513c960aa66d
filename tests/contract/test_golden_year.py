"""Every figure of `tests/golden_year.py`, worked out by hand; comments name reports by their numbers."""

from itertools import count
from typing import Final

import pytest

from domain.language.suggestion import Suggester
from domain.people.points import Awards
from domain.week.weeks import Month, Span, Year, span_of
from services.deps import Deps, Limits
from services.ports.weeks import Hotspot
from services.ports.years import OUTSIDE, By, MonthFigures, YearFigures
from services.week.years import YearView, year_view
from storage.database import Database
from tests import sample_views
from tests.golden_year import CITY, GONE, HOUR, LIGHTING, NORTH, SOUTH, TRIAGE, YEAR, ZONE, at, store
from tests.usecases import DANGER, Hands, Numbers

TOTAL: Final = YearFigures(
    reported=12,  # 1 to 6, 8 to 11, 14, 15; 7 was withdrawn, 12 and 13 are others' years
    fixed=7,  # 1, 2, 8, 9, 11, 14, 15
    open=3,  # 3, 4, 10
    undated=1,  # 9
    rejected=1,  # 5
    duplicate=1,  # 6
    imported=3,  # 8, 9, 10
    due=5,  # 1, 2, 3, 5, 11; 4 and 6 were never late and are not fixed, the others had no limit
    on_time=2,  # 1, 11
    overdue=3,  # 2, 3, 5
    reopened=1,  # 2
    witnesses=7,  # two saw 1, five saw 14; who saw 6 is a witness of what it was merged into
    response=int(1.5 * HOUR),  # 1, 1, 1, 2, 3, 5 hours: 1, 14, 15; 4; 2; 11
    repair=7 * HOUR,  # 2, 2, 4, 10, 24, 30 hours: 14, 15; 8; 1; 11; 2; that of 9 is not known
)
QUEUES: Final = {
    LIGHTING: YearFigures(  # 1, 2, 11, 15
        reported=4, fixed=4, due=3, on_time=2, overdue=1, reopened=1, witnesses=2, response=2 * HOUR, repair=17 * HOUR
    ),
    CITY: YearFigures(  # 3, 4, 6, 8, 14
        reported=5, fixed=2, open=2, duplicate=1, imported=1, due=1, overdue=1, witnesses=5,
        response=int(1.5 * HOUR), repair=3 * HOUR,
    ),
    TRIAGE: YearFigures(reported=2, open=1, rejected=1, imported=1, due=1, overdue=1),  # 5, 10
    GONE: YearFigures(reported=1, fixed=1, undated=1, imported=1),  # 9
}  # fmt: skip


def deps(now: int) -> Deps:
    return Deps(sample_views.district(), Suggester(()), DANGER, Hands(now), Numbers(), Awards(), Limits())


async def viewed(database: Database, year: Year = YEAR, now: int = at("2026-11-24 10:00")) -> YearView | None:
    return await database.read(lambda tx: year_view(tx, deps(now), year))


@pytest.fixture
async def lived(database: Database) -> Database:
    await database.write(store)
    return database


@pytest.fixture
async def view(lived: Database) -> YearView:
    found = await viewed(lived)
    assert found is not None
    return found


async def test_a_year_sums_up(view: YearView) -> None:
    its = view.total
    assert its == TOTAL
    assert its.reported == its.fixed + its.open + its.rejected + its.duplicate
    assert (view.riders, view.points) == (2, 8)  # 4 + 5 - 1; not what came an instant before or after
    assert not view.is_running


async def test_each_queue_category_and_community_has_its_own(view: YearView) -> None:
    assert dict(view.queues) == QUEUES
    assert [name for name, _ in view.queues] == [CITY, LIGHTING, TRIAGE, GONE]  # the most reports first
    assert {name: its.reported for name, its in view.categories} == {
        "street_light": 4, "pothole": 5, "rubbish": 2, "stairwell_dark": 1,
    }  # fmt: skip
    pothole = dict(view.categories)["pothole"]  # 3, 4, 6, 8, 10
    assert (pothole.fixed, pothole.repair, pothole.response) == (1, 4 * HOUR, 2 * HOUR)
    assert {name: its.reported for name, its in view.communities} == {NORTH: 4, SOUTH: 6, OUTSIDE: 2}
    for some in (view.queues, view.categories, view.communities):
        assert sum(its.reported for _, its in some) == TOTAL.reported


async def test_months_count_what_came_and_what_was_fixed_in_them(view: YearView) -> None:
    reported = (1, 1, 1, 1, 2, 3, 2, 0, 0, 0, 0, 1)
    fixed = (1, 0, 1, 0, 0, 1, 2, 0, 0, 0, 0, 0)  # 2 in March; not 9, 12 of the year before; 11 in the next year
    assert view.months == tuple(
        (Month(2024, number), MonthFigures(*both)) for number, both in zip(count(1), zip(reported, fixed, strict=True))
    )


async def test_hotspots_are_pairs_of_community_and_category_that_may_be_shown(view: YearView) -> None:
    assert view.hotspots[:2] == (Hotspot(SOUTH, "pothole", 4), Hotspot(NORTH, "street_light", 3))
    assert sum(each.reports for each in view.hotspots) == TOTAL.reported - 3  # 5 and 10 are outside, 14 is private


async def test_dots_leave_out_what_is_private(lived: Database, view: YearView) -> None:
    assert [round(100 * (dot.lat - 37.4)) for dot in view.dots] == [1, 2, 3, 4, 5, 6, 8, 9, 10, 15, 11]
    assert view.dots_every == 1
    span = span_of(YEAR, ZONE)
    some = await lived.read(lambda tx: tx.years.dots(span, ["street_light", "pothole"], 3))
    assert [round(100 * (dot.lat - 37.4)) for dot in some] == [3, 8, 11]  # each third of 1, 2, 3, 4, 6, 8, 10, 15, 11


async def test_photos_are_those_that_anybody_may_see(lived: Database, view: YearView) -> None:
    assert [(pair.report.id, [photo.id for photo in pair.photos]) for pair in view.pairs] == [(1, [10, 11])]
    span, both = span_of(YEAR, ZONE), ["street_light", "stairwell_dark"]
    shown = await lived.read(lambda tx: tx.years.shown(span, both))
    assert shown == [14, 1]  # most others saw 14; 11 was fixed in the next year, and nobody said it of 15


async def test_the_year_before_stands_beside(lived: Database, view: YearView) -> None:
    assert view.before == YearFigures(reported=1, fixed=1, due=1, on_time=1, repair=100 * HOUR)  # 12, as it stands now
    first = await viewed(lived, Year(2023))
    assert first is not None
    assert (first.total, first.before) == (view.before, None)
    assert [its.fixed for _, its in first.months] == [0] * 12  # it was fixed in January


async def test_a_running_year_is_told_up_to_now_beside_the_same_days(lived: Database) -> None:
    on_leap_day = await viewed(lived, now=at("2024-02-29 12:00"))
    assert on_leap_day is not None
    assert on_leap_day.is_running
    assert (on_leap_day.total.reported, on_leap_day.before) == (2, None)  # 1, 2; none in 2023 until 28 February
    assert [str(month) for month, _ in on_leap_day.months] == ["2024-01", "2024-02"]
    at_midnight = await viewed(lived, Year(2025), now=at("2025-01-01 00:00"))
    assert at_midnight is not None
    assert at_midnight.before is not None
    assert (at_midnight.total.reported, at_midnight.before.reported) == (1, 1)  # 13 beside 1


async def test_a_year_without_reports_is_none(lived: Database) -> None:
    assert await viewed(lived, Year(2022)) is None
    assert await viewed(lived, Year(2026)) is None
    assert await viewed(lived, Year(1971)) is None


async def test_an_even_number_has_its_median_between_two(lived: Database) -> None:
    span = Span(at("2024-01-01 00:00"), at("2024-03-01 00:00"))
    found = await lived.read(lambda tx: tx.years.figures(span, By.NOTHING))
    (its,) = found.values()
    assert (its.response, its.repair) == (2 * HOUR, 20 * HOUR)  # 1 and 3 hours, 10 and 30
