"""What was forwarded is not from where its rider is: neither phone nor last place say where, its files and words do."""

from dataclasses import replace
from typing import Any

import pytest

from domain.geo.live_location import LiveLocation
from domain.people.riders import Rider
from domain.reporting.drafts import DraftMenu
from domain.reporting.messages import DraftCard
from services.reporting import draft_menus, live_location
from tests.usecases import HERE, START, Case

MINUTE = 60_000
LIVE = replace(HERE, source="live", lat=HERE.lat + 0.001)


async def sharing(case: Case) -> Rider:
    """A rider who shares a live location and whose last place is fresh."""
    rider = await case.rider(last_place=HERE)
    await case.do(live_location.move, rider, LiveLocation(rider.id, 5, LIVE, START, START + 60 * MINUTE))
    return rider


async def asked(case: Case, rider: Rider) -> tuple[str, str]:
    """The words of what was sent, and the labels of the reply keys."""
    calls = await case.told(rider.chat_id)
    keys = [str(call.params.get("reply_markup", "")) for call in calls]
    return "\n".join(call.text for call in calls), "\n".join(keys)


@pytest.mark.parametrize("brought", [{"photo"}, set()])
async def test_neither_phone_nor_last_place_are_taken(case: Case, brought: set[str]) -> None:
    rider = await sharing(case)
    await case.told()
    photo = case.photo() if brought else None
    draft_id = await case.sends(rider, "路灯不亮", photo=photo, foreign=True)
    assert (await case.draft(draft_id)).position is None
    text, keys = await asked(case, rider)
    assert ("转发来的照片不知道在哪儿拍的" if brought else "转发来的话不知道说的是哪儿") in text
    assert "request_location" not in keys
    assert "还在这里" not in keys
    await case.do(draft_menus.open_menu, rider, draft_id, DraftMenu.PLACE)
    _, keys = await asked(case, rider)
    assert "request_location" not in keys
    moved = replace(LIVE, taken_at=START + MINUTE)
    case.clock.at += MINUTE
    await case.do(live_location.move, rider, LiveLocation(rider.id, 5, moved, START + MINUTE, START + 60 * MINUTE))
    assert (await case.draft(draft_id)).position is None


async def test_a_forwarded_file_says_where_it_was_taken(case: Case) -> None:
    rider = await sharing(case)
    there = replace(HERE, lat=HERE.lat + 0.01)
    draft_id = await case.sends(rider, "路灯不亮", photo=case.photo(), photo_position=there, foreign=True)
    draft = await case.draft(draft_id)
    assert (draft.position, draft.other_position) == (there, None)


@pytest.mark.parametrize(
    ("then", "source"),
    [
        ({"photo": True}, "live"),
        ({"text": "就在我这儿"}, "live"),
        ({"position": replace(HERE, source="location")}, "location"),
    ],
)
async def test_with_something_of_the_rider_s_own_the_usual_rules_apply(
    case: Case, then: dict[str, Any], source: str
) -> None:
    rider = await sharing(case)
    draft_id = await case.sends(rider, "路灯不亮", photo=case.photo(), foreign=True)
    own = {**then, "photo": case.photo()} if "photo" in then else then
    assert await case.sends(rider, **own) == draft_id
    position = (await case.draft(draft_id)).position
    assert position is not None
    assert position.source == source


async def test_the_rider_s_own_words_bring_the_last_place_and_the_location_key(case: Case) -> None:
    rider = await case.rider(last_place=HERE)
    draft_id = await case.sends(rider, "路灯不亮", photo=case.photo(), foreign=True)
    await case.sends(rider, "就在我这儿")
    assert (await case.draft(draft_id)).position == replace(HERE, source="last")
    other = await case.rider(8, last_place=None)
    await case.sends(other, "路灯不亮", photo=case.photo(), foreign=True)
    await case.told()
    await case.sends(other, "是我这边")
    assert "request_location" in (await asked(case, other))[1]


@pytest.mark.parametrize("source", ["live", "last"])
async def test_a_comment_ahead_of_a_forwarded_photo_is_from_no_place(case: Case, source: str) -> None:
    rider = await (sharing(case) if source == "live" else case.rider(last_place=HERE))
    draft_id = await case.sends(rider, "路灯不亮")
    position = (await case.draft(draft_id)).position
    assert position is not None
    assert position.source == source
    await case.told()
    assert await case.sends(rider, photo=case.photo(), foreign=True) == draft_id
    draft = await case.draft(draft_id)
    assert (draft.position, len(draft.photos), draft.note) == (None, 1, "路灯不亮")
    text, keys = await asked(case, rider)
    assert "转发来的照片不知道在哪儿拍的" in text
    assert "request_location" not in keys
    await case.sends(rider, "就在我这儿")
    assert (await case.draft(draft_id)).position is not None, "what its rider says later is of it"


async def test_the_location_key_that_a_comment_got_goes_with_the_forwarded_photo(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.sends(rider, "路灯不亮")
    assert "request_location" in (await asked(case, rider))[1]
    await case.sends(rider, photo=case.photo(), foreign=True)
    assert "remove_keyboard" in (await asked(case, rider))[1]
    await case.sends(rider, "是我这边")
    assert "request_location" in (await asked(case, rider))[1]
    assert (await case.draft(draft_id)).position is None


@pytest.mark.parametrize("own", [{"photo": True}, {"position": replace(HERE, source="location")}])
async def test_a_forwarded_photo_beside_one_s_own_or_a_place_by_hand_takes_no_place_away(
    case: Case, own: dict[str, Any]
) -> None:
    rider = await sharing(case)
    draft_id = await case.sends(rider, "路灯不亮", **({"photo": case.photo()} if "photo" in own else own))
    position = (await case.draft(draft_id)).position
    assert await case.sends(rider, photo=case.photo(), foreign=True) == draft_id
    assert (await case.draft(draft_id)).position == position


async def test_it_offers_no_last_place(case: Case) -> None:
    rider = await case.rider(last_place=replace(HERE, taken_at=START - 5 * MINUTE))
    draft_id = await case.sends(rider, "路灯不亮", photo=case.photo(), foreign=True)
    assert (await case.view(DraftCard(draft_id))).offered is None
    await case.sends(rider, "我也看到了")
    assert (await case.view(DraftCard(draft_id))).offered is not None


async def test_words_without_a_photo_get_the_location_key(case: Case) -> None:
    rider = await case.rider()
    await case.sends(rider, "路灯不亮")
    assert "request_location" in (await asked(case, rider))[1]
