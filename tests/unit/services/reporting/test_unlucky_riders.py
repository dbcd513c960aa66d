"""Riders who are hurried or unlucky: no key is dead, no photo lost, no message of ours left that is no longer true."""

from dataclasses import replace

import pytest

from domain.errors import Stale
from domain.reporting.incoming_message import IncomingMessage
from services.people import riders
from services.people.riders import terms_mark
from services.reporting import draft_menus, late_files, splitting, submission
from tests.usecases import HERE, Case, spot

MEASURED = replace(HERE, source="exif")


async def test_submit_all_asks_about_all_of_them_if_others_were_quicker(case: Case) -> None:
    rider, other = await case.rider(), await case.rider(8)
    first = await case.drafted(rider, at=spot(1))
    await case.passes(minutes=3)
    second = await case.drafted(rider, at=spot(3))
    there = [await case.submitted(by=other, at=spot(number)) for number in (1, 3)]
    assert await case.do(submission.submit_ready, rider) == 0
    assert [(await case.draft(each)).near_shown for each in (first, second)] == [(each.id,) for each in there]


async def test_of_a_photo_taken_back_nothing_is_left_to_split(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "井盖不见了", position=HERE, photo=case.photo())
    await case.sends(rider, photo=case.photo())
    await case.do(splitting.take_back, rider, draft, (await case.draft(draft)).photos[1].id)
    with pytest.raises(Stale):
        await case.do(splitting.split_off, rider, draft)


async def test_the_place_of_another_photo_counts_once_the_first_is_taken_back(case: Case) -> None:
    rider = await case.rider()
    beside = replace(MEASURED, lat=HERE.lat + 0.0001)
    draft = await case.sends(rider, "井盖不见了", photo=case.photo(), photo_position=MEASURED)
    await case.sends(rider, photo=case.photo(), photo_position=beside)
    await case.do(splitting.take_back, rider, draft, (await case.draft(draft)).photos[0].id)
    assert (await case.draft(draft)).position == beside


async def test_an_album_that_a_draft_has_no_room_for_gets_its_own(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "井盖不见了", position=HERE, photo=case.photo())
    for _ in range(4):
        await case.sends(rider, photo=case.photo())
    album = [await case.sends(rider, photo=case.photo(), album="a") for _ in range(8)]
    assert len((await case.draft(draft)).photos) == 5
    assert len((await case.draft(album[-1])).photos) == 8


async def test_a_late_part_of_the_album_that_opened_a_draft_is_not_split_off(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "井盖不见了", position=HERE, photo=case.photo(), album="a")
    await case.sends(rider, photo=case.photo())
    joined = (await case.draft(draft)).joined
    assert await case.sends(rider, photo=case.photo(), album="a") == draft
    assert (await case.draft(draft)).joined == joined != ()


async def test_the_location_key_comes_back_with_the_need_for_it(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "井盖不见了", photo=case.photo())
    await case.sends(rider, photo=case.photo(), photo_position=MEASURED)
    await case.told()
    await case.do(splitting.take_back, rider, draft, (await case.draft(draft)).photos[1].id)
    assert any(_asks_location(call.params) for call in await case.told(rider.chat_id))


async def test_the_location_key_waits_for_consent_with_the_card(case: Case) -> None:
    rider = await case.rider(consent=0)
    await case.sends(rider, "井盖不见了", photo=case.photo())
    assert not any(_asks_location(call.params) for call in await case.told(rider.chat_id))
    await case.do(riders.agree, rider, 5, terms_mark(case.deps.terms))
    assert any(_asks_location(call.params) for call in await case.told(rider.chat_id))


async def test_no_reminder_is_left_when_nothing_that_it_named_is(case: Case) -> None:
    rider = await case.rider()
    old = await case.sends(rider, "井盖不见了", photo=case.photo())
    await case.told()
    await case.passes(minutes=31)
    (reminder,) = await case.told(rider.chat_id)
    young = await case.sends(rider, "路灯不亮", photo=case.photo())
    for draft in (old, young):
        await case.do(draft_menus.cancel, rider, draft)
    gone = {call.params["message_id"] for call in await case.told(rider.chat_id) if call.method == "deleteMessage"}
    assert reminder.message in gone


async def test_late_parts_of_an_album_are_answered_once(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "路灯不亮", position=spot(9), photo=case.photo(), album="a")
    await case.do(draft_menus.choose_category, rider, draft, "street_light")
    await case.do(submission.submit_report, rider, draft)
    await case.told()
    for _ in range(3):
        part = IncomingMessage(case.numbers.new(), photo=case.photo(), album="a", sent_at=case.clock.at)
        assert await case.do(late_files.join, rider, part, 0)
    assert len([call for call in await case.told(rider.chat_id) if call.method == "sendMessage"]) == 1


def _asks_location(params: dict[str, object]) -> bool:
    return "request_location" in str(params.get("reply_markup"))
