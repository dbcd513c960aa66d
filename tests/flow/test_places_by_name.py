"""A place by its name: from the district's own names, from geocoders, and what happens when nobody knows or answers."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from files.config import Places
from playground.people import JSON, Person, words
from tests.stub_geocoders import Stub
from tests.town import CENTRE, Town, open_town, picture, plain_picture
from tests.watching import kept, rows, stands_still, tap

FAR_FROM_NAMES = (37.4335, 116.3400)


async def asks_place(town: Town, rider: Person, caption: str = "井盖不见了") -> JSON:
    """A draft without a place whose card asks for one."""
    await rider.photo(plain_picture(), caption)
    card = await town.card(rider, has="还差：位置")
    await tap(rider, card, "位置")
    return await town.card(rider, has="点下面“发送位置”最准")


def places_of(town: Town) -> list[tuple[float, float]]:
    """Where the drafts are, to five decimals."""
    positions = [json.loads(position) for (position,) in rows(town, "select position from draft order by id")]
    return [(round(each["lat"], 5), round(each["lng"], 5)) for each in positions]


def place_of(town: Town) -> tuple[float, float]:
    (place,) = places_of(town)
    return place


async def test_a_crossing_in_the_caption_is_the_place(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "东风东路与湖滨北路口东北角 井盖不见了")
    card = await town.card(rider, has="你说的地点")
    assert "还差" not in words(card)
    ((note,),) = rows(town, "select note_parts from draft")
    assert "东风东路与湖滨北路口东北角 井盖不见了" in note
    assert place_of(town) == (37.44900, 116.30766)
    await tap(rider, card, "提交")
    await rider.wait_for(lambda m: "DC-" in words(m))
    ticket = await town.ticket("city-management", has="井盖")
    assert "附近" in words(ticket) or "距" in words(ticket)


async def test_a_measured_place_is_not_replaced_and_has_the_name_of_the_road(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "德州站 井盖不见了", as_document=True)
    card = await town.card(rider, has="照片定位")
    assert "湖滨北路旁" in words(card)
    await rider.text("人民公园旁边")
    card = await town.card(rider, has="人民公园旁边")
    assert "照片定位" in words(card)


async def test_a_name_typed_when_asked_for_the_place_is_no_note(town: Town) -> None:
    rider = await town.rider()
    await asks_place(town, rider)
    await rider.text("德州站")
    card = await town.card(rider, has="你说的地点")
    assert "✏️ 井盖不见了" in words(card)
    assert "德州站" not in words(card).partition("✏️")[2]
    assert "点下面“发送位置”最准" not in words(card)


async def test_a_name_that_nobody_knows_is_said_so_and_the_next_one_counts(town: Town) -> None:
    rider = await town.rider()
    await asks_place(town, rider)
    await rider.text("月亮背面")
    card = await town.card(rider, has="没认出这个地点")
    assert "月亮背面" in words(card)
    assert rows(town, "select position from draft") == [(None,)]
    await rider.text("德州学院")
    card = await town.card(rider, has="你说的地点")
    assert "没认出" not in words(card)


async def test_a_street_alone_is_said_to_be_vague_and_the_location_key_stays(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "大学路 井盖不见了")
    card = await town.card(rider, has="，大学路旁（你说的地点")
    assert "只知道路名或社区，发个定位更准" in words(card)
    assert "没问题就点" not in words(card)
    assert "公里" not in words(card)
    assert "还差" not in words(card)
    await stands_still(town)
    assert await location_keys(town, rider) == 1
    await rider.location(*CENTRE)
    card = await town.card(rider, has="你发的位置")
    assert "只知道路名" not in words(card)
    await stands_still(town)
    assert await location_keys(town, rider) == 0


async def location_keys(town: Town, rider: Person) -> int:
    """Reply keys for the phone's location below the rider's input field."""
    keyboard = (await town.people.call("GET", f"/chats/{rider.id}/messages"))["reply_keyboard"]
    return len(keyboard["keyboard"][0]) if keyboard else 0


async def test_an_edited_caption_names_another_place(town: Town) -> None:
    rider = await town.rider()
    sent = await rider.photo(plain_picture(), "德州站 井盖不见了")
    await town.card(rider, has="德州站")
    assert place_of(town) == (37.44970, 116.28810)
    await rider.edit(sent, caption="人民公园 井盖不见了")
    await town.card(rider, has="人民公园")
    assert place_of(town) == (37.44650, 116.30180)


async def test_a_bare_name_opens_no_draft(town: Town) -> None:
    rider = await town.rider()
    await rider.text("东风东路与湖滨北路口")
    await stands_still(town)
    assert not kept(town)["draft"]


async def test_a_measured_place_takes_over_from_a_name(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "德州站 井盖不见了")
    await town.card(rider, has="你说的地点")
    await rider.location(*CENTRE)
    await town.card(rider, has="你发的位置")


@asynccontextmanager
async def asking(folder: Path, database: str, stub: Stub) -> AsyncIterator[Town]:
    """A town whose operator chose a Nominatim of their own."""
    async with open_town(folder, database, start=False) as town:
        town.config = replace(town.config, places=Places(("nominatim",), None, stub.root))
        await town.start()
        assert town.app
        service = town.app.application.bot_data["tools"].geocoder._services[0]
        service.pause_s, service.one_s = 0.0, 0.2
        yield town


async def test_an_address_that_only_a_geocoder_knows_is_asked_for_once(
    tmp_path: Path, sqlite_address: str, stub: Stub
) -> None:
    async with asking(tmp_path, sqlite_address, stub) as town:
        for name in ("小王", "小李"):
            rider = await town.rider(name)
            await rider.photo(plain_picture(), "幸福路28号门口井盖不见了")
            card = await town.card(rider, has="你说的地点")
            assert (37.45050, 116.30750) in places_of(town)
            assert "✏️ 幸福路28号门口井盖不见了" in words(card)
        assert [asked["q"] for path, asked in stub.asked if path == "/search"] == ["幸福路28号"]
        assert "幸福路" not in repr(kept(town)["geocode"])


async def test_an_address_typed_when_asked_for_the_place_is_looked_up(
    tmp_path: Path, sqlite_address: str, stub: Stub
) -> None:
    async with asking(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider()
        await asks_place(town, rider)
        await rider.text("老食品厂宿舍")
        card = await town.card(rider, has="你说的地点")
        assert "老食品厂宿舍" in words(card)


async def test_the_road_where_the_district_has_no_name_is_learnt_and_shown(
    tmp_path: Path, sqlite_address: str, stub: Stub
) -> None:
    async with asking(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider()
        await rider.photo(picture(position=FAR_FROM_NAMES), "井盖不见了", as_document=True)
        card = await town.card(rider, has="，湖滨北路旁（")
        await rider.photo(picture(1, position=CENTRE), as_document=True, reply_to=card["message_id"])
        await town.card(rider, has="位置有两个")
        assert [path for path, _ in stub.asked] == ["/reverse"]


async def test_nobody_is_asked_for_who_has_not_agreed_or_reports_nothing(
    tmp_path: Path, sqlite_address: str, stub: Stub
) -> None:
    async with asking(tmp_path, sqlite_address, stub) as town:
        stranger = await town.people.join("小赵", "zh")
        for caption in ("幸福路28号门口井盖不见了", "幸福路30号门口也是"):
            await stranger.photo(plain_picture(), caption)
            await stands_still(town)
        rider = await town.rider()
        await rider.text("幸福路28号在哪里")
        await stands_still(town)
        assert stub.asked == []


@pytest.mark.parametrize("mood", ["hangs", "fails", "garbage", "closes", "wrong"])
async def test_with_all_geocoders_down_the_draft_goes_on(
    tmp_path: Path, sqlite_address: str, stub: Stub, mood: str
) -> None:
    stub.mood = mood
    if mood == "wrong":
        stub.answers = {path: [{"lat": [], "lon": {}, "boundingbox": 7}] for path in stub.answers}
    async with asking(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider()
        await rider.photo(plain_picture(), "幸福路28号门口井盖不见了")
        card = await town.card(rider, has="还差：位置")
        assert stub.asked
        await tap(rider, card, "位置")
        await town.card(rider, has="点下面“发送位置”最准")
        await rider.text("幸福路30号")
        await town.card(rider, has="没认出这个地点")
        await rider.location(*FAR_FROM_NAMES)
        card = await town.card(rider, has="你发的位置")
        assert "还差" not in words(card)
        assert not kept(town)["geocode"]


async def test_nobody_is_asked_for_an_address_beside_a_photo_that_knows_its_place(
    tmp_path: Path, sqlite_address: str, stub: Stub
) -> None:
    async with asking(tmp_path, sqlite_address, stub) as town:
        rider = await town.rider()
        await rider.photo(picture(position=FAR_FROM_NAMES), "幸福路88号 路灯不亮", as_document=True)
        card = await town.card(rider, has="照片定位")
        assert "⏱ 最晚" in words(card)
        assert [path for path, _ in stub.asked] == ["/reverse"]


async def test_a_bare_name_answers_a_card_that_lacks_the_place(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "井盖不见了")
    await town.card(rider, has="还差：位置")
    await rider.text("德州站")
    card = await town.card(rider, has="你说的地点")
    assert "✏️ 井盖不见了" in words(card)
    assert "德州站" not in words(card).partition("✏️")[2]
    await rider.text("人民公园")
    card = await town.card(rider, has="人民公园")
    assert place_of(town) == (37.44650, 116.30180)
    assert "德州站" not in words(card)


async def test_a_corner_named_with_the_place_stays_in_the_note(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "井盖不见了")
    await town.card(rider, has="还差：位置")
    await rider.text("东风东路与湖滨北路口东北角")
    await town.card(rider, has="东北角")
    assert place_of(town) == (37.44900, 116.30766)


async def test_an_address_that_nobody_knows_is_said_so_without_the_menu(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "井盖不见了")
    await town.card(rider, has="还差：位置")
    await rider.text("挺危险的")
    card = await town.card(rider, has="挺危险的")
    assert "没认出这个地点" not in words(card)
    await rider.text("幸福路28号")
    card = await town.card(rider, has="没认出这个地点")
    ((note, position),) = rows(town, "select note_parts, position from draft")
    assert "幸福路28号" in note
    assert position is None


async def test_of_two_names_as_exact_the_last_counts(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "东风东路与湖滨北路口 井盖不见了")
    card = await town.card(rider, has="你说的地点")
    assert place_of(town) == (37.44900, 116.30766)
    assert "，东风东路与湖滨北路" in words(card)
    await rider.text("说错了，是湖滨北路与新湖大街口")
    card = await town.card(rider, has="，湖滨北路与新湖大街（")
    assert place_of(town) == (37.44600, 116.30759)
    assert "湖滨北路与新湖大街" in words(card)
