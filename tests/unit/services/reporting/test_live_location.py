"""A live location is kept of who has agreed, and gives an open draft its place while it is fresh."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from domain.geo.live_location import LiveLocation
from domain.people.messages import Welcome
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import LiveStarted
from services.reporting import draft_menus, live_location
from tests.sample_views import HOUR, MINUTE
from tests.tables import waiting, waiting_keys
from tests.usecases import HERE, START, Case, spot

LIVE = replace(HERE, source="live", accuracy_m=20)


def shared(rider: Rider, *, at: int = START, until: int = START + HOUR, **changes: object) -> LiveLocation:
    return LiveLocation(rider.id, 50, replace(LIVE, **changes), at, until)  # type: ignore[arg-type]


Share = Callable[[Case, Rider, LiveLocation], Awaitable[None]]


async def start(case: Case, rider: Rider, place: LiveLocation) -> None:
    await case.do(live_location.start, rider, place, IncomingMessage(place.message_id, sent_at=case.clock.at))


async def move(case: Case, rider: Rider, place: LiveLocation) -> None:
    await case.do(live_location.move, rider, place)


async def kept(case: Case, rider: Rider) -> LiveLocation | None:
    return await case.database.read(lambda tx: tx.live_locations.of_rider(rider.id))


async def test_a_live_location_is_kept_and_explained_once_it_is_shared(case: Case) -> None:
    rider = await case.rider()
    place = shared(rider)
    await start(case, rider, place)
    assert await kept(case, rider) == place
    assert [each.meaning for each in waiting(case)] == [LiveStarted(reply_to=50)]


@pytest.mark.parametrize("share", [start, move])
async def test_of_who_has_not_agreed_nothing_is_kept(case: Case, share: Share) -> None:
    rider = await case.rider(consent=0)
    await share(case, rider, shared(rider))
    assert await kept(case, rider) is None
    welcomed = [Welcome(lost=True, reply_to=50)] if share is start else []
    assert [each.meaning for each in waiting(case)] == welcomed


@pytest.mark.parametrize(
    ("age", "accuracy", "is_taken"),
    [
        (0, 20, True),
        (2 * MINUTE, 100, True),
        (2 * MINUTE + 1, 100, False),
        (0, 101, False),
        (0, None, True),
    ],
)
@pytest.mark.parametrize("share", [start, move])
async def test_a_draft_takes_a_place_of_two_minutes_and_a_hundred_metres(
    case: Case, share: Share, age: int, accuracy: float | None, *, is_taken: bool
) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "路灯不亮", photo=case.photo())
    await case.told()
    place = shared(rider, at=START - age, accuracy_m=accuracy)
    await share(case, rider, place)
    assert (await case.draft(draft)).position == (place.position if is_taken else None)
    assert (f"draft:{draft}" in waiting_keys(case)) is (is_taken or share is start)


@pytest.mark.parametrize(("until", "is_taken"), [(START, True), (START - 1, False)])
async def test_what_is_no_longer_shared_says_nothing(case: Case, until: int, *, is_taken: bool) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "路灯不亮", photo=case.photo())
    await case.do(live_location.move, rider, shared(rider, until=until))
    assert ((await case.draft(draft)).position is not None) is is_taken


async def test_sharing_does_not_explain_itself_to_an_open_draft_and_the_card_comes_below(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "路灯不亮", photo=case.photo())
    await case.told()
    place = replace(shared(rider), message_id=9_000_000)
    await start(case, rider, place)
    assert (await case.draft(draft)).last_message_id == 9_000_000
    assert not [each for each in waiting(case) if isinstance(each.meaning, LiveStarted)]


async def test_a_place_that_is_known_does_not_follow_the_rider(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "路灯不亮", position=spot(1), photo=case.photo())
    await case.told()
    await case.do(live_location.move, rider, shared(rider))
    assert (await case.draft(draft)).position == spot(1)
    assert waiting(case) == []
    assert await kept(case, rider) == shared(rider)


async def test_moving_without_a_draft_says_nothing(case: Case) -> None:
    rider = await case.rider()
    await case.do(live_location.move, rider, shared(rider))
    assert waiting(case) == []


async def test_a_live_location_that_was_kept_places_the_next_draft(case: Case) -> None:
    rider = await case.rider()
    await case.do(live_location.move, rider, shared(rider))
    draft = await case.sends(rider, "路灯不亮", photo=case.photo())
    assert (await case.draft(draft)).position == LIVE


async def test_a_photo_that_says_where_it_was_taken_goes_before_it_unless_they_disagree(case: Case) -> None:
    rider = await case.rider()
    await case.do(live_location.move, rider, shared(rider))
    taken = await case.sends(rider, "路灯不亮", photo=case.photo(), photo_position=HERE)
    draft = await case.draft(taken)
    assert (draft.position, draft.other_position) == (HERE, None)
    await case.do(draft_menus.cancel, rider, taken)
    far = await case.sends(rider, "路灯不亮", photo=case.photo(), photo_position=spot(1))
    draft = await case.draft(far)
    assert (draft.position, draft.other_position) == (spot(1), LIVE)
    assert draft.asks_place


async def test_only_the_riders_own_draft_is_placed(case: Case) -> None:
    rider, other = await case.rider(), await case.rider(8)
    draft = await case.sends(other, "路灯不亮", photo=case.photo())
    await case.do(live_location.move, rider, shared(rider))
    assert (await case.draft(draft)).position is None
