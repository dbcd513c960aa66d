"""An activity's story: staff draft and publish it, a rider signs up, is reminded and comes; staff know a number."""

from functools import partial

from playground.people import JSON, Person, labels, words
from tests.staff_work import member
from tests.town import Town
from tests.watching import goes_to, parked, rows, tap

QUEUE = "rider-service"
HOUR = 3_600_000
TITLE = "🎓 心肺复苏"


async def _answer(staff: Person, group: int, card: JSON, key: str, asks: str, said: str, lacks: str) -> JSON:
    """Press a key of the draft, answer the question in a reply, and return the card that says so."""
    await tap(staff, card, key)
    asked = await staff.wait_for(lambda m: asks in words(m) and "李主任" in words(m), chat=group, after=0)
    await staff.text(said, chat=group, reply_to=asked["message_id"])
    return await staff.wait_for(lambda m: "草稿" in words(m) and words(m).endswith(lacks), chat=group, after=0)


async def published(town: Town, staff: Person) -> JSON:
    group = town.groups[QUEUE]
    await staff.text("/activities", chat=group)
    await tap(staff, await staff.wait_for(lambda m: "➕ 新建" in labels(m), chat=group), "➕ 新建")
    card = await staff.wait_for(lambda m: "🎓 培训" in labels(m), chat=group, after=0)
    await tap(staff, card, "🎓 培训")
    card = await staff.wait_for(lambda m: "还缺：名称" in words(m), chat=group, after=0)
    card = await _answer(staff, group, card, "名称", "活动名称", "心肺复苏", "还缺：时间、地点")
    card = await _answer(staff, group, card, "时间", "请回复时间", "后天 14:00-16:00", "还缺：地点")
    await tap(staff, card, "地点")
    card = await staff.wait_for(lambda m: "✍️ 发文字" in labels(m), chat=group, after=0)
    card = await _answer(staff, group, card, "✍️ 发文字", "请回复地点", "文化宫二楼", "发定位可补上。")
    await tap(staff, card, "名额")
    await tap(staff, await staff.wait_for(lambda m: "10" in labels(m), chat=group, after=0), "10")
    card = await staff.wait_for(lambda m: "发布" in labels(m) and "名额：10" in words(m), chat=group, after=0)
    await tap(staff, card, "发布")
    return await staff.wait_for(lambda m: "已发布" in words(m), chat=group, after=0)


async def test_an_activity_from_its_draft_to_who_came(town: Town) -> None:
    group, staff = town.groups[QUEUE], await member(town, "李主任", "zh", QUEUE)
    rider, other = await town.rider("小李"), await town.rider("Sam", "en")
    await published(town, staff)
    await rider.text("/activities")
    listed = await rider.wait_for(lambda m: "还有 10 个名额" in words(m))
    await tap(rider, listed, TITLE)
    shown = await rider.wait_for(lambda m: "报名" in labels(m), after=0)
    await tap(rider, shown, "报名")
    shown = await rider.wait_for(lambda m: "你是 1 号" in words(m), after=0)
    assert shown.get("photo"), "the number is shown large"
    await tap(rider, shown, "📅 加到日历")
    assert (await rider.wait_for(lambda m: "document" in m))["document"]["file_name"].endswith(".ics")
    await other.text("/activities")
    listed = await other.wait_for(lambda m: "seats left: 9" in words(m))

    ((starts_at,),) = rows(town, "select starts_at from activity")
    await goes_to(town, starts_at - 24 * HOUR)
    await rider.wait_for(lambda m: "明天这时候" in words(m) and "1 号" in words(m))
    await goes_to(town, starts_at - HOUR // 2)
    await rider.wait_for(lambda m: "还有一小时" in words(m))

    await staff.text("/activities", chat=group)
    listed = await staff.wait_for(lambda m: "本单位的活动" in words(m) and TITLE in labels(m), chat=group)
    await tap(staff, listed, TITLE)
    card = await staff.wait_for(lambda m: "报名 1" in words(m), chat=group, after=0)
    await tap(staff, card, "签到名单")
    door = await staff.wait_for(lambda m: "点号码签到" in words(m), chat=group, after=0)
    assert "小李" not in words(door)
    assert (await tap(staff, door, "1")).text == "已签到"
    await staff.wait_for(lambda m: "✅1" in labels(m), chat=group, after=0)
    told = await rider.wait_for(lambda m: "签到了" in words(m))
    assert "+5" in words(told)
    await goes_to(town, starts_at, hours=3)
    await staff.wait_for(lambda m: "结束了" in words(m) and "报名 1 · 到场 1 · 没来 0" in words(m), chat=group, after=0)
    await rider.text("/points")
    await rider.wait_for(lambda m: "参加活动" in words(m))
    assert not parked(town)


def _offers(key: str, since: int, message: JSON) -> bool:
    """Whether a message, none from before this one, has a key."""
    return bool(message["message_id"] >= since and key in labels(message))


async def test_another_time_is_told_after_it_was_said_yes_to(town: Town) -> None:
    group, staff = town.groups[QUEUE], await member(town, "李主任", "zh", QUEUE)
    rider = await town.rider("小李")
    await published(town, staff)
    await rider.text("/activities")
    await tap(rider, await rider.wait_for(lambda m: "还有 10 个名额" in words(m)), TITLE)
    await tap(rider, await rider.wait_for(lambda m: "报名" in labels(m), after=0), "报名")
    await rider.wait_for(lambda m: "你是 1 号" in words(m), after=0)
    await staff.text("/activities", chat=group)
    card = await staff.wait_for(lambda m: TITLE in labels(m), chat=group)
    below = card["message_id"]
    await tap(staff, card, TITLE)
    for key in ("时间", "✍️ 发文字"):
        seen = partial(_offers, key, below)
        await tap(staff, await staff.wait_for(seen, chat=group, after=0), key)
    asked = await staff.wait_for(lambda m: "请回复时间" in words(m) and m["message_id"] > below, chat=group, after=0)
    ((before,),) = rows(town, "select starts_at from activity")
    await staff.text("后天 15:00-16:00", chat=group, reply_to=asked["message_id"])
    card = await staff.wait_for(lambda m: "对，通知 1 人" in labels(m), chat=group, after=0)
    assert "15:00–16:00" in words(card)
    assert rows(town, "select starts_at from activity") == [(before,)]
    await tap(staff, card, "对，通知 1 人")
    await rider.wait_for(lambda m: "改了时间或地点" in words(m) and "15:00" in words(m))
    assert rows(town, "select starts_at from activity") == [(before + HOUR,)]
    assert not parked(town)
