"""A wish for a person and a complaint reach the supervisors without a name, and their answer comes back."""

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from domain.district.district import District
from domain.district.routing import SERVICE, Router
from playground.people import JSON, People, words
from playground.world import Playground
from tests.flow.test_draft_ends import inject
from tests.town import Furnished, Town, a_group_each, open_town, plain_picture
from tests.watching import bot_messages, parked, rows, stands_still, tap

HOW = "回复这条消息就能答复"


async def without_service(world: Playground, people: People, district: District) -> Furnished:
    """A district in which nobody looks after riders, so that who asks for a person reaches the supervisors."""
    router = district.router
    queues = [each for each in router.queues.values() if each.kind != SERVICE]
    rules = dict.fromkeys(rule for some in (*router.rules_of.values(), router.rules_anywhere) for rule in some)
    less = Router.of(queues, list(rules), router.calendar)
    return await a_group_each(world, people, replace(district, router=less))


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with open_town(tmp_path, f"sqlite:///{tmp_path}/town.db", furnish=without_service) as opened:
        yield opened


async def asked(town: Town, has: str, *, after: int = 0) -> JSON:
    """What stands in the supervisors' group of a rider's words."""
    return await town.staff.wait_for(
        lambda m: HOW in words(m) and has in words(m), chat=town.groups["supervisors"], after=after
    )


async def reply(town: Town, to: JSON, said: str) -> JSON:
    return await town.staff.text(said, chat=town.groups["supervisors"], reply_to=to["message_id"])


async def asked_there(town: Town) -> list[str]:
    await stands_still(town)
    return [said for m in await bot_messages(town, town.groups["supervisors"]) if HOW in (said := words(m))]


@pytest.mark.parametrize(
    ("language", "said", "kind", "told", "title"),
    [
        ("zh", "我要找人工，投诉你们", "有意见", "不带你的名字", "回话"),
        ("en", "I want to speak to a real person", "想找人说话", "without your name", "Message from"),
    ],
)
async def test_words_are_passed_on_and_answered(
    town: Town, language: str, said: str, kind: str, told: str, title: str
) -> None:
    rider = await town.rider("张三丰", language)
    sent = await rider.text(said)
    await rider.wait_for(lambda m: told in words(m))
    there = await asked(town, said)
    assert kind in words(there)
    assert "张三丰" not in words(there)
    assert str(rider.id) not in words(there)
    answered = await reply(town, there, "请周一上午来社区办公室")
    heard = await rider.wait_for(lambda m: "请周一上午来社区办公室" in words(m))
    assert title in words(heard)
    assert "李主任" not in words(heard)
    assert heard["reply_to_message"]["message_id"] == sent["message_id"]
    done = await town.staff.wait_for(lambda m: "已转给骑手" in words(m), chat=town.groups["supervisors"])
    assert done["reply_to_message"]["message_id"] == answered["message_id"]
    back = await rider.text("那我周一过去", reply_to=heard["message_id"])
    assert "那我周一过去" in words(await asked(town, "那我周一过去"))
    assert back["message_id"] > heard["message_id"]
    assert not rows(town, "select id from draft")
    assert not parked(town)


async def test_only_some_are_passed_on_a_day(town: Town) -> None:
    rider = await town.rider()
    for number in range(12):
        await rider.text(f"人工{'!' * number}")
    assert len(await asked_there(town)) == 3
    told = [words(m) for m in await bot_messages(town, rider.id)]
    assert [each for each in told if each.startswith("着急了，抱歉") and "12345" in each]
    town.skip(days=1, minutes=1)
    await rider.text("没人管")
    await asked(town, "没人管")


async def test_each_reply_is_sent_once_and_every_one(town: Town) -> None:
    rider = await town.rider()
    await rider.text("转人工")
    there = await asked(town, "转人工")
    first = await reply(town, there, "第一句")
    await reply(town, there, "第二句")
    await rider.wait_for(lambda m: "第二句" in words(m))
    await town.staff.edit(first, text="第一句改了")
    await stands_still(town)
    heard = [words(m) for m in await bot_messages(town, rider.id)]
    assert len([each for each in heard if "第一句" in each]) == 1
    assert not [each for each in heard if "改了" in each]


async def test_edited_words_are_passed_on_too_and_the_same_words_once(town: Town) -> None:
    rider = await town.rider()
    sent = await rider.text("没人管")
    await asked(town, "没人管")
    await rider.edit(sent, text="没人管，打了三次电话")
    later = await asked(town, "打了三次电话")
    await rider.edit(sent, text="没人管，打了三次电话")
    assert len(await asked_there(town)) == 2
    await reply(town, later, "今天就去")
    await rider.wait_for(lambda m: "今天就去" in words(m))


async def test_long_words_go_whole_both_ways(town: Town) -> None:
    rider = await town.rider()
    await rider.text("转人工")
    await reply(town, await asked(town, "转人工"), "好" * 3500 + "，就这样")
    heard = await rider.wait_for(lambda m: "就这样" in words(m))
    await rider.text("先说修灯" * 900 + "，完了", reply_to=heard["message_id"])
    await asked(town, "完了")
    assert not parked(town)


async def test_an_answer_to_the_answer_stands_below_it_and_thanks_stay_here(town: Town) -> None:
    rider = await town.rider()
    await rider.text("转人工")
    there = await asked(town, "转人工")
    answered = await reply(town, there, "请说")
    heard = await rider.wait_for(lambda m: "请说" in words(m))
    await rider.text("谢谢", reply_to=heard["message_id"])
    back = await rider.text("那我周一过去", reply_to=heard["message_id"])
    followed = await asked(town, "那我周一过去")
    assert followed["reply_to_message"]["message_id"] == answered["message_id"]
    await rider.edit(back, text="那我周二过去")
    await asked(town, "那我周二过去")
    assert not [said for said in await asked_there(town) if "谢谢" in said]


async def test_an_edited_answer_says_how_to_put_it_right(town: Town) -> None:
    rider = await town.rider()
    await rider.text("转人工")
    first = await reply(town, await asked(town, "转人工"), "第一句")
    await rider.wait_for(lambda m: "第一句" in words(m))
    await town.staff.edit(first, text="改了")
    told = await town.staff.wait_for(lambda m: "改动没有" in words(m), chat=town.groups["supervisors"])
    assert "工单" not in words(told)


async def test_a_channel_and_a_group_that_is_the_supervisors_no_longer_answer_nobody(town: Town) -> None:
    rider, group = await town.rider(), town.groups["supervisors"]
    await rider.text("转人工")
    there = await asked(town, "转人工")
    channel = {"id": -1009, "type": "channel", "title": "x"}
    chat = {"id": group, "type": "supergroup", "title": "x"}
    await inject(town, town.staff, chat=chat, reply_to_message=there, text="频道的话", sender_chat=channel)
    await town.staff.wait_for(lambda m: "看不出是谁" in words(m), chat=group)
    with sqlite3.connect(town.config.storage.database.removeprefix("sqlite:///")) as connection:
        connection.execute("update queue_chat set chat_id = -777 where queue = 'supervisors'")
    await reply(town, there, "旧群的话")
    await town.staff.wait_for(lambda m: "没有权限" in words(m), chat=group)
    assert not [m for m in await bot_messages(town, rider.id) if "频道的话" in words(m) or "旧群的话" in words(m)]


async def test_a_photo_is_not_sent_on(town: Town) -> None:
    rider = await town.rider()
    await rider.text("转人工")
    there = await asked(town, "转人工")
    await town.staff.photo(plain_picture(), "看图", chat=town.groups["supervisors"], reply_to=there["message_id"])
    await town.staff.wait_for(lambda m: "只能转文字" in words(m), chat=town.groups["supervisors"])
    assert not [m for m in await bot_messages(town, rider.id) if "看图" in words(m)]


@pytest.mark.parametrize("said", ["<b>没人管</b> @all https://t.me/x /start", "没人管" + "啊" * 390])
async def test_hostile_and_long_words_stand_as_words(town: Town, said: str) -> None:
    rider = await town.rider()
    await rider.text(said)
    there = await asked(town, "没人管")
    marked = {entity["type"] for entity in there.get("entities", ())}
    assert marked <= {"blockquote", "expandable_blockquote"}


async def test_a_forwarded_complaint_is_not_the_riders(town: Town) -> None:
    rider = await town.rider()
    origin = {"type": "hidden_user", "date": 1_700_000_000, "sender_user_name": "x"}
    await inject(town, rider, text="你们到底管不管", forward_origin=origin)
    assert not await asked_there(town)


async def test_who_blocked_the_bot_or_left_is_not_reached_and_staff_hear_it(town: Town) -> None:
    blocks, leaves = await town.rider("小赵"), await town.rider("小钱")
    await blocks.text("转人工")
    first = await asked(town, "转人工")
    await blocks.block()
    await stands_still(town)
    await reply(town, first, "您好")
    await town.staff.wait_for(lambda m: "转不到" in words(m), chat=town.groups["supervisors"])
    await leaves.text("没人管")
    second = await asked(town, "没人管")
    await leaves.text("/forget")
    key = await leaves.wait_for(lambda m: "确认删除" in str(m.get("reply_markup")))
    await tap(leaves, key, "确认删除")
    await stands_still(town)
    assert not [each for each in await asked_there(town) if "没人管" in each], "it goes with its rider"
    assert not rows(town, "select key from outbox where key like 'asked:%' and meaning like '%没人管%'")
    assert second["message_id"] > first["message_id"]


async def test_nobody_answers_by_another_message_of_the_bots(town: Town) -> None:
    rider = await town.rider()
    await rider.text("转人工")
    await asked(town, "转人工")
    other = next(m for m in await bot_messages(town, town.groups["supervisors"]) if HOW not in words(m))
    await reply(town, other, "我是领导")
    await stands_still(town)
    assert not [m for m in await bot_messages(town, rider.id) if "我是领导" in words(m)]


async def without_supervisors(world: Playground, people: People, district: District) -> Furnished:
    there = await without_service(world, people, district)
    queues = {name: replace(queue, chat_id=None) if name == "supervisors" else queue
              for name, queue in there.district.queues.items()}  # fmt: skip
    router = replace(there.district.router, queues=queues)
    return replace(there, district=replace(there.district, router=router))


async def test_without_a_supervisors_group_the_contact_is_told(tmp_path: Path) -> None:
    setting: dict[str, Any] = {"furnish": without_supervisors}
    async with open_town(tmp_path, f"sqlite:///{tmp_path}/town.db", **setting) as town:
        rider = await town.rider()
        await rider.text("我要找人工")
        told = await rider.wait_for(lambda m: "要找人：" in words(m))
        assert "12345" in words(told)
        assert "已转给" not in words(told)
        assert not parked(town)
