"""How a rider's draft ends, what is not taken into it, and in which words riders are met."""

from typing import Any

import pytest

from handlers.command import COMMANDS, Scope
from playground.people import JSON, Person, labels, words
from tests.town import CENTRE, Town, number_in, picture, plain_picture
from tests.watching import bot_messages, kept, stands_still, tap


async def inject(town: Town, rider: Person, **content: Any) -> None:
    """Let a message arrive that the playground's people have no way to send."""
    user = {"id": rider.id, "is_bot": False, "first_name": rider.first_name, "language_code": "zh"}
    chat = {"id": rider.id, "type": "private", "first_name": rider.first_name}
    rider.seq = await town.people.seq()
    message = {"message_id": 10_000, "date": int(town.clock.now() / 1000), "chat": chat, "from": user, **content}
    await town.people.call("POST", "/updates", json={"message": message})


async def reply_key(town: Town, rider: Person) -> JSON | None:
    """The key that stands below the rider's input field."""
    keyboard = (await town.people.call("GET", f"/chats/{rider.id}/messages"))["reply_keyboard"]
    return dict(keyboard["keyboard"][0][0]) if keyboard else None


async def test_cancel_ends_the_draft_in_place(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "井盖不见了")
    card = await town.card(rider)
    assert (await tap(rider, card, "取消")).text == "已取消"
    ended = await rider.wait_for(lambda m: "什么都没有提交" in words(m))
    assert ended["message_id"] == card["message_id"]
    assert not labels(ended)
    assert (await tap(rider, card, "s:" + draft_of(card))).text == "这份草稿已经提交、取消或过期了。"
    await stands_still(town)
    assert await reply_key(town, rider) is None


def draft_of(card: JSON) -> str:
    """What a card's keys carry behind their verb, with an empty argument."""
    key = card["reply_markup"]["inline_keyboard"][-1][-1]["callback_data"]
    return f"{key.split(':')[1]}:"


async def test_the_cancel_command(town: Town) -> None:
    rider = await town.rider()
    await rider.text("/cancel")
    await rider.wait_for(lambda m: "没有没提交的上报" in words(m))
    await rider.text("楼道灯不亮")
    await town.card(rider)
    await rider.text("/cancel")
    await rider.wait_for(lambda m: "什么都没有提交" in words(m))
    await stands_still(town)
    assert [row[3] for row in kept(town)["draft"]] == ["cancelled"]


async def test_a_draft_survives_a_restart(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "路灯不亮")
    await town.card(rider)
    await town.stop()
    await rider.location(*CENTRE)
    await town.start()
    card = await town.card(rider, has="⏱ 最晚")
    await town.stop()
    pressed = await rider.press(card, "提交")
    await town.start()
    assert (await pressed.toast()).text == "已提交"
    await rider.wait_for(lambda m: "DC-" in words(m))


async def test_an_unfinished_draft_is_reminded_of_once_and_goes_after_a_day(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "井盖不见了")
    card = await town.card(rider)
    town.skip(minutes=29)
    await stands_still(town)
    assert not any("刚才那件" in words(m) for m in await bot_messages(town, rider.id))
    town.skip(minutes=2)
    await rider.wait_for(lambda m: "刚才那件（🕳 井盖丢了）" in words(m))
    town.skip(hours=23)
    await stands_still(town)
    assert sum("刚才那件" in words(m) for m in await bot_messages(town, rider.id)) == 1
    town.skip(hours=1)
    ended = await rider.wait_for(lambda m: "放了1天没提交" in words(m))
    assert not labels(ended)
    assert (await tap(rider, card, "提交")).text == "这份草稿已经提交、取消或过期了。"


async def test_the_reminder_goes_with_the_draft(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "井盖不见了", as_document=True)
    await town.card(rider)
    town.skip(minutes=31)
    await rider.wait_for(lambda m: "刚才那件（🕳 井盖丢了）" in words(m))
    town.skip(hours=24)
    await rider.wait_for(lambda m: "先收起来了" in words(m))
    await stands_still(town)
    assert not any("刚才那件" in words(m) for m in await bot_messages(town, rider.id))


async def test_the_reminder_waits_while_the_rider_goes_on(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "井盖不见了")
    card = await town.card(rider)
    town.skip(minutes=20)
    await rider.text("就在路口", reply_to=card["message_id"])
    await town.card(rider, has="就在路口")
    town.skip(minutes=20)
    await stands_still(town)
    assert not any("刚才那件" in words(m) for m in await bot_messages(town, rider.id))
    town.skip(minutes=11)
    await rider.wait_for(lambda m: "刚才那件（🕳 井盖丢了）" in words(m))


async def test_a_draft_takes_ten_photos(town: Town) -> None:
    rider = await town.rider()
    await rider.album([plain_picture(f"#0000{shade}0") for shade in range(10)], "井盖不见了")
    card = await town.card(rider, has="📷 10 张")
    await rider.photo(plain_picture("white"), reply_to=card["message_id"])
    await rider.wait_for(lambda m: "照片已经满了，多的没有收" in words(m))
    await stands_still(town)
    assert len(kept(town)["photo"]) == 10
    await rider.photo(plain_picture("white"))
    await town.card(rider, has="📷 1 张")  # one of its own


FILE = {"file_id": "BQAD", "file_unique_id": "AQAD"}
_LOST = "录音或视频打不开；请重新录一条，或拍一张照片。"
"""Of a recording that Telegram does not have."""

UNSUPPORTED = {
    "video": ({"video": {**FILE, "width": 1, "height": 1, "duration": 1}}, _LOST),
    "video note": ({"video_note": {**FILE, "length": 1, "duration": 1}}, _LOST),
    "voice": ({"voice": {**FILE, "duration": 1}}, _LOST),
    "audio": ({"audio": {**FILE, "duration": 1}}, "音频文件收不了，请打字，或发一张照片。"),
    "sticker": (
        {
            "sticker": {
                **FILE,
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
                "type": "regular",
            }
        },
        "贴纸收到啦 😄 报问题请拍张照片。",
    ),
    "animation": (
        {"animation": {**FILE, "width": 1, "height": 1, "duration": 1}, "document": FILE},
        "动图收不了，请发一张照片。",
    ),
    "too large": (
        {"document": {**FILE, "file_name": "a.jpg", "mime_type": "image/jpeg", "file_size": 20 * 1024 * 1024 + 1}},
        "图片超过 20 MB，收不了。直接发照片，或发小一点的图。",
    ),
    "contact": ({"contact": {"phone_number": "1", "first_name": "x"}}, "这种消息收不了，请发照片、位置或文字。"),
}


@pytest.mark.parametrize(("content", "answer"), UNSUPPORTED.values(), ids=UNSUPPORTED.keys())
async def test_what_is_no_report_gets_one_sentence(town: Town, content: JSON, answer: str) -> None:
    rider = await town.rider()
    before = kept(town)
    await inject(town, rider, **content)
    await rider.wait_for(lambda m: words(m) == answer)
    await stands_still(town)
    assert kept(town) == before
    assert len(await bot_messages(town, rider.id)) == 2  # the terms, and this


@pytest.mark.parametrize(
    ("name", "data", "answer"),
    [
        ("plan.pdf", b"%PDF-1.7", "这种文件收不了"),
        ("photo.jpg", b"not an image at all", "这种格式收不了"),
        ("photo.jpg", picture()[:200], "图片坏了"),
    ],
)
async def test_a_file_that_is_no_picture_gets_one_sentence(town: Town, name: str, data: bytes, answer: str) -> None:
    rider = await town.rider()
    await rider.photo(data, as_document=True, name=name)
    await rider.wait_for(lambda m: words(m).startswith(answer))
    await stands_still(town)
    assert not kept(town)["photo"]


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ("煤气味很重", "燃气抢修 12345"),
        ("小车占用消防通道", "市民热线 12345"),
        ("老人走失", "报警 110"),
        ("井盖不见了", "急救 120"),
    ],
)
async def test_an_urgent_category_says_first_whom_to_call(town: Town, said: str, called: str) -> None:
    rider = await town.rider()
    await rider.photo(picture(), said, as_document=True)
    card = await town.card(rider)
    assert called in words(card).splitlines()[0]
    await tap(rider, card, "提交")
    receipt = await rider.wait_for(lambda m: "DC-" in words(m))
    assert called in words(receipt).splitlines()[0]


async def test_what_is_not_urgent_names_nobody_to_call(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "楼道灯不亮", as_document=True)
    assert "先打" not in words(await town.card(rider))


async def test_the_first_photo_waits_for_consent_and_is_not_lost(town: Town) -> None:
    rider = await town.people.join("小李", "zh")
    await rider.photo(picture(), "井盖不见了", as_document=True)
    terms = await rider.wait_for(lambda m: "同意" in labels(m))
    for promise in ("不是报警台", "境外", "满 18 岁", "谁负责", "48 小时"):
        assert promise in words(terms)
    await rider.text("就在路口")
    await stands_still(town)
    assert not any("提交" in labels(m) for m in await bot_messages(town, rider.id))
    await tap(rider, terms, "同意")
    card = await town.card(rider, has="就在路口")
    assert "井盖丢了" in words(card)
    assert (await tap(rider, card, "提交")).text == "已提交"


async def test_nothing_is_submitted_without_consent(town: Town) -> None:
    rider = await town.people.join("小李", "zh")
    await rider.photo(picture(), "井盖不见了", as_document=True)
    terms = await rider.wait_for(lambda m: "同意" in labels(m))
    (draft,) = kept(town)["draft"]
    answer = await tap(rider, terms, f"s:{base36(draft[0])}:")
    assert answer.show_alert
    assert "点“同意”" in answer.text
    assert not kept(town)["report"]


def base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (base36(number // 36) if number >= 36 else "") + digits[number % 36]


async def test_an_english_rider_reads_english(town: Town) -> None:
    rider = await town.rider("Ann", "en-GB")
    await rider.photo(picture(), "manhole cover missing", as_document=True)
    card = await town.card(rider, button="Submit")
    assert all(key in labels(card) for key in ("Submit", "Category", "Place", "Note", "Cancel"))
    assert "Manhole open" in words(card)
    assert (await tap(rider, card, "Submit")).text.isascii()
    receipt = await rider.wait_for(lambda m: "DC-" in words(m))
    assert "Withdraw" in labels(receipt)
    assert number_in(receipt)


async def test_a_rider_of_another_language_reads_the_district_s(town: Town) -> None:
    rider = await town.people.join("Jörg", "de")
    await rider.text("/start")
    await rider.wait_for(lambda m: "同意" in labels(m))


async def test_the_language_can_be_changed(town: Town) -> None:
    rider = await town.rider()
    await rider.text("楼道灯不亮")
    await town.card(rider)
    await rider.text("/language")
    question = await rider.wait_for(lambda m: "English" in labels(m))
    await tap(rider, question, "English")
    card = await town.card(rider, button="Submit")
    assert "Dark stairwell" in words(card)
    await rider.text("/help")
    assert "Submit" in words(await rider.wait_for(lambda m: "/report" in words(m)))


@pytest.mark.parametrize(
    ("language", "first"), [("zh", "用文字上报"), ("en", "report in words"), ("de", "report in words")]
)
async def test_riders_are_offered_commands_in_their_language(town: Town, language: str, first: str) -> None:
    rider = await town.rider("小王", language)
    commands = (await town.people.call("GET", f"/chats/{rider.id}/messages"))["commands"]
    assert [command["command"] for command in commands] == [name for scope, name in COMMANDS if scope is Scope.RIDERS]
    assert commands[0]["description"] == first


async def test_groups_offer_link_to_administrators_only(town: Town) -> None:
    boss = await town.rider("王主任")
    group = await town.people.group("新群", [boss, town.staff], administrators=[boss.id])

    async def offered(person: Person) -> list[str]:
        shown = await town.people.call("GET", f"/chats/{group}/messages", params={"viewer": person.id})
        return [command["command"] for command in shown["commands"]]

    assert "link" in await offered(boss)
    assert "link" not in await offered(town.staff)
