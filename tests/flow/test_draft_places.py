"""Where a draft is, as the rider lives it: a live location, two places that disagree, the origin, the exact spot."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.geo.positions import METRES_PER_DEGREE
from playground.people import JSON, Person, labels, words
from tests.town import CENTRE, Town, picture, plain_picture
from tests.watching import bot_messages, calls_so_far, kept, rows, sent_to, stands_still, tap

LAT, LNG = CENTRE
FAR = (LAT + 1500 / METRES_PER_DEGREE, LNG)
BOTH = "位置有两个，相距 1.5 公里"


async def shares(rider: Person, place: tuple[float, float] = CENTRE, **more: Any) -> JSON:
    """The rider begins to share a live location."""
    return await rider.location(*place, **{"live_period": 900, "horizontal_accuracy": 12, **more})


async def sharing(town: Town, **more: Any) -> tuple[Person, JSON]:
    """A rider who shares a live location, and the message that moves."""
    rider = await town.rider()
    live = await shares(rider, **more)
    await rider.wait_for(lambda m: "收到你的实时位置" in words(m))
    return rider, live


async def test_a_photo_is_where_the_live_location_is(town: Town) -> None:
    rider, live = await sharing(town)
    town.skip(minutes=9)
    await rider.move(live, *CENTRE, horizontal_accuracy=30)
    town.skip(minutes=1)
    await rider.photo(plain_picture(), "井盖不见了")
    card = await town.card(rider, has="（实时位置，1分钟前）")
    assert "新湖街道" in words(card)
    assert (await tap(rider, card, "提交")).text == "已提交"


async def test_words_are_where_the_live_location_is(town: Town) -> None:
    rider, _ = await sharing(town)
    await rider.text("楼道灯不亮")
    await town.card(rider, has="（实时位置，刚刚）")


async def test_one_without_end_lasts(town: Town) -> None:
    rider, live = await sharing(town, live_period=0x7FFFFFFF)
    town.skip(hours=20)
    await rider.move(live, *CENTRE)
    await rider.text("楼道灯不亮")
    await town.card(rider, has="（实时位置，刚刚）")


@pytest.mark.parametrize("why", ["stale", "stopped", "vague", "over", "nowhere"])
async def test_one_that_says_nothing_of_now_is_not_used(town: Town, why: str) -> None:
    rider, live = await sharing(town, live_period=60)
    if why == "stale":
        town.skip(minutes=2, seconds=1)
    if why == "stopped":
        await rider.stop_sharing(live)
    if why == "vague":
        await rider.move(live, *CENTRE, horizontal_accuracy=150)
    if why == "over":
        town.skip(seconds=61)
    if why == "nowhere":
        live = await shares(rider, (0.0, 0.0))
        await rider.wait_for(lambda m: "这个位置是空的" in words(m))
        town.skip(minutes=3)
        await rider.move(live, 0.0, 0.0)
    await rider.photo(plain_picture(), "井盖不见了")
    await town.card(rider, has="还差：位置")


async def test_a_moving_rider_costs_no_message(town: Town) -> None:
    rider, live = await sharing(town)
    await rider.photo(picture(), "井盖不见了", as_document=True)
    await town.card(rider)
    await stands_still(town)
    before, queued = await calls_so_far(town), rows(town, "select count(*), max(revision) from outbox")
    for step in range(1, 20):
        await rider.move(live, LAT + step / 1000, LNG)
    await stands_still(town)
    assert await sent_to(town, rider.id, before) == []
    assert rows(town, "select count(*), max(revision) from outbox") == queued
    assert rows(town, "select count(*) from live_location") == [(1,)]


async def test_a_draft_without_a_place_takes_the_live_one_once(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "井盖不见了")
    await town.card(rider, has="还差：位置")
    live = await shares(rider, horizontal_accuracy=400)
    card = await town.card(rider, has="还差：位置")
    await stands_still(town)
    before = await calls_so_far(town)
    await rider.move(live, *CENTRE, horizontal_accuracy=20)
    placed = await town.card(rider, has="（实时位置，刚刚）")
    assert placed["message_id"] == card["message_id"]
    for step in range(1, 6):
        await rider.move(live, LAT + step / 1000, LNG)
    await stands_still(town)
    assert (await sent_to(town, rider.id, before)).count("editMessageText") == 1


async def test_sharing_is_a_place_given_to_an_open_draft(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "井盖不见了")
    await town.card(rider, has="还差：位置")
    shared = await shares(rider)
    card = await town.card(rider, has="（实时位置，刚刚）")
    assert card["message_id"] > shared["message_id"]
    assert not any("收到你的实时位置" in words(m) for m in await bot_messages(town, rider.id))


async def test_nothing_is_kept_of_one_who_has_not_agreed(town: Town) -> None:
    rider = await town.people.join("小李", "zh")
    live = await shares(rider)
    await rider.wait_for(lambda m: "同意" in labels(m))
    await rider.move(live, *FAR)
    await stands_still(town)
    assert rows(town, "select count(*) from live_location") == [(0,)]
    assert len(await bot_messages(town, rider.id)) == 1


async def test_a_live_place_is_gone_after_a_day(town: Town) -> None:
    await sharing(town)
    town.skip(hours=49)
    await stands_still(town)
    assert rows(town, "select count(*) from live_location") == [(0,)]


async def test_a_live_location_that_was_forwarded_is_a_place_of_its_time(town: Town) -> None:
    rider = await town.rider()
    now = int(town.clock.now() / 1000)
    user = {"id": rider.id, "is_bot": False, "first_name": "小王", "language_code": "zh"}
    rider.seq = await town.people.seq()
    message = {
        "message_id": 10_000,
        "date": now,
        "chat": {"id": rider.id, "type": "private", "first_name": "小王"},
        "from": user,
        "forward_origin": {"type": "user", "date": now - 90_000, "sender_user": {**user, "id": 5}},
        "location": {"latitude": LAT, "longitude": LNG, "live_period": 900},
    }
    await town.people.call("POST", "/updates", json={"message": message})
    card = await town.card(rider, has="（你发的位置，1天前）")
    assert "位置是1天前的" in words(card)
    assert rows(town, "select count(*) from live_location") == [(0,)]


async def asked_which(town: Town) -> tuple[Person, JSON]:
    """A rider whose file's GPS is far from the live location."""
    rider, _ = await sharing(town)
    await rider.photo(picture(position=FAR), "路灯不亮", as_document=True)
    return rider, await town.card(rider, has=BOTH)


@pytest.mark.parametrize(("key", "source"), [("用照片里的位置", "照片定位"), ("用实时位置", "实时位置")])
async def test_two_places_are_both_shown_until_the_rider_chooses(town: Town, key: str, source: str) -> None:
    rider, card = await asked_which(town)
    for shown in ("① ", "② ", "照片定位，刚刚", "实时位置，刚刚"):
        assert shown in words(card)
    for hidden in ("🏢", "⏱"):
        assert hidden not in words(card)
    refused = await tap(rider, card, "提交")
    assert refused.show_alert
    assert refused.text == "还差：选一个位置"
    assert (await tap(rider, card, key)).text == "位置已确认"
    chosen = await town.card(rider, has="⏱ 最晚")
    assert f"（{source}" in words(chosen)
    assert BOTH not in words(chosen)
    assert "用实时位置" not in labels(chosen)
    assert (await tap(rider, card, key)).text == "位置已确认", "the same press again changes nothing"
    await stands_still(town)
    assert (await tap(rider, chosen, "提交")).text == "已提交"
    await rider.wait_for(lambda m: "DC-" in words(m))
    ((kept_source,),) = rows(town, "select source from report")
    assert {"exif": "照片定位", "live": "实时位置"}[kept_source] == source


async def test_the_other_place_can_be_taken_after_all(town: Town) -> None:
    rider, card = await asked_which(town)
    await tap(rider, card, "用实时位置")
    card = await town.card(rider, has="⏱ 最晚")
    await tap(rider, card, "位置")
    card = await town.card(rider, has="点下面“发送位置”最准")
    assert "✓ 用实时位置" in labels(card)
    await tap(rider, card, "用照片里的位置")
    await town.card(rider, has="照片定位")


async def test_the_choice_stands_when_more_photos_come(town: Town) -> None:
    rider, card = await asked_which(town)
    await tap(rider, card, "用实时位置")
    await town.card(rider, has="⏱ 最晚")
    await rider.photo(picture(1, position=FAR), as_document=True, reply_to=card["message_id"])
    card = await town.card(rider, has="📷 2 张")
    assert "⏱ 最晚" in words(card)
    assert "（实时位置" in words(card)


async def test_a_place_by_hand_answers_which(town: Town) -> None:
    rider, _ = await asked_which(town)
    await rider.location(*CENTRE)
    card = await town.card(rider, has="你发的位置")
    assert "⏱ 最晚" in words(card)


async def test_a_location_far_from_the_files_gps_is_asked_about(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(position=FAR), "路灯不亮", as_document=True)
    await town.card(rider, has="照片定位")
    await rider.location(*CENTRE, horizontal_accuracy=20)
    card = await town.card(rider, has=BOTH)
    assert "① 用你发的位置" in labels(card)
    assert "② 用照片里的位置" in labels(card)


async def test_a_location_given_behind_the_places_key_corrects(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(position=FAR), "路灯不亮", as_document=True)
    await tap(rider, await town.card(rider), "位置")
    await town.card(rider, has="点下面“发送位置”最准")
    await rider.location(*CENTRE)
    card = await town.card(rider, has="你发的位置")
    assert "⏱ 最晚" in words(card)


async def test_coordinates_beside_a_file_are_weighed_with_its_gps(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(position=FAR), f"路灯不亮 {LAT}, {LNG}", as_document=True)
    card = await town.card(rider, has=BOTH)
    assert "① 用你打的坐标" in labels(card)


async def test_two_photos_of_an_album_that_are_far_apart(town: Town) -> None:
    rider = await town.rider()
    await rider.album([picture(0), picture(1, position=FAR)], "路灯不亮", as_document=True)
    card = await town.card(rider, has=BOTH)
    first, second = labels(card).splitlines()[:2]
    assert first.startswith("① 用照片里的位置")
    assert second.startswith("② 用照片里的位置")
    assert first[1:] != second[1:]
    assert "分成两件" in labels(card)
    await tap(rider, card, "② 用照片里的位置")
    card = await town.card(rider, has="⏱ 最晚")
    assert "照片定位" in words(card)
    ((position,),) = rows(town, "select position from draft")
    assert round(json.loads(position)["lat"], 5) == round(FAR[0], 5)


async def test_photos_that_agree_are_not_asked_about(town: Town) -> None:
    rider, _ = await sharing(town)
    near = (LAT + 60 / METRES_PER_DEGREE, LNG)
    await rider.album([picture(0), picture(1, position=near)], "路灯不亮", as_document=True)
    card = await town.card(rider, has="📷 2 张")
    assert "⏱ 最晚" in words(card)


async def test_where_the_rider_went_on_to_is_not_asked_about(town: Town) -> None:
    rider, live = await sharing(town)
    await rider.photo(picture(), "路灯不亮", as_document=True)
    await town.card(rider, has="⏱ 最晚")
    await rider.move(live, *FAR)
    await rider.text("已经三天了")
    card = await town.card(rider, has="已经三天了")
    assert "⏱ 最晚" in words(card)


async def test_an_old_place_that_was_chosen_needs_no_second_yes(town: Town) -> None:
    rider, _ = await sharing(town)
    taken_at = datetime.now(UTC) - timedelta(hours=30)
    await rider.photo(picture(position=FAR, taken_at=taken_at), "路灯不亮", as_document=True)
    card = await town.card(rider, has=BOTH)
    assert "还在那里吗" not in words(card)
    await tap(rider, card, "用照片里的位置")
    await town.card(rider, has="⏱ 最晚")


@pytest.mark.parametrize("mark", ["0.00000_0.00000", "", "x"])
async def test_a_place_that_is_neither_is_refused(town: Town, mark: str) -> None:
    rider, card = await asked_which(town)
    await stands_still(town)
    before = kept(town)
    draft = card["reply_markup"]["inline_keyboard"][-1][-1]["callback_data"].split(":")[1]
    assert (await tap(rider, card, f"j:{draft}:{mark}")).show_alert
    await stands_still(town)
    assert kept(town) == before


async def test_the_exact_spot_stands_on_card_receipt_report_and_ticket(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "3号楼2单元501室门口的楼道灯不亮", as_document=True)
    card = await town.card(rider, has="，3号楼2单元（")
    await tap(rider, card, "提交")
    receipt = await rider.wait_for(lambda m: "DC-" in words(m))
    assert "具体位置：3号楼2单元\n" in words(receipt)
    await tap(rider, receipt, "看进度")
    await rider.wait_for(lambda m: "具体位置：3号楼2单元\n" in words(m) and "📄" in words(m))
    ((queue,),) = rows(town, "select queue from report")
    ticket = await town.ticket(queue, "具体位置：3号楼2单元\n")
    assert "· 照片 GPS" in words(ticket)


async def test_a_venue_s_name_and_address_are_the_spot(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "路灯不亮")
    await town.card(rider)
    await rider.venue(*CENTRE, "新湖菜市场", "湖滨路 1 号")
    await town.card(rider, has="，新湖菜市场，湖滨路 1 号（")


async def test_accuracy_and_source_stand_on_the_ticket(town: Town) -> None:
    rider, _ = await sharing(town)
    await rider.photo(plain_picture(), "井盖不见了")
    await tap(rider, await town.card(rider, has="实时位置"), "提交")
    await rider.wait_for(lambda m: "DC-" in words(m))
    ((queue,),) = rows(town, "select queue from report")
    await town.ticket(queue, "· 骑手实时位置 · ±12 米")


async def test_an_english_rider_is_asked_in_english(town: Town) -> None:
    rider = await town.rider("Ann", "en")
    await shares(rider)
    await rider.wait_for(lambda m: "Got your live location" in words(m))
    await rider.photo(picture(position=FAR), "street light out, Building 3, Unit 2", as_document=True)
    card = await town.card(rider, has="Two places, 1.5 km apart", button="Submit")
    assert "Use the photo's place" in labels(card)
    assert (await tap(rider, card, "Use the live location")).text == "Location confirmed"
    card = await town.card(rider, has="(live location, just now)", button="Submit")
    await tap(rider, card, "Place")
    await tap(rider, await town.card(rider, button="Use the photo's place"), "Use the photo's place")
    await town.card(rider, has="Building 3, Unit 2 (photo GPS, just now)", button="Submit")


async def test_words_put_right_do_not_undo_the_choice(town: Town) -> None:
    rider = await town.rider()
    sent = await rider.photo(picture(position=FAR), f"路灯不亮 {LAT}, {LNG}", as_document=True)
    await tap(rider, await town.card(rider, has=BOTH), "用照片里的位置")
    await town.card(rider, has="照片定位")
    await rider.edit(sent, caption=f"路灯不亮了 {LAT}, {LNG}")
    card = await town.card(rider, has="路灯不亮了")
    assert "照片定位" in words(card)
    await rider.edit(sent, caption=f"路灯不亮了 {LAT + 0.002}, {LNG}")
    await town.card(rider, has="（你打的坐标")
