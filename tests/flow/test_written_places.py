"""A rider writes where it is: a map's link, a plus code, a short link; in a text, a caption or an edit."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.geo.datums import from_wgs84
from places.written.short_links import ShortLinks
from playground.people import Person, labels, words
from tests.map_stub import MapStub, map_stub
from tests.town import CENTRE, Town, open_town, plain_picture
from tests.watching import bot_messages, kept, stands_still, tap

LAT, LNG = from_wgs84(*CENTRE, "gcj02")
AMAP = f"https://uri.amap.com/marker?position={LNG:.6f},{LAT:.6f}&name=新湖菜市场"
SHORT, LOST = "https://surl.amap.com/4mkKGuyJ2bz", "https://surl.amap.com/gone1234"


@pytest.fixture
async def maps(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[MapStub]:
    async with map_stub({SHORT: f"https://wb.amap.com/?q={LAT:.6f},{LNG:.6f},x"}) as stub:
        monkeypatch.setattr("bot.app.ShortLinks", lambda: ShortLinks(stub))
        yield stub


@pytest.fixture
async def linked_town(tmp_path: Path, sqlite_address: str, maps: MapStub) -> AsyncIterator[Town]:
    assert not maps.asked
    async with open_town(tmp_path, sqlite_address) as opened:
        yield opened


async def placed(town: Town, rider: Person, source: str) -> str:
    card = await town.card(rider, has=source)
    return words(card)


async def test_a_shared_link_in_a_caption_is_the_place(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), f"【高德地图】新湖菜市场 {AMAP} 井盖不见了")
    card = await placed(town, rider, "你发的地图链接")
    assert "✏️ 新湖菜市场 井盖不见了" in card
    assert "还差" not in card


async def test_a_plus_code_near_the_district_is_the_place(town: Town) -> None:
    rider = await town.rider()
    await rider.text("路灯不亮 C8V5+X2 德州")
    card = await town.card(rider, has="你发的 Plus Code")
    assert "✏️ 路灯不亮 德州" in words(card)
    assert "新湖街道" in words(card)


async def test_the_town_behind_a_plus_code_is_no_note(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "C8V5+X2 德州")
    card = await town.card(rider, has="你发的 Plus Code")
    assert "德州" not in words(card)
    await rider.text("C8V5+X2 积水")
    await town.card(rider, has="✏️ 积水")


async def test_a_link_without_a_position_is_told_and_is_no_note(town: Town) -> None:
    rider = await town.rider()
    await rider.text("https://www.amap.com/place/B0FFH1")
    await rider.wait_for(lambda m: "地图链接里读不出位置" in words(m))
    await stands_still(town)
    assert not any("就报这个" in labels(m) for m in await bot_messages(town, rider.id))
    await rider.photo(plain_picture(), "井盖不见了 https://www.amap.com/place/B0FFH1")
    card = await town.card(rider, has="✏️ 井盖不见了")
    assert "amap" not in words(card)


async def test_a_link_behind_the_command_is_the_place(town: Town) -> None:
    rider = await town.rider()
    await rider.text(f"/report {AMAP} 有个怪东西")
    assert "✏️ 有个怪东西" in await placed(town, rider, "你发的地图链接")


async def test_an_edit_may_bring_the_place(town: Town) -> None:
    rider = await town.rider()
    sent = await rider.photo(plain_picture(), "井盖不见了")
    await town.card(rider, has="还差：位置")
    await rider.edit(sent, caption=f"井盖不见了 {AMAP}")
    assert "还差" not in await placed(town, rider, "你发的地图链接")


async def test_an_edited_link_moves_the_place(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "井盖不见了")
    sent = await rider.text("https://uri.amap.com/marker?position=116.35,37.46")
    await town.card(rider, has="你发的地图链接")
    await rider.edit(sent, text=AMAP)
    await placed(town, rider, "你发的地图链接")


async def test_what_help_reports_keeps_its_place(town: Town) -> None:
    rider = await town.rider()
    await rider.text(f"这里 {AMAP}")
    answer = await rider.wait_for(lambda m: "就报这个" in labels(m))
    await tap(rider, answer, "就报这个")
    assert "✏️ 这里" in await placed(town, rider, "你发的地图链接")


async def test_a_short_link_is_followed(linked_town: Town, maps: MapStub) -> None:
    rider = await linked_town.rider()
    await rider.photo(plain_picture(), f"井盖不见了 {SHORT}")
    assert "✏️ 井盖不见了 · 📷 1 张" in await placed(linked_town, rider, "你发的地图链接")
    assert maps.asked == [SHORT]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_short_link_that_leads_nowhere_is_told_and_holds_nothing_up(linked_town: Town, language: str) -> None:
    rider = await linked_town.rider(language=language)
    sentence, submit, source = {
        "zh": ("地图链接里读不出位置", "提交", "你发的位置"),
        "en": ("This map link", "Submit", "location you sent"),
    }[language]
    await rider.photo(plain_picture(), f"井盖不见了 {LOST}")
    told = await rider.wait_for(lambda m: sentence in words(m))
    assert "\n" not in words(told)
    card = await linked_town.card(rider, button=submit)
    assert "井盖不见了" in words(card)
    assert "surl.amap.com" not in words(card)
    await rider.location(*CENTRE)
    await linked_town.card(rider, has=source, button=submit)
    await stands_still(linked_town)
    assert len(kept(linked_town)["draft"]) == 1


async def test_a_dropped_pin_is_the_place_and_leaves_no_note(town: Town) -> None:
    rider = await town.rider()
    pin = f"!3m1!4b1!4m4!3m3!8m2!3d{CENTRE[0]:.6f}!4d{CENTRE[1]:.6f}"
    link = f"https://www.google.com/maps/place/37%C2%B026'35.8%22N+116%C2%B018'47.9%22E/@37.44,116.31,17z/data={pin}"
    await rider.photo(plain_picture(), f"Dropped pin\n{link}\n井盖不见了")
    card = await placed(town, rider, "你发的地图链接")
    assert "✏️ 井盖不见了" in card


async def test_the_middle_of_a_screen_is_asked_about(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "井盖不见了 https://www.openstreetmap.org/#map=17/37.4425/116.3075")
    await rider.wait_for(lambda m: "在地图上长按选个点再分享" in words(m))
    assert "37.44" not in words(await town.card(rider, has="还差"))
