"""Whose repairs a rider reads of, and whose pictures they see: their own, and another's only where staff said so."""

from dataclasses import replace

import pytest

from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action
from domain.week.messages import Digest
from services.week.rider_weeks import RiderWeekView
from tests.usecases import HERE, START, Case, spot

WEEK = "2026-W48"
DAY = 24 * 3_600_000


async def fixed(
    case: Case, by: Rider, category: str = "street_light", place: int = 0, *, shown: bool = False
) -> Report:
    """A report that was fixed, with a photo before and one after; staff say that it may be shown."""
    report = await case.submitted(category, by=by, at=spot(place), photo=case.photo())
    report = await case.resolved(report)
    after = replace(
        case.photo(), id=case.numbers.new(), report_id=report.id, role=PhotoRole.AFTER, added_at=case.clock.at
    )
    await case.database.write(lambda tx: tx.photos.add(after))
    return await case.moved(report, Action.MAY_SHOW) if shown else report


async def week_of(case: Case, rider: Rider) -> RiderWeekView:
    view = await case.view(Digest(f"rider:{rider.id}", WEEK, asked=True))
    assert isinstance(view, RiderWeekView)
    return view


async def riding(case: Case, number: int = 7) -> Rider:
    return await case.rider(number, last_place=HERE, last_place_at=START)


async def test_a_riders_own_repair_is_shown_before_and_after(case: Case) -> None:
    rider = await riding(case)
    await case.resolved(await case.submitted(by=rider, at=spot(3)))
    report = await fixed(case, rider)
    view = await week_of(case, rider)
    assert (view.best, view.pictured) == (view.figures.fixed[0], view.figures.fixed[0])
    assert [photo.role for photo in view.photos] == [PhotoRole.BEFORE, PhotoRole.AFTER]
    assert {photo.report_id for photo in view.photos} == {report.id}
    assert (len(view.figures.fixed), len(view.figures.asked), view.figures.asks) == (2, 2, 2)
    assert view.dots == ()


@pytest.mark.parametrize("shown", [True, False])
async def test_anothers_repair_near_by_is_told_and_pictured_where_staff_said_so(case: Case, *, shown: bool) -> None:
    rider, other = await riding(case), await riding(case, 8)
    report = await fixed(case, other, shown=shown)
    view = await week_of(case, rider)
    assert view.near is not None
    assert view.near.id == report.id
    assert bool(view.photos) is (view.pictured is not None) is shown


@pytest.mark.parametrize("category", ["stairwell_dark", "lost_person"])
async def test_what_lies_within_buildings_and_missing_persons_are_nobodys_news(case: Case, category: str) -> None:
    rider, other = await riding(case), await riding(case, 8)
    assert not case.deps.district.catalogue[category].may_show
    await fixed(case, other, category)
    view = await week_of(case, rider)
    assert (view.near, view.photos, view.dots) == (None, (), ())


async def test_what_is_far_was_not_fixed_or_is_their_own_is_not_near(case: Case) -> None:
    rider, other = await riding(case), await riding(case, 8)
    await fixed(case, rider)
    await case.submitted(by=other, at=spot(1))
    far = replace(HERE, lat=HERE.lat + 0.03)
    await case.resolved(await case.submitted(by=other, at=far))
    assert (await week_of(case, rider)).near is None


async def test_without_a_place_nothing_is_near(case: Case) -> None:
    rider = await case.rider(7, last_place=None)
    await fixed(case, await riding(case, 8))
    rider = replace(rider, last_place=None)
    await case.database.write(lambda tx: tx.riders.save(rider))
    assert (await week_of(case, rider)).near is None


async def test_of_several_near_by_the_one_with_pictures_is_told_then_what_many_saw(case: Case) -> None:
    rider, other, third = await riding(case), await riding(case, 8), await riding(case, 9)
    plain = await case.submitted(by=other, at=spot(1), photo=case.photo())
    await case.witnessed(plain, third)
    await case.resolved(await case.now(plain))
    await case.resolved(await case.submitted(by=other, at=spot(2)))
    assert (await week_of(case, rider)).near.id == plain.id  # type: ignore[union-attr]
    pictured = await fixed(case, other, place=4, shown=True)
    assert (await week_of(case, rider)).near.id == pictured.id  # type: ignore[union-attr]


async def test_a_repair_that_was_reopened_is_none(case: Case) -> None:
    rider = await riding(case)
    report = await fixed(case, rider)
    await case.answered(report, rider, Action.NOT_FIXED)
    view = await week_of(case, rider)
    assert (view.best, view.figures.fixed, view.photos) == (None, (), ())
    assert [each.status for each in view.figures.waiting] == [Status.REOPENED]


async def test_the_map_shows_what_all_may_know_of(case: Case) -> None:
    rider, other = await riding(case), await riding(case, 8)
    await case.submitted("pothole", by=other, at=spot(1))
    await case.submitted("stairwell_dark", by=other, at=spot(2))
    assert [dot.category for dot in (await week_of(case, rider)).dots] == ["pothole"]


async def test_nobodys_picture_of_a_missing_person_comes_with_a_week(case: Case) -> None:
    """It would stay in the chat when those of the closed case are erased."""
    rider = await riding(case)
    await fixed(case, rider, "lost_person")
    view = await week_of(case, rider)
    assert (view.best, view.photos, len(view.figures.fixed)) == (None, (), 1)


async def test_who_is_banned_is_asked_nothing(case: Case) -> None:
    rider = await riding(case)
    await case.resolved(await case.submitted(by=rider))
    banned = replace(rider, barred=SanctionKind.BAN, barred_until=None)
    await case.database.write(lambda tx: tx.riders.save(banned))
    view = await week_of(case, banned)
    assert (view.figures.asked, view.figures.asks, len(view.figures.fixed)) == ((), 0, 1)
