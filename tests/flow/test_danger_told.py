"""Words of danger to a person: answered before anything else in every state, and nothing done before the key."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.incoming.receiving import as_item
from playground.people import JSON, Person, labels, words
from tests.flow.test_draft_ends import inject
from tests.town import CENTRE, Town, picture, plain_picture
from tests.watching import bot_messages, kept, rows, stands_still, tap

KEY = "报给社区"
FILE = {"file_id": "BQAD", "file_unique_id": "AQAD"}
Act = Callable[[Town, Person], Awaitable[Any]]


async def told(rider: Person, key: str = KEY) -> JSON:
    """The answer to words of danger."""
    return await rider.wait_for(lambda m: key in labels(m))


async def drafts_of(town: Town) -> list[tuple[str, str | None, str]]:
    """Each draft: its stage, its danger and its words."""
    await stands_still(town)
    return [tuple(row) for row in rows(town, "select stage, danger, note_parts from draft order by id")]


@pytest.mark.parametrize(
    ("language", "said", "lines"),
    [
        ("zh", "我被撞了", ("🚨 先打电话：急救 120", "别挪动", "没有人守着这条消息", KEY)),
        (
            "en",
            "I was hit by a car",
            ("🚨 Call first: ambulance 120", "Don't move", "nobody watches this chat", "tap below"),
        ),
    ],
)
async def test_the_answer_says_whom_to_call_and_that_nobody_watches(
    town: Town, language: str, said: str, lines: tuple[str, ...]
) -> None:
    rider = await town.rider(language=language)
    await rider.text(said)
    answer = await rider.wait_for(lambda m: "120" in words(m) and labels(m))
    shown = words(answer).splitlines()
    assert len(shown) <= 5
    assert shown[0].startswith(lines[0])
    assert all(line in words(answer) or line in labels(answer) for line in lines)
    assert [entity["type"] for entity in answer["entities"]] == ["bold"]
    await stands_still(town)
    assert len(await bot_messages(town, rider.id)) == 2  # the terms, and this


SAID: dict[str, Act] = {
    "text": lambda _, rider: rider.text("我被撞了"),
    "caption of a photo": lambda _, rider: rider.photo(plain_picture(), "我被撞了"),
    "caption of a file": lambda _, rider: rider.photo(picture(), "我被撞了", as_document=True),
    "caption of a file that is no picture": lambda _, rider: rider.photo(
        b"%PDF-1.7", "我被撞了", as_document=True, name="plan.pdf"
    ),
    "caption of a video": lambda town, rider: inject(
        town, rider, video={**FILE, "width": 1, "height": 1, "duration": 1}, caption="我被撞了"
    ),
    "caption of a voice": lambda town, rider: inject(town, rider, voice={**FILE, "duration": 1}, caption="我被撞了"),
    "name of a place": lambda _, rider: rider.venue(*CENTRE, "我被撞了"),
    "a forwarded text": lambda town, rider: inject(
        town,
        rider,
        text="我被撞了",
        forward_origin={"type": "hidden_user", "date": 1_700_000_000, "sender_user_name": "x"},
    ),
    "behind a command": lambda _, rider: rider.text("/report 我被撞了"),
    "behind a command that only looks": lambda _, rider: rider.text("/help 我被撞了"),
    "behind an unknown command": lambda _, rider: rider.text("/救我 我被撞了"),
    "behind another unknown command": lambda _, rider: rider.text("/sos 我被撞了"),
}


@pytest.mark.parametrize("act", SAID.values(), ids=SAID.keys())
async def test_it_is_heard_in_whatever_is_sent(town: Town, act: Act) -> None:
    rider = await town.rider()
    await act(town, rider)
    await told(rider)
    ((stage, danger, note),) = await drafts_of(town)
    assert (stage, danger) == ("waiting", "injury")
    assert "我被撞了" in note
    await stands_still(town)
    said = [words(message) for message in await bot_messages(town, rider.id)]
    refused = ("打不开", "这种文件收不了")  # nobody has the recordings of these ids
    assert len([each for each in said if not any(part in each for part in refused)]) == 2


async def test_it_is_heard_before_consent_and_agreeing_opens_nothing(town: Town) -> None:
    rider = await town.people.join("小李", "zh")
    await rider.text("我被撞了")
    answer = await told(rider)
    assert len(await bot_messages(town, rider.id)) == 1
    await rider.text("/start")
    await tap(rider, await rider.wait_for(lambda m: "同意" in labels(m)), "同意")
    assert [stage for stage, *_ in await drafts_of(town)] == ["waiting"]
    await tap(rider, answer, KEY)
    await town.card(rider, has="我被撞了")


async def test_the_key_before_consent_asks_for_it_first(town: Town) -> None:
    rider = await town.people.join("小李", "zh")
    await rider.text("我被撞了")
    await tap(rider, await told(rider), KEY)
    await tap(rider, await rider.wait_for(lambda m: "同意" in labels(m)), "同意")
    await town.card(rider, has="我被撞了")


@pytest.mark.parametrize("menu", ["", "位置", "说明"])
async def test_it_never_becomes_part_of_the_open_draft(town: Town, menu: str) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "楼道灯不亮")
    card = await town.card(rider)
    if menu:
        await tap(rider, card, menu)
    before = await drafts_of(town)
    await rider.text("我被撞了")
    await told(rider)
    after = await drafts_of(town)
    assert after[:1] == before
    assert [stage for stage, *_ in after] == ["open", "waiting"]


async def test_it_is_no_addition_to_the_report_whose_receipt_it_answers(town: Town) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider)
    await rider.text("我被撞了", reply_to=receipt["message_id"])
    await told(rider)
    await stands_still(town)
    assert rows(town, "select count(*) from event where action = 'added'") == [(0,)]


async def test_it_is_heard_when_an_hour_has_had_enough(town: Town) -> None:
    rider = await town.rider()
    await rider.text("楼道灯不亮")
    await town.card(rider)
    await stands_still(town)
    with sqlite3.connect(town.config.storage.database.removeprefix("sqlite:///")) as connection:
        connection.execute("update pace set used = 100000")
    await rider.text("我被撞了")
    await told(rider)


@pytest.mark.parametrize("said", ["我被撞了", "I was hit by a car"])
async def test_an_edit_into_danger_is_answered_once_and_leaves_the_draft_as_it_was(town: Town, said: str) -> None:
    rider = await town.rider()
    sent = await rider.text("楼道灯不亮")
    await town.card(rider)
    before = await drafts_of(town)
    await rider.edit(sent, text=said)
    await told(rider)
    await rider.edit(sent, text=said + "！")
    after = await drafts_of(town)
    assert after[:1] == before
    assert len([m for m in await rider.messages() if KEY in labels(m)]) == 1
    assert said in after[1][2]


async def test_words_edited_out_of_danger_still_wait(town: Town) -> None:
    rider = await town.rider()
    sent = await rider.text("我被撞了")
    answer = await told(rider)
    await rider.edit(sent, text="我没事了")
    ((stage, _, note),) = await drafts_of(town)
    assert (stage, "我没事了" in note) == ("waiting", True)
    await tap(rider, answer, KEY)
    assert "我没事了" in words(await town.card(rider))


async def test_the_answer_does_not_wait_for_the_photo(town: Town) -> None:
    rider = await town.rider()
    await town.people.fault("getFile", "slow", seconds=8)
    await rider.photo(picture(), "我被撞了", as_document=True)
    await told(rider)
    assert rows(town, "select count(*) from photo") == [(0,)]


async def test_the_answer_does_not_wait_for_what_the_chat_sent_before(town: Town) -> None:
    rider = await town.rider()
    await town.people.fault("getFile", "slow", seconds=8)
    await rider.photo(picture(), "楼道灯不亮", as_document=True)
    await rider.text("我被撞了")
    await told(rider)
    assert rows(town, "select count(*) from photo") == [(0,)]
    await town.card(rider, has="楼道灯不亮")
    assert sorted(stage for stage, *_ in await drafts_of(town)) == ["open", "waiting"]
    assert len([m for m in await rider.messages() if KEY in labels(m)]) == 1


async def test_a_photo_that_fails_changes_nothing_about_the_answer(town: Town) -> None:
    rider = await town.rider()
    await town.people.fault("file", "502", times=2)
    await rider.photo(picture(), "我被撞了", as_document=True)
    answer = await told(rider)
    async with asyncio.timeout(60):
        while rows(town, "select count(*) from photo") == [(0,)]:
            town.skip(seconds=5)
            await asyncio.sleep(0)
    await stands_still(town)
    assert len([m for m in await rider.messages() if KEY in labels(m)]) == 1
    await tap(rider, answer, KEY)
    assert "📷 1 张" in words(await town.card(rider))


async def test_a_photo_that_is_refused_is_told_after_the_answer(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture()[:200], "我被撞了", as_document=True)
    await told(rider)
    await rider.wait_for(lambda m: "图片坏了" in words(m))
    ((stage, _, note),) = await drafts_of(town)
    assert (stage, "我被撞了" in note) == ("waiting", True)


async def test_further_dangers_join_what_waits_and_are_answered_each(town: Town) -> None:
    rider = await town.rider()
    await rider.text("我被撞了")
    first = await told(rider)
    await rider.text("有人触电")
    second = await rider.wait_for(lambda m: KEY in labels(m) and "别碰" in words(m))
    assert second["message_id"] != first["message_id"]
    ((stage, danger, note),) = await drafts_of(town)
    assert (stage, danger) == ("waiting", "injury")
    assert "我被撞了" in note
    assert "有人触电" in note


async def test_a_photo_and_a_place_soon_after_join_it_and_are_told_once(town: Town) -> None:
    rider = await town.rider()
    await rider.text("我被撞了")
    answer = await told(rider)
    await rider.location(*CENTRE)
    await rider.wait_for(lambda m: "先替你留着" in words(m))
    await rider.photo(plain_picture())
    await stands_still(town)
    assert len([m for m in await rider.messages() if "先替你留着" in words(m)]) == 1
    assert [stage for stage, *_ in await drafts_of(town)] == ["waiting"]
    await tap(rider, answer, KEY)
    card = await town.card(rider, has="新湖街道")
    assert "📷 1 张" in words(card)


async def test_an_address_soon_after_is_kept_also_where_nothing_places_it(town: Town) -> None:
    rider = await town.rider()
    await rider.text("我被撞了")
    answer = await told(rider)
    await rider.text("在东风路188号门口")
    await rider.wait_for(lambda m: "先替你留着" in words(m))
    await tap(rider, answer, KEY)
    await town.card(rider, has="东风路188号")


async def test_what_telegram_hands_over_again_brings_nobody_back_who_has_left(town: Town) -> None:
    rider = await town.rider()
    assert town.app
    people = {"chat": {"id": rider.id, "type": "private"}, "from": {"id": rider.id, "is_bot": False, "first_name": "x"}}
    again = as_item({"update_id": 77, "message": {"message_id": 900, "date": 1, "text": "我被撞了", **people}})
    await town.app.store([again])
    await told(rider)
    await rider.text("/forget")
    await tap(rider, await rider.wait_for(lambda m: "确认删除" in labels(m)), "确认删除")
    await stands_still(town)
    await town.app.store([again])
    await stands_still(town)
    assert not rows(town, "select id from draft")
    assert not rows(town, "select id from rider where chat_id = ?", rider.id)


async def test_an_album_waits_as_one_beside_an_open_draft(town: Town) -> None:
    rider = await town.rider()
    await rider.text("楼道灯不亮")
    await town.card(rider)
    await rider.album([plain_picture(colour) for colour in ("red", "green", "blue")], "我被撞了")
    answer = await told(rider)
    await stands_still(town)
    assert rows(town, "select stage, count(photo.id) from draft left join photo on photo.draft_id = draft.id "
                      "group by draft.id order by draft.id") == [("open", 0), ("waiting", 3)]  # fmt: skip
    await tap(rider, answer, KEY)
    await town.card(rider, has="📷 3 张")


async def test_an_album_waits_as_one(town: Town) -> None:
    rider = await town.rider()
    await rider.album([plain_picture(colour) for colour in ("red", "green", "blue")], "我被撞了")
    answer = await told(rider)
    await stands_still(town)
    assert len(await bot_messages(town, rider.id)) == 2
    await tap(rider, answer, KEY)
    await town.card(rider, has="📷 3 张")


@pytest.mark.parametrize("later", ["another problem", "ten minutes", "another draft"])
async def test_what_is_another_matter_does_not_join_it(town: Town, later: str) -> None:
    rider = await town.rider()
    await rider.text("我被撞了")
    await told(rider)
    if later == "another draft":
        await rider.text("楼道灯不亮")
        await town.card(rider)
    if later == "ten minutes":
        town.skip(minutes=11)
    await rider.photo(plain_picture(), "楼道灯不亮" if later == "another problem" else "")
    await town.card(rider, has="📷 1 张")
    assert sorted(stage for stage, *_ in await drafts_of(town)) == ["open", "waiting"]


async def test_thirty_at_once_are_answered_and_wait_as_one(town: Town) -> None:
    rider = await town.rider()
    for number in range(30):
        await rider.text(f"我被撞了 {number}")
    await rider.wait_for(lambda m: KEY in labels(m))
    await stands_still(town)
    assert len([m for m in await rider.messages() if KEY in labels(m)]) == 30
    assert [stage for stage, *_ in await drafts_of(town)] == ["waiting"]


@pytest.mark.parametrize(
    ("language", "said", "starts"),
    [
        *(("zh", said, "🚨 有人受伤、着火、有危险") for said in ("/help", "帮助", "帮我", "？", "help")),
        *(("en", said, "🚨 Someone hurt") for said in ("/help", "help", "Help!", "?")),
    ],
)
async def test_asking_for_help_shows_the_numbers_first(town: Town, language: str, said: str, starts: str) -> None:
    rider = await town.rider(language=language)
    await rider.text("楼道灯不亮" if language == "zh" else "street light is out")
    await rider.wait_for(labels)
    before = kept(town)["draft"]
    await rider.text(said)
    shown = await rider.wait_for(lambda m: "/points" in words(m))
    assert words(shown).startswith(starts)
    assert "110" in words(shown).splitlines()[0]
    await stands_still(town)
    assert kept(town)["draft"] == before
