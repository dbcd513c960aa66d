"""A missing person: staff call riders who were near, widen the call, end it, and what was sent is taken back."""

import asyncio
from pathlib import Path

from playground.people import JSON, Person, labels, words
from tests.flow.test_never_shown import LOST, queue_of, stored
from tests.staff_work import member
from tests.town import CENTRE, Town, picture, plain_picture
from tests.watching import bot_messages, parked, rows, stands_still, tap

QUEUE = "city-management"
WHO = "老太太，七十多岁，红棉袄"
FAR = (CENTRE[0] + 0.04, CENTRE[1])
"""Some 4.4 km north."""


async def on_lookout(town: Town, name: str, where: tuple[float, float] = CENTRE, language: str = "zh") -> Person:
    """A rider who helps to look, and was there just now."""
    rider = await town.rider(name, language)
    await rider.text("/missing")
    page = await rider.wait_for(lambda m: "🔎" in words(m))
    await tap(rider, page, "🔎")
    await rider.wait_for(lambda m: "🔕" in labels(m), after=0)
    await rider.location(*where)
    await stands_still(town)
    return rider


async def sees(person: Person, group: int, *has: str) -> JSON:
    """The newest message of a group with these words or keys."""
    return await person.wait_for(
        lambda m: all(each in words(m) or each in labels(m) for each in has), chat=group, after=0
    )


async def answers(staff: Person, group: int, card: JSON, key: str, said: str) -> JSON:
    """Press a field of the draft, answer the question, and return the card that says so."""
    await tap(staff, card, key)
    asked = await staff.wait_for(
        lambda m: "分钟内有效" in words(m) and staff.first_name in words(m), chat=group, after=0
    )
    await staff.text(said, chat=group, reply_to=asked["message_id"])
    return await sees(staff, group, "寻人草稿", said if key == "特征" else "寻人草稿")


async def drafted(town: Town, staff: Person, group: int) -> JSON:
    """A draft without a photo that lacks nothing."""
    await staff.text("/missing", chat=group)
    await tap(staff, await sees(staff, group, "➕ 新建"), "➕ 新建")
    card = await answers(staff, group, await sees(staff, group, "还缺"), "特征", WHO)
    await tap(staff, card, "走失地点")
    asked = await sees(staff, group, "请回复最后看到人的地方")
    await staff.location(*CENTRE, chat=group, reply_to=asked["message_id"])
    await stands_still(town)
    card = await sees(staff, group, "还缺：走失时间")
    await tap(staff, card, "走失时间")
    asked = await sees(staff, group, "请回复最后看到人的时间")
    await staff.text("半小时前", chat=group, reply_to=asked["message_id"])
    return await sees(staff, group, "寻人草稿", "📣 发动骑手")


async def sent_about(town: Town, rider: Person) -> list[JSON]:
    """What a rider has that describes the person."""
    await stands_still(town)
    return [each for each in await bot_messages(town, rider.id) if WHO in words(each)]


async def test_a_report_calls_riders_and_all_is_taken_back(town: Town) -> None:
    witness = await on_lookout(town, "小望")
    reporter = await town.rider("小李")
    await town.submitted(reporter, picture(), LOST)
    queue = await queue_of(town)
    group, staff = town.groups[queue], await member(town, "李主任", "zh", queue)
    await tap(staff, await town.ticket(queue, LOST[2:]), "📣 发动骑手")
    draft = await sees(staff, group, "寻人草稿", "还缺：特征")
    assert "照片：有" in words(draft)
    card = await answers(staff, group, draft, "特征", WHO)
    await tap(staff, card, "📣 发动骑手")
    preview = await sees(staff, group, "现在能发到 1 名骑手", WHO)
    assert preview["photo"]
    assert (await tap(staff, preview, "📣 发动")).text == "已发动，正在发给骑手"
    (told,) = await sent_about(town, witness)
    assert told["photo"]
    assert told["has_protected_content"]
    assert not await sent_about(town, reporter)
    assert not [each for each in await bot_messages(town, group) if "现在能发到" in words(each)]

    card = await sees(staff, group, "正在寻人", "已发给 1 名骑手")
    await tap(staff, card, "✅ 找到了")
    await tap(staff, await sees(staff, group, "确定，找到了"), "确定，找到了")
    await witness.wait_for(lambda m: "人找到了" in words(m) and "截屏收不回" in words(m))
    assert not await sent_about(town, witness)
    assert rows(town, "select description, photo_id, state from missing_person") == [("", None, "found")]
    await stands_still(town)
    assert not [each for each in await bot_messages(town, group) if WHO in words(each)]
    assert stored(town), "the report is still open, and has its photo"
    assert not parked(town)


async def test_two_of_the_staff_widen_it_beyond_three_kilometres(town: Town) -> None:
    near, far = await on_lookout(town, "小望"), await on_lookout(town, "小远", FAR)
    group, staff = town.groups[QUEUE], await member(town, "李主任", "zh", QUEUE)
    colleague = await member(town, "王师傅", "zh", QUEUE)
    await tap(staff, await drafted(town, staff, group), "📣 发动骑手")
    await tap(staff, await sees(staff, group, "现在能发到 1 名骑手"), "📣 发动")
    assert len(await sent_about(town, near)) == 1
    for metres in ("2.0 公里", "3.0 公里"):
        await tap(staff, await sees(staff, group, f"📣 扩大到 {metres}"), f"📣 扩大到 {metres}")
        await tap(staff, await sees(staff, group, "没有能发到的骑手", metres), "📣 发动")
    await tap(staff, await sees(staff, group, "📣 扩大到 5.0 公里"), "📣 扩大到 5.0 公里")
    preview = await sees(staff, group, "现在能发到 1 名骑手", "另一位")
    assert (await tap(staff, preview, "📣 发动")).show_alert
    assert not await sent_about(town, far)
    await tap(colleague, preview, "📣 发动")
    assert len(await sent_about(town, far)) == 1
    assert len(await sent_about(town, near)) == 1
    assert not parked(town)


async def test_what_is_too_old_to_be_deleted_becomes_a_grey_picture(town: Town) -> None:
    rider = await on_lookout(town, "小望")
    group, staff = town.groups[QUEUE], await member(town, "李主任", "zh", QUEUE)
    card = await drafted(town, staff, group)
    await tap(staff, card, "照片")
    asked = await sees(staff, group, "请回复一张照片")
    await staff.photo(plain_picture("white"), chat=group, reply_to=asked["message_id"])
    card = await sees(staff, group, "照片：有")
    await tap(staff, card, "时长")
    await tap(staff, await sees(staff, group, "2天"), "2天")
    await tap(staff, await sees(staff, group, "时长：2天"), "📣 发动骑手")
    await tap(staff, await sees(staff, group, "现在能发到 1 名骑手"), "📣 发动")
    (told,) = await sent_about(town, rider)
    before = told["photo"][-1]["file_id"]
    town.skip(hours=49)
    await rider.wait_for(lambda m: "到时间了" in words(m))
    assert not await sent_about(town, rider)
    (left,) = [each for each in await bot_messages(town, rider.id) if each["message_id"] == told["message_id"]]
    assert words(left) == "🗑 内容已删除"
    assert left["photo"][-1]["file_id"] != before
    await _photos_are_gone(town)
    assert not parked(town)


async def _photos_are_gone(town: Town) -> None:
    async with asyncio.timeout(30):
        while await asyncio.to_thread(_any, stored(town)):
            pass


def _any(files: list[Path]) -> bool:
    return any(each.exists() for each in files)


async def test_it_ends_with_its_report(town: Town) -> None:
    witness = await on_lookout(town, "小望")
    reporter = await town.rider("小李")
    receipt, _ = await town.submitted(reporter, picture(), LOST)
    queue = await queue_of(town)
    group, staff = town.groups[queue], await member(town, "李主任", "zh", queue)
    await tap(staff, await town.ticket(queue, LOST[2:]), "📣 发动骑手")
    card = await answers(staff, group, await sees(staff, group, "寻人草稿"), "特征", WHO)
    await tap(staff, card, "📣 发动骑手")
    await tap(staff, await sees(staff, group, "现在能发到 1 名骑手"), "📣 发动")
    assert len(await sent_about(town, witness)) == 1
    await tap(reporter, receipt, "撤回")
    await witness.wait_for(lambda m: "不用再找了" in words(m))
    assert not await sent_about(town, witness)
    assert rows(town, "select state from missing_person") == [("called_off",)]
    assert not parked(town)
