"""The place of a rider's last report: taken while it is fresh, then offered, as old as it was measured."""

from dataclasses import replace
from typing import Any

import pytest

from domain.errors import AlreadyDone, LastPlaceOver
from domain.geo.live_location import LiveLocation
from domain.geo.positions import METRES_PER_DEGREE, Position
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import DraftCard
from services.reporting import additions, draft_menus, last_places, live_location, submission
from services.reporting.position_conflict import mark
from tests.usecases import HERE, START, Case

MINUTE = 60_000


def north(metres: float, at: int, **changes: Any) -> Position:
    """A place so far north of `HERE`, measured then."""
    lat = HERE.lat + metres / METRES_PER_DEGREE
    return replace(HERE, lat=lat, taken_at=at, accuracy_m=0, source="location", **changes)


async def riding(case: Case, age: int = 0) -> Rider:
    """A rider whose last place was measured so long ago, in milliseconds."""
    return await case.rider(last_place=replace(HERE, taken_at=case.clock.at - age))


async def known(case: Case, rider: Rider) -> Rider:
    kept = await case.database.read(lambda tx: tx.riders.get(rider.id))
    assert kept
    return kept


async def place_and_offer(case: Case, draft_id: int) -> tuple[str | None, bool]:
    """The source of a draft's place, and whether its card offers the last one."""
    draft = await case.draft(draft_id)
    view = await case.view(DraftCard(draft_id))
    return (draft.position.source if draft.position else None, view.offered is not None)


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (3 * MINUTE, ("last", False)),
        (3 * MINUTE + 1, (None, True)),
        (10 * MINUTE, (None, True)),
        (10 * MINUTE + 1, (None, False)),
    ],
)
@pytest.mark.parametrize("brought", ["a photo", "words"])
async def test_it_is_taken_offered_or_neither(
    case: Case, age: int, expected: tuple[str | None, bool], brought: str
) -> None:
    rider = await riding(case, age)
    photo = case.photo() if brought == "a photo" else None
    draft_id = await case.sends(rider, "路灯不亮", photo=photo)
    assert await place_and_offer(case, draft_id) == expected


async def test_it_is_as_old_as_it_was_measured_whichever_draft_used_it(case: Case) -> None:
    report = await case.submitted(at=HERE)
    rider = await known(case, await case.rider(last_place=HERE))
    case.clock.at += 2 * MINUTE
    draft_id = await case.drafted(rider, "pothole", replace(report.position, source="last"))
    assert await place_and_offer(case, await case.sends(rider, "路灯不亮")) == ("last", False)
    await case.do(draft_menus.cancel, rider, draft_id)
    case.clock.at = START + 3 * MINUTE + 1
    assert await place_and_offer(case, await case.sends(await known(case, rider), "路灯不亮")) == (None, True)


async def test_a_draft_that_used_it_makes_it_no_younger(case: Case) -> None:
    await case.submitted(at=HERE)
    rider = await known(case, await case.rider(last_place=HERE))
    case.clock.at += 2 * MINUTE
    await case.submitted("pothole", by=rider, at=replace(HERE, source="last"))
    assert (await known(case, rider)).last_place == HERE


async def test_the_operator_says_how_long_it_is_taken_and_offered(case: Case) -> None:
    limits = replace(case.deps.limits, last_place_take_minutes=1, last_place_offer_minutes=4)
    case.deps = replace(case.deps, limits=limits)
    rider = await riding(case, 2 * MINUTE)
    draft_id = await case.sends(rider, "路灯不亮")
    assert await place_and_offer(case, draft_id) == (None, True)
    case.clock.at += 2 * MINUTE + 1
    assert await place_and_offer(case, draft_id) == (None, False)


async def test_a_live_location_shows_that_the_rider_went_on(case: Case) -> None:
    rider = await riding(case, 2 * MINUTE)
    at = case.clock.at - MINUTE
    moved = LiveLocation(rider.id, 5, north(500, at, datum="wgs84"), at, at)  # sharing ended there
    await case.do(live_location.move, rider, moved)
    assert await place_and_offer(case, await case.sends(rider, "路灯不亮")) == (None, False)


@pytest.mark.parametrize(("metres", "expected"), [(500, (None, False)), (60, ("last", False))])
async def test_a_message_s_position_shows_that_the_rider_went_on(
    case: Case, metres: float, expected: tuple[str | None, bool]
) -> None:
    rider = await riding(case, 2 * MINUTE)
    other = await case.sends(rider, "有个坑", photo=case.photo(), photo_position=north(metres, case.clock.at - MINUTE))
    await case.do(draft_menus.cancel, rider, other)
    assert await place_and_offer(case, await case.sends(rider, "路灯不亮")) == expected


async def test_what_was_forwarded_shows_no_move(case: Case) -> None:
    rider = await riding(case, 2 * MINUTE)
    there = north(5000, case.clock.at - MINUTE)
    other = await case.sends(rider, "有个坑", photo=case.photo(), photo_position=there, foreign=True)
    await case.do(draft_menus.cancel, rider, other)
    assert await place_and_offer(case, await case.sends(rider, "路灯不亮")) == ("last", False)


async def test_still_here_takes_it(case: Case) -> None:
    rider = await riding(case, 5 * MINUTE)
    draft_id = await case.sends(rider, "路灯不亮", photo=case.photo())
    await case.told()
    await case.do(last_places.still_here, rider, draft_id, mark(HERE))
    assert (await case.draft(draft_id)).position == replace(HERE, source="last", taken_at=START - 5 * MINUTE)
    assert any("收起来了" in call.text for call in await case.told(rider.chat_id))
    with pytest.raises(AlreadyDone):
        await case.do(last_places.still_here, rider, draft_id, mark(HERE))


async def test_an_offer_is_over_an_hour_later(case: Case) -> None:
    rider = await riding(case, 5 * MINUTE)
    draft_id = await case.sends(rider, "路灯不亮", photo=case.photo())
    case.clock.at += 60 * MINUTE
    with pytest.raises(LastPlaceOver):
        await case.do(last_places.still_here, rider, draft_id, mark(HERE))
    assert await place_and_offer(case, draft_id) == (None, False)


async def test_a_key_takes_no_other_place_than_it_said(case: Case) -> None:
    rider = await riding(case, 5 * MINUTE)
    draft_id = await case.sends(rider, "路灯不亮", photo=case.photo())
    await case.rider(last_place=north(900, case.clock.at))  # submitted meanwhile
    with pytest.raises(LastPlaceOver):
        await case.do(last_places.still_here, await known(case, rider), draft_id, mark(HERE))


async def test_a_draft_whose_place_came_meanwhile_keeps_it(case: Case) -> None:
    rider = await riding(case, 5 * MINUTE)
    draft_id = await case.sends(rider, "路灯不亮", photo=case.photo())
    await case.sends(rider, position=north(400, case.clock.at))
    with pytest.raises(LastPlaceOver):
        await case.do(last_places.still_here, rider, draft_id, mark(HERE))


async def test_of_two_reports_the_place_that_was_measured_last_is_kept(case: Case) -> None:
    rider = await case.rider()
    await case.submitted(by=rider, at=HERE)
    early = north(300, START - 10 * MINUTE)
    await case.submitted("pothole", by=await known(case, rider), at=early)
    assert (await known(case, rider)).last_place == HERE


async def test_a_forwarded_file_leaves_no_last_place(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, "路灯不亮", photo=case.photo(), photo_position=HERE, foreign=True)
    await case.sends(rider, "在路口")  # the rider's own words, yet the place is that of the file
    await case.do(draft_menus.choose_category, rider, draft_id, "street_light")
    await case.do(submission.submit_report, rider, draft_id)
    assert (await known(case, rider)).last_place is None


async def test_a_reply_to_a_receipt_says_where_the_rider_is_now(case: Case) -> None:
    report = await case.submitted(at=HERE)
    rider = await known(case, await case.rider(last_place=HERE))
    there = north(300, case.clock.at + MINUTE)
    case.clock.at += MINUTE
    await case.do(additions.add, rider, report.id, IncomingMessage(case.numbers.new(), position=there))
    assert (await known(case, rider)).last_place == there
