"""Which open reports near by a draft is asked about, which no more, and what the rider's answer teaches."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from domain.geo.positions import METRES_PER_DEGREE, Position
from domain.reporting.duplicates import LISTS, SAME, Experience, Sign, Tally, category_pair
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from services.reporting import draft_menus, duplicates
from tests.sample_views import HOUR
from tests.usecases import HERE, Case, spot

DAY = 24 * HOUR
LIGHT = "street_light"


def north(metres: float) -> Position:
    return replace(HERE, lat=HERE.lat + metres / METRES_PER_DEGREE)


async def asked(case: Case, draft_id: int) -> tuple[int, ...]:
    return (await case.draft(draft_id)).near_shown


async def learned(case: Case, category: str = LIGHT) -> Experience:
    return await case.database.read(lambda tx: tx.duplicates.experience(category))


@pytest.mark.parametrize(
    ("metres", "later", "is_asked"),
    [
        (0, 0, True),
        (20, 0, True),
        (41, 0, False),
        (0, 30 * DAY, True),
        (0, 30 * DAY + 1, False),
    ],
)
async def test_a_draft_is_asked_about_the_same_category_within_its_radius_and_days(
    case: Case, metres: float, later: int, *, is_asked: bool
) -> None:
    report = await case.submitted(LIGHT)
    case.clock.at += later
    draft = await case.drafted(await case.rider(8), LIGHT, north(metres))
    assert await asked(case, draft) == ((report.id,) if is_asked else ())


async def test_another_category_is_not_asked_about_before_somebody_took_the_two_for_each_other(case: Case) -> None:
    report, other = await case.submitted("pothole"), await case.rider(8)
    assert await asked(case, await case.drafted(other, LIGHT)) == ()
    lesson = {category_pair("pothole", LIGHT): Tally(100, 100)}
    await case.database.write(lambda tx: tx.duplicates.learn(lesson))
    assert await asked(case, await case.drafted(await case.rider(9), LIGHT)) == (report.id,)


async def test_a_riders_own_report_is_asked_about_only_in_its_own_category(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted("pothole", by=rider)
    lesson = {category_pair("pothole", LIGHT): Tally(100, 100)}
    await case.database.write(lambda tx: tx.duplicates.learn(lesson))
    draft = await case.drafted(rider, LIGHT)
    assert await asked(case, draft) == ()
    await case.do(draft_menus.choose_category, rider, draft, "pothole")
    assert await asked(case, draft) == (report.id,)


async def test_a_closed_report_is_not_asked_about(case: Case) -> None:
    await case.moved(await case.submitted(), Action.REJECT, reason="unclear")
    assert await asked(case, await case.drafted(await case.rider(8))) == ()


@pytest.mark.parametrize("lacks", ["category", "place"])
async def test_nothing_is_asked_before_category_and_place_are_known(case: Case, lacks: str) -> None:
    report, rider = await case.submitted(), await case.rider(8)
    draft = await case.sends(rider, photo=case.photo(), position=HERE if lacks == "category" else None)
    if lacks == "place":
        await case.do(draft_menus.choose_category, rider, draft, LIGHT)
    assert await asked(case, draft) == ()
    if lacks == "place":
        await case.sends(rider, position=HERE)
    else:
        await case.do(draft_menus.choose_category, rider, draft, LIGHT)
    assert await asked(case, draft) == (report.id,)


async def test_nothing_is_asked_while_it_is_open_which_of_two_places_it_is(case: Case) -> None:
    await case.submitted(at=spot(1))
    rider = await case.rider(8)
    draft = await case.drafted(rider)
    await case.sends(rider, position=replace(spot(1), source="location"))
    kept = await case.draft(draft)
    assert kept.asks_place
    assert kept.near_shown == ()


async def test_what_was_declined_is_asked_about_no_more_but_what_came_since_is(case: Case) -> None:
    await case.submitted()
    rider = await case.rider(8)
    draft = await case.drafted(rider)
    case.clock.at += 1
    await case.do(draft_menus.is_different, rider, draft)
    assert await asked(case, draft) == ()
    case.clock.at += 1
    newer = await case.submitted(by=await case.rider(9))
    await case.sends(rider, "就在路口")
    assert await asked(case, draft) == (newer.id,)


async def test_all_that_stood_when_the_card_was_drawn_is_declined_and_nothing_that_came_after(case: Case) -> None:
    first, second = await case.submitted(), await case.submitted(by=await case.rider(9))
    rider = await case.rider(8)
    case.clock.at += 1
    draft = await case.drafted(rider)
    shown = await asked(case, draft)
    late = await case.submitted(by=await case.rider(10))
    case.clock.at += 1
    later = await case.submitted(by=await case.rider(11))
    case.clock.at += 1
    await case.do(draft_menus.is_different, rider, draft)
    kept = await case.draft(draft)
    assert set(shown) <= {first.id, second.id}
    assert set(kept.near_declined) == {first.id, second.id, late.id}
    assert kept.near_shown == (later.id,)


async def test_what_was_declined_before_stays_declined(case: Case) -> None:
    report, rider = await case.submitted(), await case.rider(8)
    draft = await case.drafted(rider)
    await case.do(draft_menus.is_different, rider, draft)
    await case.do(draft_menus.choose_category, rider, draft, "pothole")
    await case.do(draft_menus.is_different, rider, draft)
    await case.do(draft_menus.choose_category, rider, draft, LIGHT)
    kept = await case.draft(draft)
    assert (kept.near_declined, kept.near_shown) == ((report.id,), ())


async def same_picture(case: Case, *, later: int = 0, category: str = LIGHT) -> tuple[Report, int]:
    """A report, and a draft far away with its photo."""
    photo = replace(case.photo(), object_key="a" * 64)
    report = await case.submitted(LIGHT, photo=photo)
    case.clock.at += later
    again = replace(case.photo(), object_key=photo.object_key)
    return report, await case.drafted(await case.rider(8), category, spot(2), again)


@pytest.mark.parametrize(("later", "is_asked"), [(0, True), (30 * DAY, True), (30 * DAY + 1, False)])
async def test_the_same_picture_is_asked_about_however_far_away_within_the_days(
    case: Case, later: int, *, is_asked: bool
) -> None:
    report, draft = await same_picture(case, later=later)
    assert await asked(case, draft) == ((report.id,) if is_asked else ())


async def test_the_same_picture_of_a_closed_report_is_not_asked_about(case: Case) -> None:
    photo = replace(case.photo(), object_key="a" * 64)
    await case.moved(await case.submitted(photo=photo), Action.REJECT, reason="unclear")
    again = replace(case.photo(), object_key=photo.object_key)
    assert await asked(case, await case.drafted(await case.rider(8), LIGHT, spot(2), again)) == ()


async def test_the_same_picture_near_by_is_asked_about_once(case: Case) -> None:
    photo = replace(case.photo(), object_key="a" * 64)
    report = await case.submitted(photo=photo)
    again = replace(case.photo(), object_key=photo.object_key)
    assert await asked(case, await case.drafted(await case.rider(8), LIGHT, HERE, again)) == (report.id,)


async def learn(case: Case, draft_id: int, repeated: Collection[int] = ()) -> Experience:
    await case.do(duplicates.learn_draft, await case.draft(draft_id), repeated)
    return await learned(case)


@pytest.mark.parametrize(("repeats", "tally"), [(False, Tally(1, 0)), (True, Tally(1, 1))])
async def test_a_draft_that_ends_teaches_whether_what_stood_near_was_repeated(
    case: Case, tally: Tally, *, repeats: bool
) -> None:
    report, rider = await case.submitted(), await case.rider(8)
    draft = await case.drafted(rider)
    known = await learn(case, draft, (report.id,) if repeats else ())
    for sign in (SAME, category_pair(LIGHT, LIGHT), Sign("distance", "0"), Sign("age", "0"), Sign("photo", "1")):
        assert known[sign] == tally


async def test_the_same_picture_is_learned_as_such(case: Case) -> None:
    report, draft = await same_picture(case)
    known = await learn(case, draft, (report.id,))
    assert known[Sign("photo", "0")] == Tally(1, 1)


async def test_without_a_photo_nothing_is_learned_of_photos(case: Case) -> None:
    await case.submitted()
    rider = await case.rider(8)
    draft = await case.sends(rider, position=HERE)
    await case.do(draft_menus.choose_category, rider, draft, LIGHT)
    known = await learn(case, draft)
    assert known[SAME] == Tally(1, 0)
    assert known[Sign("photo", "0")] == known[Sign("photo", "1")] == Tally(0, 0)


async def test_the_length_of_each_list_is_learned_that_of_none_too(case: Case) -> None:
    rider = await case.rider()
    await learn(case, await case.drafted(rider))
    assert (await learned(case))[LISTS] == Tally(1, 0)
    await case.submitted(by=rider)
    assert (await learned(case))[LISTS] == Tally(2, 0)
    await case.submitted(by=await case.rider(8))
    before = (await learned(case))[LISTS]
    await case.submitted(by=await case.rider(9))
    after = (await learned(case))[LISTS]
    assert (after.chances, after.duplicates) == (before.chances + 1, before.duplicates + 1)


async def test_a_category_that_the_district_gave_up_teaches_and_asks_nothing(case: Case) -> None:
    await case.submitted()
    rider = await case.rider(8)
    draft = await case.drafted(rider)
    before = await learned(case)
    case.gives_up(LIGHT)
    known = await learn(case, draft)
    assert (known[SAME], known[LISTS]) == (before[SAME], before[LISTS])
    kept = await case.draft(draft)
    found = await case.database.read(lambda tx: duplicates.shown_near(tx, case.deps, kept, case.clock.at))
    assert found == ()
