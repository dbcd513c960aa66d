"""Staff at work in their groups: what cards say and offer, how tickets move, what staff are reminded of."""

from datetime import datetime, timedelta

import pytest

from domain.tickets.card_menus import FIND
from playground.people import JSON, Person, labels, words
from tests.staff_work import (
    QUEUE,
    act,
    asked,
    asked_to_bounce,
    card_of,
    cards,
    merge_by_number,
    question,
    reply,
    resolve,
    with_key,
)
from tests.town import Town, picture, plain_picture
from tests.watching import bot_messages, calls_so_far, rows, sent_to, stands_still, tap
from texts.base.callbacks import Press, Verb, encode

LOOKS = ("地图", "发位置点", "照片")


def keys(card: JSON) -> set[str]:
    """The transitions that a card offers."""
    return {label for label in labels(card).split("\n") if not any(look in label for look in LOOKS)}


async def reported(town: Town, caption: str = "井盖不见了", name: str = "王小二") -> tuple[Person, str]:
    """A rider with a report."""
    rider = await town.rider(name)
    _, number = await town.submitted(rider, caption=caption)
    return rider, number


async def test_the_card_says_what_where_and_by_when(town: Town) -> None:
    rider, number = await reported(town, "井盖不见了，在校门口")
    card = await card_of(town)
    assert card["photo"]
    for known in (
        number,
        "紧急",
        "井盖缺失",
        "新湖街道",
        "37.44250, 116.30750",
        "上报：",
        "前办结",
        "校门口",
        "派单依据：",
    ):
        assert known in words(card)
    assert rider.first_name not in words(card)
    assert any("amap.com" in key.get("url", "") for row in card["reply_markup"]["inline_keyboard"] for key in row)


async def test_the_keyboard_follows_the_status(town: Town) -> None:
    await reported(town)
    assert keys(await card_of(town)) == {"✅ 受理", "↪️ 退回", "🚫 不予受理", "⋯ 更多"}
    await act(town, "受理")
    card = await card_of(town)
    assert keys(card) == {"🔧 开始处置", "🏁 已解决", "⏸ 挂账", "🙋 我来", "⋯ 更多"}
    assert "李主任" in words(card)
    await act(town, "开始处置")
    assert keys(await card_of(town)) == {"🏁 已解决", "⏸ 挂账", "🙋 我来", "⋯ 更多"}
    await resolve(town)
    card = await card_of(town)
    assert keys(card) == {"👁 可以公开"}
    assert "待确认" in words(card)


async def test_transitions_edit_the_card_and_send_nothing(town: Town) -> None:
    await reported(town)
    card = await card_of(town)
    before = await calls_so_far(town)
    await act(town, "受理")
    await act(town, "开始处置")
    await stands_still(town)
    assert await sent_to(town, town.groups[QUEUE], before) == ["editMessageCaption", "editMessageCaption"]
    assert (await card_of(town))["message_id"] == card["message_id"]


async def test_a_bounce_needs_a_reason_and_goes_to_triage(town: Town) -> None:
    _, number = await reported(town)
    card = await card_of(town)
    assert not (await tap(town.staff, card, "退回")).text
    assert (await tap(town.staff, await card_of(town), "其他，写一句")).text == "请回复下面的提问"
    prompt = await asked(town, "退回原因")
    assert prompt["reply_to_message"]["message_id"] == card["message_id"]
    assert rows(town, "select status from report") == [("routed",)]
    await reply(town, prompt, "这是排水的井")
    triage = await town.ticket("triage", number)
    assert "这是排水的井" in words(triage)
    assert "改类别" in labels(await with_key(town, "改类别", "triage"))
    assert "退回" not in labels(triage)
    await stands_still(town)
    old = next(m for m in await bot_messages(town, town.groups[QUEUE]) if m["message_id"] == card["message_id"])
    assert "已转到 区派单中心" in words(old)
    assert not labels(old)
    assert prompt["message_id"] not in [m["message_id"] for m in await bot_messages(town, town.groups[QUEUE])]


async def bounced(town: Town) -> str:
    """A report that its queue sent to triage."""
    _, number = await reported(town)
    await reply(town, await asked_to_bounce(town), "不是我们的")
    await town.ticket("triage", number)
    return number


async def test_triage_assigns_to_a_queue(town: Town) -> None:
    number = await bounced(town)
    await act(town, "转派", "triage")
    card = await card_of(town, "triage")
    (report_id,) = rows(town, "select id from report")[0]
    asks = encode(Press(Verb.QUEUES_PAGE, report_id, FIND))
    assert not (await tap(town.staff, card, asks)).show_alert
    await reply(town, await asked(town, "名称", "triage"), "排 水", "triage")
    found = await with_key(town, "看全部单位", "triage")
    assert found["message_id"] == card["message_id"]
    assert "路灯管理" not in labels(found)
    await tap(town.staff, found, "排水管理")
    arrived = await town.ticket("drainage", number)
    assert "受理" in labels(arrived)
    moved = next(m for m in await bot_messages(town, town.groups["triage"]) if number in words(m))
    assert "已转到 排水管理" in words(moved)


async def test_triage_corrects_the_category_and_it_is_routed_again(town: Town) -> None:
    number = await bounced(town)
    await act(town, "改类别", "triage")
    await tap(town.staff, await card_of(town, "triage"), "路灯不亮")
    arrived = await town.ticket("lighting", number)
    assert "路灯不亮" in words(arrived)
    assert rows(town, "select category, queue from report") == [("street_light", "lighting")]


async def test_a_choice_can_be_left_again(town: Town) -> None:
    await reported(town)
    await act(town, "不予受理")
    assert "不属实" in labels(await card_of(town))
    await act(town, "返回")
    assert "受理" in labels(await card_of(town))


@pytest.mark.parametrize("reason", ["不属实", "不在职责范围", "看不清、说不明"])
async def test_a_rejection_has_a_reason(town: Town, reason: str) -> None:
    await reported(town)
    await act(town, "不予受理")
    assert rows(town, "select status from report") == [("routed",)]
    await tap(town.staff, await card_of(town), reason)
    await town.ticket(QUEUE, f"不予受理 · {reason}")
    assert keys(await card_of(town)) == {"↩️ 撤销"}


async def test_a_hold_says_until_when_and_ends_by_itself(town: Town) -> None:
    rider, _ = await reported(town)
    await act(town, "受理")
    await tap(town.staff, await card_of(town), "挂账")
    await reply(town, await asked(town, "原因＋到哪天"), "等配件，3 天")
    card = await card_of(town)
    now = datetime.fromtimestamp(town.clock.now() / 1000, town.district.timezone)
    until = (now + timedelta(days=3)).replace(hour=9, minute=1)  # it ends in the morning
    assert f"{until.month}月{until.day}日" in words(card)
    assert "挂账中" in words(card)
    told = await rider.wait_for(lambda m: "暂时修不了" in words(m), after=0)
    assert "等配件" in words(told)
    town.skip(seconds=(until - now).total_seconds())
    nudge = await town.ticket(QUEUE, "挂账到期")
    assert nudge["reply_to_message"]["message_id"] == card["message_id"]
    assert "已受理" in words(await card_of(town)), "as it was before the hold"


async def test_a_duplicate_names_its_original(town: Town) -> None:
    _, original = await reported(town)
    second, _ = await reported_different(town)
    prompt = await merge_by_number(town)
    await reply(town, prompt, "DC-2611-9999")
    await town.staff.wait_for(lambda m: "没找到在办的这一件" in words(m), chat=town.groups[QUEUE])
    await reply(town, prompt, original)
    await stands_still(town)
    town.skip(minutes=3)
    told = await second.wait_for(lambda m: "并到一起办" in words(m), after=0)
    assert original in words(told)
    first = next(m for m in await cards(town) if original in words(m).splitlines()[0])
    assert "见证：1 人" in words(first)


async def reported_different(town: Town) -> tuple[Person, str]:
    """A second rider who says that theirs is a different problem."""
    rider = await town.rider("赵小四")
    await rider.photo(picture(1), "井盖没了", as_document=True)
    await tap(rider, await town.card(rider, button="不是"), "不是")
    await tap(rider, await town.card(rider), "提交")
    receipt = await rider.wait_for(lambda m: "已提交 DC-" in words(m))
    return rider, words(receipt)


async def test_a_reply_to_the_card_asks_only_what_is_possible(town: Town) -> None:
    await reported(town)
    card = await card_of(town)
    await reply(town, card, "师傅已经出发")
    first = await question(town)
    assert labels(first) == "💬 转给上报人\n📓 内部备注"
    await act(town, "受理")
    await reply(town, card, "师傅已经到了")
    second = await question(town)
    assert labels(second) == "🏁 已解决\n💬 转给上报人\n📓 内部备注"
    for asking in (first, second):
        assert (await tap(town.staff, asking, "内部备注")).text == "已记为内部备注"
    await stands_still(town)
    standing = [m["message_id"] for m in await bot_messages(town, town.groups[QUEUE])]
    assert not {first["message_id"], second["message_id"]} & {*standing}
    assert rows(town, "select words from event where action = 'noted' order by id") == [
        ("师傅已经出发",), ("师傅已经到了",),
    ]  # fmt: skip


async def test_words_to_the_rider_carry_no_name_in_either_direction(town: Town) -> None:
    rider, number = await reported(town)
    card = await card_of(town)
    await reply(town, card, "请问是哪个门")
    assert (await tap(town.staff, await question(town), "转给上报人")).text == "已转给上报人"
    told = await rider.wait_for(lambda m: "请问是哪个门" in words(m), after=0)
    assert number in words(told)
    await rider.text("东门", reply_to=told["message_id"])
    nudge = await town.ticket(QUEUE, "上报人补充")
    assert "东门" in words(nudge)
    await act(town, "受理")
    await resolve(town)
    await no_names_leak(town, rider)


async def no_names_leak(town: Town, rider: Person) -> None:
    """Nothing that the bot ever sent to a group names a rider, nothing to a rider names staff."""
    await stands_still(town)
    for call in await town.people.calls("(send|edit).*"):
        said = str(call["params"])
        chat = int(call["params"]["chat_id"])
        if chat == rider.id:
            assert town.staff.first_name not in said
            assert str(town.staff.id) not in said
        else:
            assert rider.first_name not in said
            assert str(rider.id) not in said


async def test_a_note_is_for_staff_only(town: Town) -> None:
    rider, _ = await reported(town)
    card = await card_of(town)
    await stands_still(town)
    before = await calls_so_far(town)
    await reply(town, card, "小区物业电话已打")
    assert (await tap(town.staff, await question(town), "内部备注")).text == "已记为内部备注"
    await stands_still(town)
    assert await sent_to(town, rider.id, before) == []
    assert "小区物业电话已打" in words(await card_of(town))


async def test_a_prompt_names_who_pressed_and_hears_nobody_else(town: Town) -> None:
    await reported(town)
    colleague = await town.people.join("周科员", "zh")
    await join(town, colleague)
    prompt = await asked_to_bounce(town)
    (mention,) = [entity for entity in prompt["entities"] if entity["type"] == "text_mention"]
    assert mention["user"]["id"] == town.staff.id
    await colleague.text("我来说", chat=town.groups[QUEUE], reply_to=prompt["message_id"])
    await colleague.wait_for(lambda m: "问的是另一位同事" in words(m), chat=town.groups[QUEUE])
    assert rows(town, "select status from report") == [("routed",)]
    await reply(town, prompt, "不是我们的")
    await town.ticket("triage", "不是我们的")


async def join(town: Town, person: Person, queue: str = QUEUE, status: str = "member") -> None:
    """Let a person join or leave a queue's group."""
    wish = {"user_id": person.id, "status": status}
    await town.people.call("POST", f"/chats/{town.groups[queue]}/members", json=wish)


async def test_a_prompt_ends_after_ten_minutes(town: Town) -> None:
    await reported(town)
    prompt = await asked_to_bounce(town)
    town.skip(minutes=9)
    await stands_still(town)
    assert prompt["message_id"] in [m["message_id"] for m in await bot_messages(town, town.groups[QUEUE])]
    town.skip(minutes=2)
    await stands_still(town)
    assert prompt["message_id"] not in [m["message_id"] for m in await bot_messages(town, town.groups[QUEUE])]
    assert rows(town, "select stage from prompt") == [("expired",)]


async def test_a_resolution_needs_words_or_a_photo(town: Town) -> None:
    rider, _ = await reported(town)
    await act(town, "受理")
    await tap(town.staff, await card_of(town), "已解决")
    prompt = await asked(town, "修好后的照片")
    assert rows(town, "select status from report") == [("accepted",)]
    await town.staff.photo(plain_picture("green"), chat=town.groups[QUEUE], reply_to=prompt["message_id"])
    resolved = await rider.wait_for(lambda m: "修好了" in labels(m), after=0)
    assert resolved["photo"]


async def test_photos_and_pin_are_replies_to_the_card(town: Town) -> None:
    rider = await town.rider()
    await rider.album([picture(scene) for scene in range(3)], "井盖不见了", as_document=True)
    await tap(rider, await town.card(rider, has="📷 3 张"), "提交")
    await town.ticket(QUEUE, "井盖缺失")
    card = await card_of(town)
    assert "照片 (3)" in labels(card)
    before = await calls_so_far(town)
    assert (await tap(town.staff, card, "照片 (3)")).text == "已发在下面"
    await tap(town.staff, await with_key(town, "发位置点"), "发位置点")
    await stands_still(town)
    sent = [each for each in await sent_to(town, town.groups[QUEUE], before) if each.startswith("send")]
    assert sent == ["sendMediaGroup", "sendLocation"]
    shown = [m for m in await bot_messages(town, town.groups[QUEUE]) if m["message_id"] > card["message_id"]]
    assert [m["reply_to_message"]["message_id"] for m in shown] == [card["message_id"]] * 4
    assert (shown[-1]["location"]["latitude"], shown[-1]["location"]["longitude"]) == pytest.approx((37.4425, 116.3075))
