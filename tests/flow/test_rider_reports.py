"""A rider's reports: the receipt, what can be done to them, who else sees them, what they are told and earn."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from domain.people.points import Awards
from playground.people import JSON, Person, buttons, labels, words
from services.ports.transaction import Transaction
from tests.staff_work import QUEUE, act, card_of, resolve
from tests.town import Town, number_in, open_town, picture, plain_picture
from tests.watching import bot_messages, calls_so_far, kept, rows, sent_to, stands_still, tap


async def balance(town: Town, rider: Person) -> int:
    """What /points says."""
    await stands_still(town)
    await rider.text("/points")
    said = await rider.wait_for(lambda m: "你的积分" in words(m))
    return int(words(said).partition("你的积分：")[2].splitlines()[0])


def command_of(receipt: JSON) -> str:
    """The command that shows the report of a receipt, as its key *progress* does."""
    return f"/report_{number_in(receipt).removeprefix('DC-').replace('-', '_')}"


async def witnessed(town: Town, name: str = "小赵") -> tuple[Person, JSON]:
    """Let a second rider say that a report of manholes near by is the same; what stands in place of their card."""
    witness = await town.rider(name)
    await witness.photo(picture(1), "井盖没了", as_document=True)
    card = await town.card(witness, button="是同一个")
    assert (await tap(witness, card, "是同一个")).text == "谢谢，记下了"
    return witness, await witness.wait_for(lambda m: "🤝" in words(m))


async def test_the_receipt_takes_the_card_s_place(town: Town) -> None:
    rider = await town.rider()
    receipt, number = await town.submitted(rider)
    for known in (number, "城市管理", "⏱ 最晚", "井盖丢了", "⭐ +1", "+4", "回复这条"):
        assert known in words(receipt)
    assert "撤回" in labels(receipt)
    await stands_still(town)
    assert [words(m) for m in await bot_messages(town, rider.id)][1:] == [words(receipt)]


async def test_numbers_count_up_within_the_district_s_month(town: Town) -> None:
    rider = await town.rider()
    month = datetime.fromtimestamp(town.clock.now() / 1000, town.district.timezone).strftime("%y%m")
    _, first = await town.submitted(rider)
    assert first == f"DC-{month}-0001"
    assert town.app is not None

    async def count_on(tx: Transaction) -> None:
        for _ in range(9998):
            await tx.reports.next_serial(month)

    await town.app.database.write(count_on)
    _, second = await town.submitted(await town.rider("小李"), caption="路灯不亮")
    assert second == f"DC-{month}-10000"


async def test_withdrawing_gives_the_points_back(town: Town) -> None:
    rider = await town.rider()
    receipt, number = await town.submitted(rider)
    assert await balance(town, rider) == 1
    assert (await tap(rider, receipt, "撤回")).text == "已撤回"
    changed = await rider.wait_for(lambda m: number in words(m) and "已撤回" in words(m))
    assert changed["message_id"] == receipt["message_id"]
    assert labels(changed) == "🔎 看进度"
    assert await balance(town, rider) == 0
    assert (await tap(rider, receipt, "撤回")).text == "已经办过了，不用再点。"
    (card,) = [m for m in await bot_messages(town, town.groups[QUEUE]) if number in words(m)]
    assert "已撤回" in words(card)


async def test_after_five_minutes_nothing_is_withdrawn(town: Town) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider)
    town.skip(minutes=5, seconds=1)
    await stands_still(town)
    before = kept(town)
    answer = await tap(rider, receipt, "撤回")
    assert answer.show_alert
    assert "来不及" in answer.text
    assert kept(town) == before


async def test_what_was_accepted_is_not_withdrawn(town: Town) -> None:
    rider = await town.rider()
    receipt, number = await town.submitted(rider)
    await act(town, "受理")
    await rider.wait_for(
        lambda m: number in words(m) and m["message_id"] == receipt["message_id"] and "撤回" not in labels(m)
    )
    answer = await tap(rider, receipt, "撤回")
    assert answer.show_alert
    assert "来不及" in answer.text


async def test_a_second_rider_becomes_a_witness(town: Town) -> None:
    rider = await town.rider()
    await town.submitted(rider)
    witness = await town.rider("小赵")
    await witness.photo(picture(1), "井盖没了", as_document=True)
    card = await town.card(witness, button="是同一个")
    assert "这里有人报过了：🕳 井盖丢了（就在这儿" in words(card)
    assert "提交" not in labels(card)
    assert all(key in labels(card) for key in ("不是", "类别", "位置", "说明", "取消"))
    await tap(witness, card, "是同一个")
    joined = await witness.wait_for(lambda m: "🤝" in words(m))
    assert joined["message_id"] == card["message_id"]
    ticket = await card_of(town)
    assert "见证：1 人" in words(ticket)
    assert "照片 (2)" in labels(ticket)
    assert len(kept(town)["report"]) == 1
    assert await balance(town, witness) == 2
    assert await balance(town, rider) == 1
    await act(town, "受理")
    told = await witness.wait_for(lambda m: "城市管理 接单了" in words(m), after=0)
    assert told["reply_to_message"]["message_id"] == joined["message_id"]


async def test_an_urgent_witness_nudges_the_queue(town: Town) -> None:
    await town.submitted(await town.rider())
    card = await card_of(town)
    await witnessed(town, "小赵")
    nudge = await town.ticket(QUEUE, "又有骑手看到")
    assert nudge["reply_to_message"]["message_id"] == card["message_id"]
    town.skip(minutes=10)
    await witnessed(town, "小钱")
    await town.ticket(QUEUE, "见证共 2 人")
    await stands_still(town)
    nudges = [m for m in await bot_messages(town, town.groups[QUEUE]) if "又有骑手看到" in words(m)]
    assert len(nudges) == 1


async def test_a_different_problem_brings_submit_back(town: Town) -> None:
    await town.submitted(await town.rider())
    other = await town.rider("小赵")
    await other.photo(picture(1), "井盖没了", as_document=True)
    card = await town.card(other, button="不是")
    assert (await tap(other, card, "su" + buttons(card)[-1]["callback_data"][2:])).text.startswith("还差")
    await tap(other, card, "不是")
    card = await town.card(other)
    assert "是同一个" not in labels(card)
    await tap(other, card, "提交")
    await other.wait_for(lambda m: "已提交 DC-" in words(m))
    assert len(kept(town)["report"]) == 2


async def test_one_s_own_report_near_by_earns_nothing_more(town: Town) -> None:
    rider = await town.rider()
    _, number = await town.submitted(rider)
    await rider.photo(picture(1), "井盖没了", as_document=True)
    card = await town.card(rider, button="是同一个")
    assert "你在这里报过" in words(card)
    await tap(rider, card, "是同一个")
    await rider.wait_for(lambda m: f"已补充到你的 {number}" in words(m))
    assert await balance(town, rider) == 1
    assert not kept(town)["witness"]


async def test_a_witness_counts_once(town: Town) -> None:
    await town.submitted(await town.rider())
    witness, _ = await witnessed(town)
    await witness.photo(picture(2), "井盖没了", as_document=True)
    await tap(witness, await town.card(witness, button="是同一个"), "是同一个")
    assert await balance(town, witness) == 2
    assert len(kept(town)["witness"]) == 1


async def test_words_and_photos_are_added_by_replying_to_the_receipt(town: Town) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider)
    card = await card_of(town)
    await rider.text("就在学校门口", reply_to=receipt["message_id"])
    await rider.wait_for(lambda m: "👌 补充到" in words(m))
    nudge = await town.ticket(QUEUE, "上报人补充")
    assert "就在学校门口" in words(nudge)
    assert nudge["reply_to_message"]["message_id"] == card["message_id"]
    await rider.photo(plain_picture("white"), reply_to=receipt["message_id"])
    await rider.wait_for(lambda m: "👌 补充到" in words(m))
    card = await card_of(town)
    assert "就在学校门口" in words(card)
    assert "照片 (2)" in labels(card)
    assert not [m for m in await bot_messages(town, rider.id) if "还没提交" in words(m)]


async def test_nothing_is_added_to_a_closed_report(town: Town) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider)
    await tap(rider, receipt, "撤回")
    await rider.text("还有一点", reply_to=receipt["message_id"])
    await rider.wait_for(lambda m: "已经结了" in words(m))


async def test_lists_and_single_reports(town: Town) -> None:
    rider = await town.rider()
    await rider.text("/my")
    await rider.wait_for(lambda m: "还没有上报过" in words(m))
    receipt, number = await town.submitted(rider)
    witness, _ = await witnessed(town)
    command = command_of(receipt)
    for person, mark in ((rider, "井盖"), (witness, "👥")):
        await person.text("/my")
        listed = await person.wait_for(lambda m: command in words(m))
        assert mark in words(listed)
        await person.text(command)
        shown = await person.wait_for(lambda m: number in words(m) and "📄" in words(m))
        assert shown
    await tap(rider, receipt, "看进度")
    pressed = await rider.wait_for(
        lambda m: "📄" in words(m) and m.get("reply_to_message", {}).get("message_id") == receipt["message_id"]
    )
    assert number in words(pressed)
    stranger = await town.rider("小孙")
    await stranger.text(command)
    refused = await stranger.wait_for(lambda m: "没找到这个编号" in words(m))
    assert number not in words(refused)
    await stranger.text("/report_2611_9999")
    await stranger.wait_for(lambda m: words(m) == words(refused))


async def test_the_list_turns_its_pages(town: Town) -> None:
    rider = await town.rider()
    for slug in list(town.district.catalogue)[:9]:
        await rider.photo(picture(), as_document=True)
        await tap(rider, await town.card(rider), "类别")
        name = town.district.catalogue[slug].short_zh
        await tap(rider, await town.card(rider, button=name), name)
        await tap(rider, await town.card(rider, has=name), "提交")
    await rider.text("/my")
    first = await rider.wait_for(lambda m: "我的上报" in words(m))
    assert words(first).count("/report_") == 8
    await tap(rider, first, "更早的")
    second = await rider.wait_for(lambda m: "更新的" in labels(m))
    assert second["message_id"] == first["message_id"]
    assert words(second).count("/report_") == 1


async def test_points_say_how_they_came(town: Town) -> None:
    rider = await town.rider()
    _, number = await town.submitted(rider)
    await act(town, "受理")
    assert await balance(town, rider) == 10
    said = (await bot_messages(town, rider.id))[-1]
    for line in ("+1</b> 报上来了", "+4 接单了", "+5 急事属实"):
        assert line.replace("</b>", "") in words(said)
    assert number in words(said)


async def test_the_same_picture_earns_once(town: Town) -> None:
    rider = await town.rider()
    await town.submitted(rider)
    await rider.photo(picture(), "路灯不亮", as_document=True)
    await tap(rider, await town.card(rider, has="路灯不亮"), "提交")
    await rider.wait_for(lambda m: "DC-" in words(m))
    assert await balance(town, rider) == 1
    await act(town, "受理", "lighting")
    assert await balance(town, rider) == 1
    await resolve(town, "lighting")
    asked = await rider.wait_for(lambda m: "修好了" in labels(m), after=0)
    await tap(rider, asked, "修好了")
    assert await balance(town, rider) == 1
    await act(town, "受理")
    assert await balance(town, rider) == 10


@pytest.fixture
async def stingy_town(tmp_path: Path, sqlite_address: str) -> AsyncIterator[Town]:
    """A town in which a district's day gives six points at most."""
    async with open_town(tmp_path, sqlite_address, start=False) as town:
        town.config = replace(town.config, points=Awards(day_cap=6))
        await town.start()
        yield town


async def test_a_day_gives_no_more_than_its_cap(stingy_town: Town) -> None:
    town = stingy_town
    rider = await town.rider()
    await town.submitted(rider)
    await act(town, "受理")
    assert await balance(town, rider) == 6
    town.skip(days=1)
    await resolve(town)
    asked = await rider.wait_for(lambda m: "修好了" in labels(m), after=0)
    await tap(rider, asked, "修好了")
    assert await balance(town, rider) == 11


async def test_each_change_reaches_the_rider_once(town: Town) -> None:
    rider = await town.rider()
    await town.submitted(rider)
    await act(town, "受理")
    await act(town, "开始处置")
    await resolve(town)
    await stands_still(town)
    told = [words(m).splitlines()[0] for m in (await bot_messages(town, rider.id))[2:]]
    assert [line.partition("：")[2] for line in told] == ["城市管理 接单了。", "师傅在处理了。", "城市管理 说修好了。"]
    assert all("🕳 井盖丢了（新湖街道" in line for line in told)
    resolved = (await bot_messages(town, rider.id))[-1]
    assert resolved["photo"]
    assert "换了新井盖" in words(resolved)


async def test_fixed_confirms_and_earns_once(town: Town) -> None:
    rider = await town.rider()
    await town.submitted(rider)
    await act(town, "受理")
    await resolve(town)
    asked = await rider.wait_for(lambda m: "修好了" in labels(m), after=0)
    assert [(await tap(rider, asked, "修好了")).text for _ in range(2)] == ["谢谢，记下了", "已经办过了，不用再点。"]
    await town.ticket(QUEUE, "已确认修好")
    assert (await tap(rider, asked, "没修好")).text == "谢谢，记下了"
    await town.ticket(QUEUE, "没修好，重新处置")
    assert await balance(town, rider) == 15


async def test_not_fixed_reopens_and_tells_the_queue(town: Town) -> None:
    rider = await town.rider()
    _, number = await town.submitted(rider)
    await act(town, "受理")
    await resolve(town)
    asked = await rider.wait_for(lambda m: "没修好" in labels(m), after=0)
    assert (await tap(rider, asked, "没修好")).text == "谢谢，记下了"
    nudge = await town.ticket(QUEUE, "没修好，退回重办")
    assert number in words(nudge)
    assert nudge["reply_to_message"]
    card = await card_of(town)
    assert "返工：1 次" in words(card)
    assert "受理" in labels(card)
    assert await balance(town, rider) == 15


async def test_a_witness_may_answer_and_the_reporter_hears_of_it(town: Town) -> None:
    rider = await town.rider()
    await town.submitted(rider)
    witness, _ = await witnessed(town)
    await act(town, "受理")
    await resolve(town)
    asked = await witness.wait_for(lambda m: "修好了" in labels(m), after=0)
    await tap(witness, asked, "修好了")
    await rider.wait_for(lambda m: "🕳 井盖丢了（新湖街道" in words(m) and "有人去看过，修好了" in words(m), after=0)
    assert await balance(town, witness) == 4


async def test_after_seven_days_it_closes_by_itself_and_says_so(town: Town) -> None:
    rider = await town.rider()
    await town.submitted(rider)
    await act(town, "受理")
    await resolve(town)
    asked = await rider.wait_for(lambda m: "修好了" in labels(m), after=0)
    town.skip(days=6, hours=23)
    await stands_still(town)
    assert rows(town, "select status from report") == [("resolved",)]
    town.skip(hours=2)
    await rider.wait_for(lambda m: "没人说修没修好" in words(m))
    await town.ticket(QUEUE, "已关闭（无人确认）")
    told = (await balance(town, rider), (await tap(rider, asked, "修好了")).text, await balance(town, rider))
    assert told == (10, "谢谢，记下了", 15)


@pytest.mark.parametrize(
    ("reason", "told", "left"), [("不属实", "没找到这个问题", 0), ("不在职责范围", "积分照给你", 1)]
)
async def test_only_a_false_report_loses_its_points(town: Town, reason: str, told: str, left: int) -> None:
    rider = await town.rider()
    await town.submitted(rider)
    await act(town, "不予受理")
    card = await card_of(town)
    assert reason in labels(card)
    await tap(town.staff, card, reason)
    await stands_still(town)
    town.skip(minutes=2)
    said = await rider.wait_for(lambda m: "🚫" in words(m), after=0)
    assert told in words(said)
    assert await balance(town, rider) == left


async def test_a_report_outside_every_community_goes_to_triage(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(position=(37.42, 116.31)), "井盖不见了", as_document=True)
    card = await town.card(rider, has="不在任何社区")
    await tap(rider, card, "提交")
    await town.ticket("triage", "井盖缺失")


async def test_the_receipt_is_edited_in_place_as_the_status_changes(town: Town) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider)
    await stands_still(town)
    before = await calls_so_far(town)
    await act(town, "受理")
    await rider.wait_for(lambda m: m["message_id"] == receipt["message_id"] and "接单了" in words(m), after=0)
    await stands_still(town)
    assert sorted(await sent_to(town, rider.id, before)) == ["editMessageText", "sendMessage"]
