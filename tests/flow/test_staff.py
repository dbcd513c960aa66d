"""Staff at work in their groups: what cards say and offer, how tickets move, what staff are reminded of."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import new_code
from playground.people import JSON, Person, labels, words
from services import groups
from tests.staff_work import QUEUE, act, asked, card_of, cards, question, reply, resolve
from tests.town import Town, open_town, picture, plain_picture, with_groups
from tests.watching import bot_messages, calls_so_far, go_to_hours, kept, rows, sent_to, stands_still, tap

LOOKS = ("地图", "定位", "照片")


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
        "时限：",
        "校门口",
        "来由：",
    ):
        assert known in words(card)
    assert rider.first_name not in words(card)
    assert any("amap.com" in key.get("url", "") for row in card["reply_markup"]["inline_keyboard"] for key in row)


async def test_the_keyboard_follows_the_status(town: Town) -> None:
    await reported(town)
    assert keys(await card_of(town)) == {"✅ 受理", "↪️ 退回", "🚫 不予受理", "🔗 重复件"}
    await act(town, "受理")
    card = await card_of(town)
    assert keys(card) == {"🔧 开始处置", "🏁 已解决", "↪️ 退回", "🚫 不予受理", "⏸ 挂账", "🔗 重复件"}
    assert "李主任" in words(card)
    await act(town, "开始处置")
    assert keys(await card_of(town)) == {"🏁 已解决", "⏸ 挂账"}
    await resolve(town)
    card = await card_of(town)
    assert keys(card) == set()
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
    assert (await tap(town.staff, card, "退回")).text == "请回复下面的提问"
    prompt = await asked(town, "为什么不归你们管")
    assert prompt["reply_to_message"]["message_id"] == card["message_id"]
    assert rows(town, "select status from report") == [("routed",)]
    await reply(town, prompt, "这是排水的井")
    triage = await town.ticket("triage", number)
    assert "这是排水的井" in words(triage)
    assert "改类别" in labels(triage)
    assert "退回" not in labels(triage)
    await stands_still(town)
    old = next(m for m in await bot_messages(town, town.groups[QUEUE]) if m["message_id"] == card["message_id"])
    assert "已转到 区分拨中心" in words(old)
    assert not labels(old)
    assert prompt["message_id"] not in [m["message_id"] for m in await bot_messages(town, town.groups[QUEUE])]


async def bounced(town: Town) -> str:
    """A report that its queue sent to triage."""
    _, number = await reported(town)
    await tap(town.staff, await card_of(town), "退回")
    await reply(town, await asked(town, "为什么不归你们管"), "不是我们的")
    await town.ticket("triage", number)
    return number


async def test_triage_assigns_to_a_queue(town: Town) -> None:
    number = await bounced(town)
    await act(town, "转派", "triage")
    await tap(town.staff, await card_of(town, "triage"), "排水管理")
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


async def test_a_hold_says_until_when_and_ends_by_itself(town: Town) -> None:
    rider, number = await reported(town)
    await act(town, "受理")
    await tap(town.staff, await card_of(town), "挂账")
    await reply(town, await asked(town, "为什么挂账"), "等配件，3 天")
    card = await card_of(town)
    until = datetime.fromtimestamp(town.clock.now() / 1000, town.district.timezone) + timedelta(days=3)
    assert f"{until.month}月{until.day}日" in words(card)
    assert "挂账中" in words(card)
    told = await rider.wait_for(lambda m: number in words(m) and "先挂账" in words(m), after=0)
    assert "等配件" in words(told)
    town.skip(days=3)
    nudge = await town.ticket(QUEUE, "挂账到期")
    assert nudge["reply_to_message"]["message_id"] == card["message_id"]
    assert "处置中" in words(await card_of(town))


async def test_a_duplicate_names_its_original(town: Town) -> None:
    _, original = await reported(town)
    second, _ = await reported_different(town)
    newest = (await cards(town))[-1]
    await tap(town.staff, newest, "重复件")
    prompt = await asked(town, "和哪一件重复")
    await reply(town, prompt, "DC-2611-9999")
    await town.staff.wait_for(lambda m: "写得还不够" in words(m), chat=town.groups[QUEUE])
    await reply(town, prompt, original)
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
    await stands_still(town)
    standing = [m["message_id"] for m in await bot_messages(town, town.groups[QUEUE])]
    assert first["message_id"] not in standing


async def test_words_to_the_rider_carry_no_name_in_either_direction(town: Town) -> None:
    rider, number = await reported(town)
    card = await card_of(town)
    await reply(town, card, "请问是哪个门")
    assert (await tap(town.staff, await question(town), "转给上报人")).text == "已转给上报人"
    told = await rider.wait_for(lambda m: "请问是哪个门" in words(m), after=0)
    assert number in words(told)
    await rider.text("东门", reply_to=told["message_id"])
    nudge = await town.ticket(QUEUE, "上报人有补充")
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
    await tap(town.staff, await card_of(town), "退回")
    prompt = await asked(town, "为什么不归你们管")
    (mention,) = [entity for entity in prompt["entities"] if entity["type"] == "text_mention"]
    assert mention["user"]["id"] == town.staff.id
    await colleague.text("我来说", chat=town.groups[QUEUE], reply_to=prompt["message_id"])
    await colleague.wait_for(lambda m: "没有权限" in words(m), chat=town.groups[QUEUE])
    assert rows(town, "select status from report") == [("routed",)]
    await reply(town, prompt, "不是我们的")
    await town.ticket("triage", "不是我们的")


async def join(town: Town, person: Person, queue: str = QUEUE, status: str = "member") -> None:
    """Let a person join or leave a queue's group."""
    wish = {"user_id": person.id, "status": status}
    await town.people.call("POST", f"/chats/{town.groups[queue]}/members", json=wish)


async def test_a_prompt_ends_after_ten_minutes(town: Town) -> None:
    await reported(town)
    await tap(town.staff, await card_of(town), "退回")
    prompt = await asked(town, "为什么不归你们管")
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
    prompt = await asked(town, "怎么解决的")
    assert rows(town, "select status from report") == [("accepted",)]
    await town.staff.photo(plain_picture("green"), chat=town.groups[QUEUE], reply_to=prompt["message_id"])
    resolved = await rider.wait_for(lambda m: "修好了" in labels(m), after=0)
    assert resolved["photo"]


async def test_photos_and_pin_are_replies_to_the_card(town: Town) -> None:
    rider = await town.rider()
    await rider.album([picture(scene) for scene in range(3)], "井盖不见了", as_document=True)
    await tap(rider, await town.card(rider, has="照片：3 张"), "提交")
    await town.ticket(QUEUE, "井盖缺失")
    card = await card_of(town)
    assert "照片 (3)" in labels(card)
    before = await calls_so_far(town)
    assert (await tap(town.staff, card, "照片 (3)")).text == "已发在下面"
    await tap(town.staff, card, "定位")
    await stands_still(town)
    assert await sent_to(town, town.groups[QUEUE], before) == ["sendMediaGroup", "sendLocation"]
    shown = [m for m in await bot_messages(town, town.groups[QUEUE]) if m["message_id"] > card["message_id"]]
    assert [m["reply_to_message"]["message_id"] for m in shown] == [card["message_id"]] * 4
    assert (shown[-1]["location"]["latitude"], shown[-1]["location"]["longitude"]) == pytest.approx((37.4425, 116.3075))


async def test_staff_and_supervisors_are_reminded(town: Town) -> None:
    go_to_hours(town, QUEUE, is_open=True)
    _, number = await reported(town)
    card = await card_of(town)
    town.skip(minutes=61)
    half = await town.ticket(QUEUE, "时限已过半")
    assert half["reply_to_message"]["message_id"] == card["message_id"]
    town.skip(minutes=60)
    late = await town.ticket(QUEUE, "已超期（时限")
    await town.staff.wait_for(lambda m: f"超期 {number}" in words(m), chat=town.groups["supervisors"])
    assert "已超期" in words(await card_of(town))
    town.skip(hours=4)
    await town.staff.wait_for(lambda m: "严重超期" in words(m), chat=town.groups["supervisors"])
    assert late["reply_to_message"]["message_id"] == card["message_id"]


async def test_what_is_done_is_not_reminded_of_and_overdue_is_never_erased(town: Town) -> None:
    await reported(town)
    await act(town, "受理")
    town.skip(hours=3)
    await town.ticket(QUEUE, "已超期（时限")
    await resolve(town)
    assert "曾超期" in words(await card_of(town))
    town.skip(hours=4)
    await stands_still(town)
    assert not [m for m in await bot_messages(town, town.groups["supervisors"]) if "严重超期" in words(m)]


async def test_a_nudge_replaces_its_predecessor(town: Town) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider)
    for said in ("第一句", "第二句", "第三句"):
        await rider.text(said, reply_to=receipt["message_id"])
        await town.ticket(QUEUE, said)
    await stands_still(town)
    nudges = [m for m in await bot_messages(town, town.groups[QUEUE]) if "上报人有补充" in words(m)]
    assert ["第三句" in words(m) for m in nudges] == [True]


@pytest.mark.parametrize(
    ("caption", "queue", "is_open", "is_silent"),
    [
        ("路灯不亮", "lighting", True, False),
        ("路灯不亮", "lighting", False, True),
        ("井盖不见了", QUEUE, False, False),
    ],
)
async def test_cards_are_silent_outside_working_hours_unless_urgent(
    town: Town, caption: str, queue: str, *, is_open: bool, is_silent: bool
) -> None:
    go_to_hours(town, queue, is_open=is_open)
    await reported(town, caption)
    await card_of(town, queue)
    sent = [c for c in await town.people.calls("sendPhoto") if int(c["params"]["chat_id"]) == town.groups[queue]]
    assert [bool(call["params"].get("disable_notification")) for call in sent] == [is_silent]


async def code_for(town: Town, queue: str) -> str:
    """A fresh code of a queue."""
    assert town.house is not None
    code = new_code()
    await town.house.database.write(lambda tx: groups.offer(tx, queue, code, town.clock.now()))
    return code


async def test_a_code_moves_a_queue_into_a_group(town: Town) -> None:
    _, number = await reported(town)
    code = await code_for(town, QUEUE)
    boss = await town.people.join("王主任", "zh")
    group = await town.people.group("新群", [boss, town.staff], administrators=[boss.id], bot="administrator")
    await boss.text(f"/link@{town.world.bot.username} {code}", chat=group)
    await boss.wait_for(lambda m: "本群现在是 城市管理 的工作群" in words(m), chat=group)
    card = await boss.wait_for(lambda m: number in words(m) and "受理" in labels(m), chat=group)
    assert not (await tap(boss, card, "受理")).show_alert
    await boss.text(f"/link {code}", chat=group)
    await boss.wait_for(lambda m: "用过了" in words(m), chat=group)


UNFIT = ["member", "expired", "unknown", "public", "bot is member", "no code"]


@pytest.mark.parametrize("case", UNFIT)
async def test_a_code_is_refused(town: Town, case: str) -> None:
    boss = await town.rider("王主任")
    wish = {"bot": "member" if case == "bot is member" else "administrator"}
    if case == "public":
        wish["username"] = "open_to_all"
    administrators = [] if case == "member" else [boss.id]
    group = await town.people.group("新群", [boss], administrators=administrators, **wish)
    code = await code_for(town, QUEUE)
    if case == "expired":
        town.skip(hours=24, minutes=1)
    said = {"unknown": "AAAAAAAA", "no code": ""}.get(case, code)
    await stands_still(town)
    before = kept(town)
    await boss.text(f"/link@{town.world.bot.username} {said}".strip(), chat=group)
    expected = {"member": "没有权限", "public": "还不能绑定", "bot is member": "还不能绑定"}.get(case, "绑定码不对")
    await boss.wait_for(lambda m: expected in words(m), chat=group)
    await stands_still(town)
    assert kept(town) == before


async def test_a_queue_without_a_group_is_looked_after_by_triage(tmp_path: Path, sqlite_address: str) -> None:
    async with open_town(tmp_path, sqlite_address, start=False) as town:
        groups = {queue: chat for queue, chat in town.groups.items() if queue != QUEUE}
        town.district = with_groups(town.district, groups)
        await town.start()
        await reported(town)
        await act(town, "受理", "triage")
        assert "已受理" in words(await card_of(town, "triage"))


async def test_a_long_note_is_cut_and_fits(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "井盖不见了" + "很深" * 500, as_document=True)
    await tap(rider, await town.card(rider), "提交")
    await rider.text("还有" * 400, reply_to=(await rider.wait_for(lambda m: "DC-" in words(m)))["message_id"])
    await town.ticket(QUEUE, "上报人有补充")
    card = await card_of(town)
    assert len(words(card).encode("utf-16-le")) // 2 <= 1024
    assert "…" in words(card)


async def test_a_text_card_becomes_a_photo_when_one_arrives(town: Town) -> None:
    rider = await town.rider()
    await rider.text("/report 37.4425, 116.3075 煤气味很重")
    await tap(rider, await town.card(rider, has="燃气泄漏"), "提交")
    receipt = await rider.wait_for(lambda m: "已提交 DC-" in words(m))
    card = await card_of(town, "gas")
    assert "photo" not in card
    await rider.photo(plain_picture(), reply_to=receipt["message_id"])
    await town.ticket("gas", "上报人有补充")
    grown = await card_of(town, "gas")
    assert grown["message_id"] == card["message_id"]
    assert grown["photo"]
    assert "受理" in labels(grown)


async def test_whoever_left_the_group_may_act_no_more(town: Town) -> None:
    await reported(town)
    card = await card_of(town)
    colleague = await town.people.join("周科员", "zh")
    await join(town, colleague)
    await tap(colleague, card, "定位")
    await join(town, colleague, status="left")
    town.skip(minutes=6)
    answer = await tap(colleague, card, "受理")
    assert answer.show_alert
    assert "没有权限" in answer.text


async def test_the_card_of_a_queue_that_lost_the_ticket_asks_nothing(town: Town) -> None:
    number = await bounced(town)
    old = next(m for m in await bot_messages(town, town.groups[QUEUE]) if "已转到" in words(m))
    await act(town, "受理", "triage")
    await stands_still(town)
    before = kept(town)
    await reply(town, old, "其实我们修好了")
    await town.staff.wait_for(lambda m: "进展已经变了" in words(m), chat=town.groups[QUEUE])
    await stands_still(town)
    assert kept(town) == before
    assert number in words(await card_of(town, "triage"))


async def test_a_question_goes_when_the_ticket_has_moved_on(town: Town) -> None:
    await reported(town)
    await act(town, "受理")
    card = await card_of(town)
    colleague = await town.people.join("周科员", "zh")
    await join(town, colleague)
    await colleague.text("修好了", chat=town.groups[QUEUE], reply_to=card["message_id"])
    theirs = await colleague.wait_for(lambda m: "已解决" in labels(m), chat=town.groups[QUEUE])
    await tap(town.staff, card, "退回")
    await reply(town, await asked(town, "为什么不归你们管"), "不是我们的")
    await act(town, "受理", "triage")
    before = kept(town)
    answer = await tap(colleague, theirs, "已解决")
    assert answer.show_alert
    assert kept(town) == before
