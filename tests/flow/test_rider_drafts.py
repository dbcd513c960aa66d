"""A rider's draft: how it opens and grows, what its card says and asks, and how it ends."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD
from PIL.TiffImagePlugin import IFDRational

from playground.people import JSON, Person, labels, words
from tests.town import CENTRE, Town, picture, plain_picture
from tests.watching import bot_messages, calls_so_far, kept, rows, sent_to, stands_still, tap

STANDING = ("提交", "类别", "位置", "说明", "取消")


def stands(card: JSON, keys: tuple[str, ...] = STANDING) -> bool:
    """Whether all of a card's standing keys stand on it."""
    return all(key in labels(card) for key in keys)


def timeless_picture() -> bytes:
    """A picture that knows where it was taken and not when."""
    exif = Image.Exif()
    exif[IFD.GPSInfo] = {
        GPS.GPSLatitudeRef: "N",
        GPS.GPSLatitude: tuple(IFDRational(part) for part in (37, 26, 33)),
        GPS.GPSLongitudeRef: "E",
        GPS.GPSLongitude: tuple(IFDRational(part) for part in (116, 18, 27)),
    }
    out = io.BytesIO()
    Image.new("RGB", (320, 240), "blue").save(out, "JPEG", exif=exif)
    return out.getvalue()


async def reply_key(town: Town, rider: Person) -> JSON | None:
    """The key that stands below the rider's input field."""
    keyboard = (await town.people.call("GET", f"/chats/{rider.id}/messages"))["reply_keyboard"]
    return dict(keyboard["keyboard"][0][0]) if keyboard else None


async def test_a_photo_and_the_location_key_are_two_taps(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "井盖不见了")
    card = await town.card(rider, has="还差：位置")
    assert stands(card)
    await stands_still(town)
    assert await reply_key(town, rider) == {"text": "📍 发送位置", "request_location": True}
    sent = await rider.location(*CENTRE)
    card = await town.card(rider, has="新湖街道")
    assert card["message_id"] > sent["message_id"]
    assert "还差" not in words(card)
    await tap(rider, card, "提交")
    receipt = await rider.wait_for(lambda m: "DC-" in words(m))
    await stands_still(town)
    assert [words(m) for m in (await bot_messages(town, rider.id))[1:]] == [words(receipt)]
    assert await reply_key(town, rider) is None


async def test_a_file_with_gps_and_a_telling_caption_is_one_tap(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "井盖不见了", as_document=True)
    card = await town.card(rider)
    assert stands(card)
    for known in ("🕳 井盖丢了", "新湖街道", "照片定位", "城市管理", "修好", "井盖不见了", "📷 1 张"):
        assert known in words(card)
    assert (await tap(rider, card, "提交")).text == "已提交"
    await rider.wait_for(lambda m: "DC-" in words(m))
    await stands_still(town)
    assert len(await bot_messages(town, rider.id)) == 2  # the terms, and the receipt where the card stood


async def test_an_album_is_one_draft_drawn_once(town: Town) -> None:
    rider = await town.rider()
    await stands_still(town)
    before = await calls_so_far(town)
    pictures = [picture(scene) for scene in range(4)]
    await rider.album(pictures, "楼道灯不亮", as_document=True)
    card = await town.card(rider, has="📷 4 张")
    assert "楼道灯不亮" in words(card)
    await stands_still(town)
    assert await sent_to(town, rider.id, before) == ["sendMessage"]


async def test_an_album_in_an_open_draft_redraws_its_card_once(town: Town) -> None:
    rider = await town.rider()
    await rider.text("楼道灯不亮")
    first = await town.card(rider)
    before = await calls_so_far(town)
    await rider.album([picture(scene) for scene in range(3)])
    card = await town.card(rider, has="📷 3 张")
    await stands_still(town)
    assert (await sent_to(town, rider.id, before)).count("sendMessage") == 2  # the card, and the location key
    assert [m["message_id"] for m in await bot_messages(town, rider.id) if labels(m) and "提交" in labels(m)] == [
        card["message_id"]
    ]
    assert first["message_id"] < card["message_id"]


async def test_the_card_never_scrolls_away(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "井盖不见了", as_document=True)
    first = await town.card(rider)
    said = await rider.text("就在公交站旁边")
    second = await town.card(rider, has="就在公交站旁边")
    assert second["message_id"] > said["message_id"] > first["message_id"]
    await stands_still(town)
    assert first["message_id"] not in [m["message_id"] for m in await town.people.messages(rider.id)]


async def test_a_press_edits_the_card_in_place(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "井盖不见了", as_document=True)
    card = await town.card(rider)
    before = await calls_so_far(town)
    await tap(rider, card, "说明")
    edited = await town.card(rider, has="就写进说明")
    assert edited["message_id"] == card["message_id"]
    await stands_still(town)
    assert await sent_to(town, rider.id, before) == ["editMessageText"]


async def test_an_edited_caption_changes_note_and_category(town: Town) -> None:
    rider = await town.rider()
    sent = await rider.photo(picture(), "井盖不见了", as_document=True)
    await town.card(rider, has="井盖丢了")
    await rider.edit(sent, caption="楼道灯不亮")
    card = await town.card(rider, has="✏️ 楼道灯不亮")
    assert "还没提交：楼道灯不亮" in words(card)
    assert "井盖" not in words(card)


async def test_an_edited_text_changes_the_note_but_not_a_chosen_category(town: Town) -> None:
    rider = await town.rider()
    sent = await rider.text("楼道灯不亮")
    card = await town.card(rider)
    await tap(rider, card, "类别")
    card = await town.card(rider, button="路灯不亮")
    await tap(rider, card, "路灯不亮")
    await town.card(rider, has="还没提交：路灯不亮")
    await rider.edit(sent, text="垃圾满溢")
    card = await town.card(rider, has="✏️ 垃圾满溢")
    assert "还没提交：路灯不亮" in words(card)


async def test_words_that_name_a_problem_open_a_draft(town: Town) -> None:
    rider = await town.rider()
    await rider.text("3号楼楼道灯不亮")
    card = await town.card(rider, has="楼道灯不亮")
    assert "一张照片" in words(card)


async def test_other_words_get_help_that_reports_them(town: Town) -> None:
    rider = await town.rider()
    await rider.text("你们几点下班")
    answer = await rider.wait_for(lambda m: "就报这个" in labels(m))
    await stands_still(town)
    assert not kept(town)["draft"]
    await tap(rider, answer, "就报这个")
    card = await town.card(rider, has="✏️ 你们几点下班")
    assert "类别" in words(card).partition("还差：")[2]


@pytest.mark.parametrize(("said", "note"), [("/report", None), ("/report 有个怪东西", "✏️ 有个怪东西")])
async def test_report_opens_a_draft_whatever_the_words(town: Town, said: str, note: str | None) -> None:
    rider = await town.rider()
    await rider.text(said)
    card = await town.card(rider, has=note or "还差")
    assert stands(card)
    assert ("✏️" in words(card)) is (note is not None)


async def test_report_alone_begins_another_draft_and_the_next_photo_joins_that(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture())
    await town.card(rider)
    await rider.text("/report")
    await rider.photo(plain_picture("blue"))
    await stands_still(town)
    photos = "select count(p.id) from draft d left join photo p on p.draft_id = d.id group by d.id order by d.id"
    assert rows(town, photos) == [(1,), (1,)]


@pytest.mark.parametrize("said", ["/report 37.4425, 116.3075 路灯不亮", "路灯不亮 37.4425，116.3075"])
async def test_typed_coordinates_are_the_place(town: Town, said: str) -> None:
    rider = await town.rider()
    await rider.text(said)
    card = await town.card(rider, has="你打的坐标")
    assert "✏️ 路灯不亮" in words(card)
    assert "新湖街道" in words(card)


async def test_coordinates_join_the_open_draft(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "路灯不亮")
    await town.card(rider, has="还差：位置")
    await rider.text("37.4425, 116.3075")
    card = await town.card(rider, has="你打的坐标")
    assert "还差" not in words(card)


async def test_a_venue_is_the_place_and_its_name_a_note(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "路灯不亮")
    await town.card(rider)
    await rider.venue(*CENTRE, "新湖菜市场", "湖滨路 1 号")
    card = await town.card(rider, has="你选的地点")
    assert "新湖菜市场" in words(card)


async def test_an_old_position_needs_a_yes(town: Town) -> None:
    rider = await town.rider()
    taken_at = datetime.now(UTC) - timedelta(hours=25)
    await rider.photo(picture(taken_at=taken_at), "路灯不亮", as_document=True)
    card = await town.card(rider, has="还差：位置是1天前的，还在那里吗")
    refused = await tap(rider, card, "提交")
    assert refused.show_alert
    assert "位置不是最近的" in refused.text
    assert (await tap(rider, card, "就用这里")).text == "位置已确认"
    card = await town.card(rider, has="⏱ 最晚")
    assert "就用这里" not in labels(card)
    assert (await tap(rider, card, "提交")).text == "已提交"


async def test_a_position_of_today_needs_none(town: Town) -> None:
    rider = await town.rider()
    taken_at = datetime.now(UTC) - timedelta(hours=23)
    await rider.photo(picture(taken_at=taken_at), "路灯不亮", as_document=True)
    card = await town.card(rider, has="⏱ 最晚")
    assert "23小时前" in words(card)


async def test_a_position_without_a_time_says_so(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(timeless_picture(), "井盖不见了", as_document=True)
    card = await town.card(rider, has="照片定位，时间未知")
    assert (await tap(rider, card, "提交")).text == "已提交"


async def test_zero_zero_is_no_place(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(position=(0.0, 0.0)), "井盖不见了", as_document=True)
    await town.card(rider, has="还差：位置")
    await rider.location(0.0, 0.0)
    answer = await rider.wait_for(lambda m: "这个位置是空的" in words(m))
    assert not labels(answer)
    await rider.text("0.0, 0.0")
    card = await town.card(rider)
    assert "还差：位置" in words(card)
    assert rows(town, "select position from draft") == [(None,)]


@pytest.mark.parametrize(
    ("minutes", "is_taken", "is_offered"), [(2, True, False), (9, False, True), (11, False, False)]
)
async def test_the_last_place_is_taken_for_three_minutes_and_offered_for_ten(
    town: Town, minutes: int, *, is_taken: bool, is_offered: bool
) -> None:
    rider = await town.rider()
    await town.submitted(rider)
    town.skip(minutes=minutes)
    await rider.photo(plain_picture(), "路灯不亮")
    card = await town.card(rider)
    assert ("（上一件的位置" in words(card)) is is_taken
    assert ("还差：位置" in words(card)) is not is_taken
    assert ("还在这里" in labels(card)) is is_offered
    assert ("还在那儿吗" in words(card)) is is_offered


async def test_submitting_too_early_names_what_is_missing_and_changes_nothing(town: Town) -> None:
    rider = await town.rider()
    await rider.text("/report 有个怪东西")
    card = await town.card(rider)
    await stands_still(town)
    before = kept(town)
    answer = await tap(rider, card, "提交")
    await stands_still(town)
    assert answer.show_alert
    assert answer.text == "还差：类别、位置"
    assert kept(town) == before


async def test_every_category_is_two_taps_away(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "你看", as_document=True)
    card = await town.card(rider)
    await tap(rider, card, "类别")
    choice = await town.card(rider, has="选一个最接近的")
    assert stands(choice)
    shown = labels(choice).split("\n")
    assert {category.short_zh for category in town.district.catalogue.values()} <= set(shown)
    await tap(rider, choice, "暖气管爆了")
    card = await town.card(rider, has="暖气管爆了")
    assert (await tap(rider, card, "提交")).text == "已提交"


async def test_the_best_guesses_stand_first(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "楼道灯不亮", as_document=True)
    card = await town.card(rider)
    await tap(rider, card, "类别")
    choice = await town.card(rider, has="选一个最接近的")
    assert labels(choice).startswith("✓ 楼道灯不亮")


async def test_all_keys_stand_in_every_menu(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "路灯不亮", as_document=True)
    card = await town.card(rider)
    hints = {"类别": "选一个最接近", "位置": "点下面“发送位置”最准", "说明": "直接打字"}

    def says_none(card: JSON) -> bool:
        return "提交" in labels(card) and not any(hint in words(card) for hint in hints.values())

    for key, hint in hints.items():
        await tap(rider, card, key)
        card = await town.card(rider, has=hint)
        assert stands(card)
        await tap(rider, card, key)
        card = await rider.wait_for(says_none)
        assert stands(card)


async def test_the_note_can_be_cleared(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "井盖不见了", as_document=True)
    await tap(rider, await town.card(rider), "说明")
    assert (await tap(rider, await town.card(rider, button="清空文字"), "清空文字")).text == "文字已清空"
    card = await rider.wait_for(lambda m: "提交" in labels(m) and "清空文字" not in labels(m))
    assert "井盖" not in words(card)


async def test_a_photo_sent_twice_is_told(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "井盖不见了", as_document=True)
    await town.card(rider)
    again = await rider.photo(picture(), as_document=True)
    told = await rider.wait_for(lambda m: "这张照片已经有了" in words(m))
    assert told["reply_to_message"]["message_id"] == again["message_id"]
    await town.card(rider, has="📷 1 张")
