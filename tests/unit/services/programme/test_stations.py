"""Riders find stations: where the place comes from, which message answers, and when the question is over."""

from dataclasses import replace

import pytest

from domain.district.opening import parse_opening
from domain.district.stations import Amenity, StationPhoto
from domain.errors import ConsentMissing
from domain.geo.live_location import LiveLocation
from domain.geo.positions import Position
from domain.people.riders import Rider
from domain.programme.errors import NoStations, StationGone
from domain.programme.messages import StationShown, StationsShown
from domain.programme.stations import mark_of, mask_of
from domain.reporting.drafts import DraftMenu
from domain.reporting.incoming_message import IncomingMessage
from services.outgoing import answer
from services.programme import stations
from services.reporting import draft_menus, receiving
from tests.usecases import HERE, Case

AT = replace(HERE, lat=37.4484, lng=116.2968, source="location")
"""新湖驿站 stands here."""


async def finds(case: Case, rider: Rider, text: str = "", place: Position | None = None) -> None:
    """Let a rider send the command, with words or a place behind it."""
    message = IncomingMessage(case.numbers.new(), text, place, sent_at=case.clock.at)
    await case.do(stations.find, rider, message)


async def sends_place(case: Case, rider: Rider, place: Position = AT, **brought: object) -> bool:
    """Let a rider send a location; whether it answered what they asked of stations."""
    measured = replace(place, taken_at=case.clock.at)
    message = IncomingMessage(case.numbers.new(), "", measured, sent_at=case.clock.at)
    return await case.do(stations.take_place, rider, replace(message, **brought))  # type: ignore[arg-type]


async def said(case: Case, rider: Rider) -> str:
    """All that a rider was told since this was asked last."""
    return "\n".join(call.text for call in await case.told(rider.chat_id))


async def test_a_location_after_the_command_is_answered_once_and_opens_no_draft(case: Case) -> None:
    rider = await case.rider()
    await finds(case, rider)
    assert "在哪儿附近" in await said(case, rider)
    assert await sends_place(case, rider)
    answer = await said(case, rider)
    assert "新湖驿站" in answer
    assert "位置按钮收起来了" in answer
    assert not await sends_place(case, rider)
    assert not await case.database.read(lambda tx: tx.drafts.unfinished_of(rider.id))


async def test_the_question_is_over_after_ten_minutes_and_takes_its_key_away(case: Case) -> None:
    rider = await case.rider()
    await finds(case, rider)
    await said(case, rider)
    await case.passes(minutes=9, seconds=59)
    assert "收起来了" not in await said(case, rider)
    await case.passes(seconds=1)
    assert "收起来了" in await said(case, rider)
    assert not await sends_place(case, rider)


async def test_asked_again_it_lasts_ten_minutes_from_then(case: Case) -> None:
    rider = await case.rider()
    await finds(case, rider)
    await case.passes(minutes=6)
    await finds(case, rider)
    await case.passes(minutes=6)
    assert await sends_place(case, rider)


async def test_a_draft_that_asks_later_gets_the_place(case: Case) -> None:
    rider = await case.rider()
    await finds(case, rider)
    await case.passes(minutes=1)
    draft = await case.sends(rider, "路灯不亮", photo=case.photo())
    assert not await sends_place(case, rider)
    assert (await case.draft(draft)).position is None


async def test_a_draft_that_asked_before_gets_the_next_place(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "路灯不亮", photo=case.photo())
    await case.passes(minutes=1)
    await finds(case, rider)
    await said(case, rider)
    assert await sends_place(case, rider)
    assert "收起来了" not in await said(case, rider)  # the draft needs it still
    assert (await case.draft(draft)).position is None
    assert not await sends_place(case, rider)


async def test_opening_the_menu_of_the_place_asks_for_the_drafts(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "路灯不亮", photo=case.photo())
    await case.passes(minutes=1)
    await finds(case, rider)
    await case.passes(minutes=1)
    await case.do(draft_menus.open_menu, rider, draft, DraftMenu.PLACE)
    assert not await sends_place(case, rider)


async def test_a_reply_to_a_draft_is_its_own(case: Case) -> None:
    rider = await case.rider()
    photo = case.photo()
    message = IncomingMessage(case.numbers.new(), "路灯不亮", photo=photo, sent_at=case.clock.at)
    await case.do(receiving.receive, rider, message)
    await finds(case, rider)
    assert not await sends_place(case, rider, replied_to=message.message_id)
    assert await sends_place(case, rider)


async def test_a_photo_answers_nothing(case: Case) -> None:
    rider = await case.rider()
    await finds(case, rider)
    assert not await sends_place(case, rider, photo=case.photo())
    assert await sends_place(case, rider)


async def test_where_the_rider_was_just_now_answers_at_once(case: Case) -> None:
    place = replace(AT, taken_at=case.clock.at)
    rider = await case.rider(last_place=place)
    await case.passes(minutes=3)
    await finds(case, rider)
    assert "新湖驿站" in await said(case, rider)
    await case.passes(seconds=1)
    await finds(case, rider)
    assert "在哪儿附近" in await said(case, rider)


async def test_a_live_location_answers_at_once(case: Case) -> None:
    rider = await case.rider()
    live = LiveLocation(rider.id, 1, replace(AT, source="live", taken_at=case.clock.at), case.clock.at, 2**50)
    await case.database.write(lambda tx: tx.live_locations.keep(live))
    await finds(case, rider)
    assert "新湖驿站" in await said(case, rider)


@pytest.mark.parametrize(("words", "finds_it"), [("人民公园", True), ("德州站", True), ("月球背面", False)])
async def test_a_place_behind_the_command_is_looked_at(case: Case, words: str, *, finds_it: bool) -> None:
    rider = await case.rider(last_place=replace(AT, taken_at=case.clock.at))
    await finds(case, rider, words)
    answer = await said(case, rider)
    assert ("现在开着" in answer) == finds_it
    assert ("没认出" in answer) != finds_it


async def test_who_has_not_agreed_sees_the_first_screen(case: Case) -> None:
    rider = await case.rider(consent=0)
    await finds(case, rider, place=AT)
    assert "同意" in await said(case, rider)
    with pytest.raises(ConsentMissing):
        await case.do(stations.elsewhere, rider, 0)
    assert not await sends_place(case, rider)


async def test_a_place_is_not_taken_of_who_has_not_agreed_to_what_changed(case: Case) -> None:
    rider = await case.rider()
    await finds(case, rider)
    case.deps = replace(case.deps, photos_to="model.example.org")
    assert not await sends_place(case, rider)


async def test_a_district_without_stations_says_so(case: Case) -> None:
    rider = await case.rider()
    case.has_district(stations={})
    with pytest.raises(NoStations):
        await finds(case, rider)
    with pytest.raises(NoStations):
        await case.do(stations.show_again, rider, AT, 0, 5)  # the key of a list from before
    with pytest.raises(NoStations):
        await case.do(stations.elsewhere, rider, 0)


async def test_a_list_that_is_drawn_late_shows_what_is_open_then(case: Case) -> None:
    rider = await case.rider()
    shown = StationsShown(AT.lat, AT.lng)
    day = await case.view(shown, rider)
    await case.passes(hours=13)
    night = await case.view(shown, rider)
    assert "新湖驿站" in [each.offer.station.zh for each in day.offers]
    assert "新湖驿站" not in [each.offer.station.zh for each in night.offers]
    assert await case.view(shown) is None


async def test_amenities_narrow_the_list(case: Case) -> None:
    rider = await case.rider()
    both = mask_of([Amenity.TOILET, Amenity.READING])
    view = await case.view(StationsShown(AT.lat, AT.lng, both), rider)
    assert view.offers
    assert all({Amenity.TOILET, Amenity.READING} <= {*each.offer.station.amenities} for each in view.offers)
    await case.do(stations.show_again, rider, AT, both, 5)
    call = (await case.told(rider.chat_id))[-1]
    assert "有看书、厕所" in call.text


async def test_what_no_station_has_can_be_given_up_again(case: Case) -> None:
    rider = await case.rider(last_place=replace(AT, taken_at=case.clock.at))
    found = case.deps.district.stations["XH1"]
    assert Amenity.TOILET not in found.amenities
    case.has_district(stations={"XH1": found})
    assert await says(case, rider, "附近有厕所吗")
    (call,) = await case.told(rider.chat_id)
    assert "没找到有厕所的驿站" in call.text
    assert "✅ 厕所" in call.keys


async def test_words_behind_the_command_ask_for_what_a_station_has(case: Case) -> None:
    rider = await case.rider(last_place=replace(AT, taken_at=case.clock.at))
    await finds(case, rider, "厕所")
    assert "有厕所：" in await said(case, rider)
    await finds(case, await case.rider(8), "充电")
    assert await sends_place(case, await case.rider(8))
    assert "有充电：" in "".join(call.text for call in await case.told(800))


async def test_a_station_is_shown_with_its_way_hours_and_links(case: Case) -> None:
    rider = await case.rider()
    await case.do(stations.show, rider, "XH1", mark_of(AT))
    answer = await said(case, rider)
    assert "今天 08:30–12:00, 13:30–18:00" in answer.replace("、", ", ")
    assert "周一至周五" in answer
    assert "法定节假日 不开" in answer


async def test_a_station_that_is_gone_is_told(case: Case) -> None:
    rider = await case.rider()
    case.has_district(stations={})
    with pytest.raises(StationGone):
        await case.do(stations.show_pin, rider, "XH1")
    await case.do(answer, rider, StationShown("XH1"))
    assert "没有这个驿站" in await said(case, rider)


async def says(case: Case, rider: Rider, text: str, **brought: object) -> bool:
    """Let a rider write; whether it was of stations."""
    message = IncomingMessage(case.numbers.new(), text, sent_at=case.clock.at)
    return await case.do(stations.take_words, rider, replace(message, **brought))  # type: ignore[arg-type]


async def test_words_alone_ask_for_a_station_with_what_they_name(case: Case) -> None:
    rider = await case.rider()
    assert await says(case, rider, "附近有厕所吗")
    assert "在哪儿附近" in await said(case, rider)
    assert await says(case, rider, "人民公园")  # the place that was asked for
    assert "有厕所" in await said(case, rider)


async def test_words_are_no_question_beside_a_draft_nor_in_a_reply_nor_forwarded(case: Case) -> None:
    rider = await case.rider()
    assert not await says(case, rider, "充电", replied_to=5)
    assert not await says(case, rider, "充电", foreign=True)
    await case.sends(rider, photo=case.photo())
    assert not await says(case, rider, "充电")
    assert not await says(case, await case.rider(8, consent=0), "充电")


async def test_a_place_of_another_city_is_too_far_to_count_minutes(case: Case) -> None:
    rider = await case.rider()
    await finds(case, rider, place=replace(AT, lat=39.9, lng=116.4))
    assert "太远了：36" in await said(case, rider)


async def test_a_stations_picture_is_shown_and_stays_when_its_words_change(case: Case) -> None:
    rider = await case.rider()
    found = replace(case.deps.district.stations["XH1"], photo=StationPhoto("door.jpg", "mark"))
    case.has_district(stations={"XH1": found})
    await case.do(answer, rider, StationShown("XH1"))
    (call,) = await case.told(rider.chat_id)
    assert call.method == "sendPhoto"
    await case.do(answer, rider, StationShown("XH1", mark_of(AT), edits=call.message))
    (change,) = await case.told(rider.chat_id)
    assert change.method.startswith("editMessage")
    assert "分钟" in change.text


async def test_words_too_long_for_a_picture_stand_without_it(case: Case) -> None:
    rider = await case.rider()
    found, times = case.deps.district.stations["XH1"], " ".join(f"{hour:02}:00-{hour:02}:30" for hour in range(20))
    days = [f"{day} 00:0{number}-00:10 {times}" for number, day in enumerate(("mon", "tue", "wed"), 1)]
    opening = parse_opening("; ".join(days).replace(" 00:00-00:30", ""), case.deps.district.calendar)
    case.has_district(stations={"XH1": replace(found, opening=opening, photo=StationPhoto("door.jpg", "mark"))})
    await case.do(answer, rider, StationShown("XH1"))
    (call,) = await case.told(rider.chat_id)
    assert call.method == "sendMessage"
    assert len(call.text) > 1024


@pytest.mark.parametrize("by_key", [False, True])
async def test_what_joins_a_draft_later_leads_the_place_there(case: Case, *, by_key: bool) -> None:
    """The draft has asked before, and does not again."""
    rider = await case.rider()
    draft = await case.sends(rider, "路灯不亮", photo=case.photo())
    await case.passes(seconds=30)
    if by_key:
        await case.do(stations.elsewhere, rider, 0)
    else:
        await finds(case, rider)
    await case.passes(seconds=30)
    assert await case.sends(rider, photo=case.photo()) == draft
    assert not await sends_place(case, rider)
