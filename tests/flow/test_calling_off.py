"""An activity is called off: staff say why, by a key or in words, and riders read it."""

from dataclasses import replace

from playground.people import JSON, Person, labels, words
from services.ports.transaction import Transaction
from tests.flow.test_activities import QUEUE, TITLE, published
from tests.staff_work import member
from tests.town import Town
from tests.watching import parked, rows, tap


async def _signed_up(town: Town, staff: Person) -> tuple[Person, JSON]:
    """A rider who signed up, and the card of staff that asks why it is called off."""
    rider, card = await town.rider("小李"), await published(town, staff)
    await rider.text("/activities")
    await tap(rider, await rider.wait_for(lambda m: TITLE in labels(m)), TITLE)
    await tap(rider, await rider.wait_for(lambda m: "报名" in labels(m), after=0), "报名")
    await rider.wait_for(lambda m: "你是 1 号" in words(m), after=0)
    await tap(staff, card, "取消活动")
    return rider, await staff.wait_for(lambda m: "人数不够" in labels(m), chat=town.groups[QUEUE], after=0)


async def test_staff_choose_a_reason(town: Town) -> None:
    staff = await member(town, "李主任", "zh", QUEUE)
    rider, card = await _signed_up(town, staff)
    assert "1 名报名或候补" in words(card)
    await tap(staff, card, "天气")
    await staff.wait_for(lambda m: "已取消" in words(m) and "原因：天气" in words(m), chat=town.groups[QUEUE], after=0)
    await rider.wait_for(lambda m: "取消了" in words(m) and "原因：天气" in words(m))
    assert not parked(town)


async def test_staff_say_it_in_words(town: Town) -> None:
    group, staff = town.groups[QUEUE], await member(town, "李主任", "zh", QUEUE)
    rider, card = await _signed_up(town, staff)
    await tap(staff, card, "✍️ 其他原因")
    asked = await staff.wait_for(lambda m: "请回复取消的原因" in words(m), chat=group, after=0)
    await staff.text("长" * 101, chat=group, reply_to=asked["message_id"])
    await staff.wait_for(lambda m: "超过 100 个字" in words(m), chat=group, after=0)
    assert rows(town, "select state from activity") == [("open",)]
    await staff.text("老师病了", chat=group, reply_to=asked["message_id"])
    await rider.wait_for(lambda m: "原因：老师病了" in words(m))
    assert rows(town, "select state, off_words from activity") == [("cancelled", "老师病了")]
    assert not parked(town)


async def test_supervisors_call_off_what_nobody_holds_any_more(town: Town) -> None:
    staff, supervisor = await member(town, "李主任", "zh", QUEUE), await member(town, "王督办", "zh", "supervisors")
    rider, card = await _signed_up(town, staff)
    group = town.groups["supervisors"]
    assert town.app is not None

    async def unit_goes(tx: Transaction) -> None:
        for activity in await tx.activities.behind(0, 9):
            await tx.activities.save(replace(activity, queue="former"))

    await town.app.database.write(unit_goes)
    assert "不是最新" in (await tap(staff, card, "天气")).text
    await supervisor.text("/activities", chat=group)
    listed = await supervisor.wait_for(lambda m: "单位已撤的活动" in words(m), chat=group)
    await tap(supervisor, listed, TITLE)
    shown = await supervisor.wait_for(lambda m: "取消活动" in labels(m), chat=group, after=0)
    await tap(supervisor, shown, "取消活动")
    shown = await supervisor.wait_for(lambda m: "人手不够" in labels(m), chat=group, after=0)
    await tap(supervisor, shown, "人手不够")
    await rider.wait_for(lambda m: "原因：人手不够" in words(m))
    assert not parked(town)
