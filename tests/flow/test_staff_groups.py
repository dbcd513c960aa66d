"""What staff are reminded of in their groups, how a group becomes a queue's, and who acts where."""

from pathlib import Path

import pytest

from bot.clock import new_code
from playground.people import Person, labels, words
from services.tickets import groups
from tests.staff_work import QUEUE, act, asked, asked_to_bounce, card_of, reply, resolve
from tests.town import Town, open_town, picture, plain_picture, with_groups
from tests.watching import bot_messages, go_to_hours, kept, stands_still, tap


async def reported(town: Town, caption: str = "井盖不见了", name: str = "王小二") -> tuple[Person, str]:
    """A rider with a report."""
    rider = await town.rider(name)
    _, number = await town.submitted(rider, caption=caption)
    return rider, number


async def join(town: Town, person: Person, queue: str = QUEUE, status: str = "member") -> None:
    """Let a person join or leave a queue's group."""
    wish = {"user_id": person.id, "status": status}
    await town.people.call("POST", f"/chats/{town.groups[queue]}/members", json=wish)


async def bounced(town: Town) -> str:
    """A report that its queue sent to triage."""
    _, number = await reported(town)
    await reply(town, await asked_to_bounce(town), "不是我们的")
    await town.ticket("triage", number)
    return number


async def test_staff_and_supervisors_are_reminded(town: Town) -> None:
    go_to_hours(town, QUEUE, is_open=True)
    _, number = await reported(town)
    card = await card_of(town)
    town.skip(minutes=61)
    half = await town.ticket(QUEUE, "还没受理，")
    assert half["reply_to_message"]["message_id"] == card["message_id"]
    town.skip(minutes=60)
    late = await town.ticket(QUEUE, "谁接？")
    await town.staff.wait_for(lambda m: "超期" in words(m) and number in words(m), chat=town.groups["supervisors"])
    assert "已超期" in words(await card_of(town))
    town.skip(hours=4)
    await town.staff.wait_for(lambda m: "拖了 3 倍时限" in words(m), chat=town.groups["supervisors"])
    assert late["reply_to_message"]["message_id"] == card["message_id"]


async def test_what_is_done_is_not_reminded_of_and_overdue_is_never_erased(town: Town) -> None:
    await reported(town)
    await act(town, "受理")
    town.skip(hours=3)
    await town.ticket(QUEUE, "请尽快办结")
    await resolve(town)
    assert "曾超期" in words(await card_of(town))
    town.skip(hours=4)
    await stands_still(town)
    assert not [m for m in await bot_messages(town, town.groups["supervisors"]) if "拖了 3 倍时限" in words(m)]


async def test_a_nudge_replaces_its_predecessor(town: Town) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider)
    for said in ("第一句", "第二句", "第三句"):
        await rider.text(said, reply_to=receipt["message_id"])
        await town.ticket(QUEUE, said)
        town.skip(minutes=10)
    await stands_still(town)
    nudges = [m for m in await bot_messages(town, town.groups[QUEUE]) if "上报人补充" in words(m)]
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
    assert town.app is not None
    code = new_code()
    await town.app.database.write(lambda tx: groups.offer(tx, queue, code, town.clock.now()))
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
    await boss.wait_for(lambda m: "没有可用的绑定码" in words(m), chat=group)


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
    unfit = dict.fromkeys(("public", "bot is member"), "还不能绑定")
    expected = {"member": "要本群管理员", **unfit}.get(case, "没有可用的绑定码")
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
    await rider.photo(picture(), "井盖不见了" + "！！" * 500, as_document=True)
    await tap(rider, await town.card(rider), "提交")
    await rider.text("还有" * 400, reply_to=(await rider.wait_for(lambda m: "DC-" in words(m)))["message_id"])
    await town.ticket(QUEUE, "上报人补充")
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
    await town.ticket("gas", "上报人补了照片")
    grown = await card_of(town, "gas")
    assert grown["message_id"] == card["message_id"]
    assert grown["photo"]
    assert "受理" in labels(grown)


@pytest.mark.parametrize(
    ("status", "is_told"),
    [("left", True), ("kicked", True), ("restricted", True), ("left", False), ("kicked", False)],
)
async def test_who_left_the_group_or_was_muted_acts_no_more_until_they_may_again(
    town: Town, status: str, *, is_told: bool
) -> None:
    """A bot that is no administrator reads who left from service messages, and hears of the rest within a minute."""
    if not is_told:
        town.world.chats.chat(town.groups[QUEUE]).members[town.world.bot.id] = "member"
    await reported(town)
    card = await card_of(town)
    colleague = await town.people.join("周科员", "zh")
    await join(town, colleague)
    await tap(colleague, card, "发位置点")
    await join(town, colleague, status=status)
    answer = await tap(colleague, card, "受理")
    assert answer.show_alert
    assert "你不在本群" in answer.text
    await join(town, colleague)
    assert not (await tap(colleague, card, "受理")).show_alert


async def test_a_question_of_before_hears_nobody_who_was_expelled(town: Town) -> None:
    await reported(town)
    await act(town, "受理")
    await tap(town.staff, await card_of(town), "挂账")
    asking = await asked(town, "原因＋到哪天")
    await reply(town, await card_of(town), "等等看")
    await town.staff.wait_for(lambda m: "转给上报人" in labels(m), chat=town.groups[QUEUE])
    (meant,) = [m for m in await bot_messages(town, town.groups[QUEUE]) if "内部备注" in labels(m)]
    said = await reply(town, asking, "等配件")
    assert said
    await stands_still(town)
    await join(town, town.staff, status="kicked")
    await stands_still(town)
    before = kept(town)
    assert (await tap(town.staff, meant, "内部备注")).show_alert
    await stands_still(town)
    assert kept(town) == before


async def test_a_card_in_a_group_that_is_no_longer_the_queues_is_refused_and_closed(town: Town) -> None:
    _, number = await reported(town)
    old, code = await card_of(town), await code_for(town, QUEUE)
    boss = await town.people.join("王主任", "zh")
    group = await town.people.group("新群", [boss], administrators=[boss.id])
    await boss.text(f"/link {code}", chat=group)
    card = await boss.wait_for(lambda m: number in words(m) and "受理" in labels(m), chat=group)
    await reply(town, old, "我们来")
    await town.staff.wait_for(lambda m: "已不在本群办" in words(m), chat=town.groups[QUEUE])
    answer = await tap(town.staff, old, "受理")
    assert answer.show_alert
    closed = await town.staff.wait_for(lambda m: "在别的群处理" in words(m), chat=town.groups[QUEUE], after=0)
    assert (closed["message_id"], labels(closed)) == (old["message_id"], "")
    await tap(town.staff, old, "受理")
    await stands_still(town)
    assert not (await tap(boss, card, "受理")).show_alert


async def test_the_card_of_a_queue_that_lost_the_ticket_asks_nothing(town: Town) -> None:
    number = await bounced(town)
    old = next(m for m in await bot_messages(town, town.groups[QUEUE]) if "已转到" in words(m))
    await act(town, "受理", "triage")
    await stands_still(town)
    before = kept(town)
    await reply(town, old, "其实我们修好了")
    await town.staff.wait_for(lambda m: "进展变了" in words(m), chat=town.groups[QUEUE])
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
    await reply(town, await asked_to_bounce(town), "不是我们的")
    await act(town, "受理", "triage")
    before = kept(town)
    answer = await tap(colleague, theirs, "已解决")
    assert answer.show_alert
    assert kept(town) == before
