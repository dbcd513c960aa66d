"""A rider's year: what is counted, what is shown of it, and which years there are beside it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.messages import Precedence
from domain.people.riders import Rider
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Report
from domain.week.messages import RiderYearShown
from domain.week.weeks import Year
from services.reporting import rider_actions
from services.week import digests, rider_years
from services.week.rider_years import RiderYearView
from tests.tables import waiting
from tests.usecases import Case, spot

THIS, LAST = 2026, 2025


def utc(year: int, month: int, day: int, hour: int = 0) -> int:
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp() * 1000)


async def year_of(case: Case, rider: Rider, year: int = THIS, *, asked: bool = True) -> RiderYearView | None:
    view = await case.view(RiderYearShown(rider.id, year, asked=asked))
    assert view is None or isinstance(view, RiderYearView)
    return view


async def shown(case: Case, rider: Rider, year: int = THIS) -> RiderYearView:
    view = await year_of(case, rider, year)
    assert view is not None
    return view


async def pictured(case: Case, report: Report) -> Report:
    """It is resolved, with a photo of the repair."""
    report = await case.resolved(report)
    after = replace(
        case.photo(), id=case.numbers.new(), report_id=report.id, role=PhotoRole.AFTER, added_at=case.clock.at
    )
    await case.database.write(lambda tx: tx.photos.add(after))
    return report


def asked_for(case: Case) -> list[int]:
    return [each.meaning.year for each in waiting(case) if isinstance(each.meaning, RiderYearShown)]


async def test_what_was_reported_fixed_and_seen_by_others_and_where(case: Case) -> None:
    rider, other, third = await case.rider(7), await case.rider(8), await case.rider(9)
    first = await case.submitted("pothole", by=rider, at=spot(0))
    await case.witnessed(first, other)
    await case.witnessed(first, third)
    await case.resolved(await case.now(first))
    taken_back = await case.submitted("rubbish", by=rider, at=spot(20))
    await case.do(rider_actions.withdraw, rider, taken_back.id)
    await case.passes(days=1)
    best = await pictured(case, await case.submitted(by=rider, at=spot(3), photo=case.photo()))
    view = await shown(case, rider)
    assert (view.figures.submitted, len(view.figures.fixed), view.helped) == (2, 2, 2)
    assert view.first is not None
    assert view.first.category == "pothole"
    assert view.best is not None
    assert view.best.id == best.id
    assert [photo.role for photo in view.photos] == [PhotoRole.BEFORE, PhotoRole.AFTER]
    assert len(view.dots) == 2
    assert view.until == date(2026, 11, 25)
    assert view.streets == len(case.deps.district.gazetteer.streets([spot(0), spot(3)])) > 0
    seen = await shown(case, other)
    assert (seen.figures.submitted, seen.helped) == (0, 2)  # the reporter and the third, who had the same problem


@pytest.mark.parametrize(("category", "kept"), [("stairwell_dark", True), ("lost_person", False)])
async def test_no_dot_is_within_a_building_and_nothing_stays_of_a_missing_person(
    case: Case, category: str, *, kept: bool
) -> None:
    rider = await case.rider()
    await pictured(case, await case.submitted(category, by=rider, at=spot(0), photo=case.photo()))
    view = await shown(case, rider)
    assert (view.first is not None, view.best is not None, len(view.photos)) == (kept, kept, 2 * kept)
    assert (view.dots, view.figures.submitted, len(view.figures.fixed)) == ((), 1, 1)
    await case.passes(days=1)
    await case.submitted("pothole", by=rider, at=spot(5))
    view = await shown(case, rider)
    assert view.first is not None
    assert view.first.category == (category if kept else "pothole")
    assert [dot.category for dot in view.dots] == ["pothole"]


async def test_nothing_is_sent_of_a_year_of_nothing_but_who_asks_is_answered(case: Case) -> None:
    rider = await case.rider()
    assert await year_of(case, rider, asked=False) is None
    view = await shown(case, rider)
    assert (view.is_empty, view.before, view.after) == (True, None, None)
    assert await case.view(RiderYearShown(99, THIS, asked=True)) is None


async def test_who_turned_the_digest_off_while_it_waited_gets_none_unless_they_ask(case: Case) -> None:
    rider = await case.rider()
    await case.submitted(by=rider)
    await case.rider(muted=True)
    assert await year_of(case, rider, asked=False) is None
    assert await year_of(case, rider, asked=True) is not None


async def test_the_years_beside_are_those_of_which_there_is_something(case: Case) -> None:
    """So that no picture has to give way to words."""
    rider = await case.rider()
    await case.submitted(by=rider)
    case.clock.at = utc(2029, 3, 1)
    old, new = await shown(case, rider, 2026), await shown(case, rider, 2029)
    assert (old.before, old.after, old.until) == (None, None, None)
    assert (new.before, new.after, new.until) == (Year(2026), None, date(2029, 3, 1))
    assert (old.figures.submitted, new.figures.submitted) == (1, 0)
    await case.submitted(by=rider, at=replace(spot(5), taken_at=case.clock.at))
    assert (await shown(case, rider, 2026)).after == (await shown(case, rider, 2027)).after == Year(2029)


async def test_a_year_begins_at_midnight_in_the_district(case: Case) -> None:
    rider = await case.rider()
    midnight = int(datetime(2027, 1, 1, tzinfo=case.deps.district.timezone).timestamp() * 1000)
    for at, place in ((midnight - 1, 0), (midnight, 5)):
        case.clock.at = at
        await case.submitted(by=rider, at=replace(spot(place), taken_at=at))
    assert [(await shown(case, rider, year)).figures.submitted for year in (2026, 2027)] == [1, 1]


@pytest.mark.parametrize(
    ("now", "words", "year"),
    [
        (utc(2026, 11, 24), "", THIS),
        (utc(2026, 11, 24), " 去年 ", LAST),
        (utc(2026, 11, 24), "Last Year", LAST),
        (utc(2026, 11, 24), "2025年", LAST),
        (utc(2026, 11, 24), "２０２５ 年", LAST),
        (utc(2026, 11, 24), "前年", LAST - 1),
        (utc(2026, 11, 24), "2027", THIS),
        (utc(2026, 11, 24), "99999999999999999999", THIS),
        (utc(2026, 11, 24), "' or 1=1", THIS),
        (utc(2026, 12, 31, 15), "", THIS),
        (utc(2026, 12, 31, 17), "", THIS),  # in the district it is January, of which there is nothing to tell yet
        (utc(2027, 1, 31, 15), "", THIS),
        (utc(2027, 1, 31, 17), "", THIS + 1),
        (utc(2027, 1, 2), "今年", THIS + 1),
    ],
)
async def test_which_year_is_asked_for(case: Case, now: int, words: str, year: int) -> None:
    rider = await case.rider()
    case.clock.at = now
    await case.do(rider_years.show_year, rider, words)
    assert asked_for(case) == [year]


@pytest.mark.parametrize(("slot", "day", "hour"), [(9, 21, 1), (153, 27, 1)])
async def test_it_comes_once_in_december_at_the_riders_own_hour_behind_everything(
    case: Case, slot: int, day: int, hour: int
) -> None:
    rider = await case.rider(digest_slot=slot)
    case.clock.at = utc(2026, 12, 14, 2)
    await case.do(digests.plan_next)
    case.clock.at = utc(2026, 12, day, hour) - 1
    await case.passes(milliseconds=0)
    assert asked_for(case) == []
    await case.passes(milliseconds=1)
    (told,) = [each for each in waiting(case) if isinstance(each.meaning, RiderYearShown)]
    assert told.meaning == RiderYearShown(rider.id, THIS)
    assert (told.chat_id, told.precedence, told.silent) == (rider.chat_id, Precedence.DIGEST, True)
    await case.told()
    await case.passes(days=20)
    assert asked_for(case) == []


async def test_who_was_told_is_not_told_again_whatever_the_outbox_has_forgotten(case: Case) -> None:
    await case.rider()
    case.clock.at = utc(2026, 12, 21, 1)
    for told in ([THIS], []):
        await case.do(digests.tell_week, "2026-W51:0")
        assert asked_for(case) == told
        await case.told()
        await case.database.write(lambda tx: tx.outbox.purge(case.clock.at + 1))


async def test_no_other_week_brings_a_year(case: Case) -> None:
    await case.rider()
    for week, day in (("2026-W50", 14), ("2026-W52", 28)):
        case.clock.at = utc(2026, 12, day, 1)
        await case.do(digests.tell_week, f"{week}:0")
    assert asked_for(case) == []


async def test_who_muted_the_digest_gets_no_year_either(case: Case) -> None:
    await case.rider(muted=True)
    case.clock.at = utc(2026, 12, 21, 1)
    await case.do(digests.tell_week, "2026-W51:0")
    assert asked_for(case) == []
