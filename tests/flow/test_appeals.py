"""An appeal's story: a rider writes and sends it, staff take, plan and answer, and the rider says whether it helped."""

from playground.people import JSON, Person, labels, words
from tests.staff_work import member
from tests.town import Town, plain_picture
from tests.watching import goes_to, parked, rows, tap

QUEUE = "rider-service"


async def card(person: Person, has: str, key: str = "", chat: int | None = None) -> JSON:
    """The newest message that says and offers this."""
    return await person.wait_for(lambda m: has in words(m) and (not key or key in labels(m)), chat=chat, after=0)


async def written(town: Town, rider: Person, said: str) -> JSON:
    """The card with a rider's words, of pay, ready to be sent."""
    await rider.text("/appeal")
    await tap(rider, await card(rider, "是哪一类事", "报酬、合同"), "报酬、合同")
    await card(rider, "还没发出", "📮 发出")
    await rider.text(said)
    assert not rows(town, "select id from draft")
    return await card(rider, said, "📮 发出")


async def answer(staff: Person, group: int, key: str, asks: str, said: str) -> None:
    """Press a key of the staff's card, and reply to the question."""
    await tap(staff, await card(staff, "SQ-", key, group), key)
    asked = await staff.wait_for(lambda m: asks in words(m) and "李主任" in words(m), chat=group, after=0)
    await staff.text(said, chat=group, reply_to=asked["message_id"])


async def test_an_appeal_from_its_first_word_to_whether_it_helped(town: Town) -> None:
    group, staff = town.groups[QUEUE], await member(town, "李主任", "zh", QUEUE)
    rider = await town.rider("张三丰")
    shown = await written(town, rider, "站点三个月没发工资")
    await rider.photo(plain_picture())
    shown = await card(rider, "📷 1 张", "📮 发出")
    assert (await tap(rider, shown, "📮 发出")).text == "发出去了"
    await card(rider, "最晚", "撤回")

    seen = await card(staff, "站点三个月没发工资", "我来跟进", group)
    assert "张三丰" not in words(seen)
    assert str(rider.id) not in str(seen)
    assert (await tap(staff, seen, "看照片、语音")).text
    assert (await staff.wait_for(lambda m: "photo" in m, chat=group, after=0))["photo"]
    await tap(staff, seen, "我来跟进")
    heard = await card(rider, "有人接了")
    assert "李主任" not in words(heard)
    await rider.text("还差押金", reply_to=heard["message_id"])
    await card(staff, "还差押金", chat=group)

    await answer(staff, group, "定对策", "由谁办", "王姐后天联系站长")
    await card(rider, "王姐后天联系站长")
    reply = await staff.text(
        "哪个站点？", chat=group, reply_to=(await card(staff, "SQ-", "定对策", group))["message_id"]
    )
    question = await staff.wait_for(lambda m: "发给骑手" in labels(m), chat=group, after=reply["message_id"])
    assert (await tap(staff, question, "发给骑手")).text == "已发给骑手"
    await card(rider, "哪个站点？")

    await answer(staff, group, "反馈结果", "写结果", "站长补发了")
    assert (await tap(rider, await card(rider, "站长补发了", "满意"), "满意")).text == "记下了"
    await card(staff, "已办结：满意", chat=group)
    assert rows(town, "select stage, answer from appeal") == [("closed", "satisfied")]
    assert not rows(town, "select id from report")
    assert not parked(town)


async def test_not_solved_goes_up_and_what_is_missing_is_passed_on(town: Town) -> None:
    group, staff = town.groups[QUEUE], await member(town, "李主任", "zh", QUEUE)
    rider = await town.rider()
    await tap(rider, await written(town, rider, "工资没发"), "📮 发出")
    await answer(staff, group, "反馈结果", "写结果", "问过了")
    await tap(rider, await card(rider, "问过了", "没解决"), "没解决")
    await card(rider, "还差什么")
    await card(town.staff, "诉求未解决", chat=town.groups["supervisors"])
    await rider.text("还是没发")
    await card(staff, "还是没发", chat=group)
    assert rows(town, "select stage, raised from appeal") == [("collected", 1)]


async def test_who_asks_for_a_person_has_a_card_with_these_words(town: Town) -> None:
    rider = await town.rider()
    await rider.text("我要找人工")
    shown = await card(rider, "我要找人工", "问政策")
    await tap(rider, shown, "问政策")
    await rider.text("就是问公积金")
    shown = await card(rider, "就是问公积金", "📮 发出")
    await tap(rider, shown, "不发了")
    assert not rows(town, "select id from appeal")


async def test_a_danger_in_an_appeal_is_answered_first_and_joins_it(town: Town) -> None:
    rider = await town.rider()
    await written(town, rider, "送餐的时候出事了")
    await rider.text("我被车撞了，腿流血")
    await rider.wait_for(lambda m: "120" in words(m) and "腿流血" not in words(m))
    await card(rider, "腿流血", "📮 发出")


async def test_staff_list_what_waits_and_are_reminded(town: Town) -> None:
    group, staff = town.groups[QUEUE], await member(town, "李主任", "zh", QUEUE)
    rider = await town.rider()
    await tap(rider, await written(town, rider, "工资没发"), "📮 发出")
    await card(staff, "工资没发", "我来跟进", group)
    ((due,),) = rows(town, "select due_at from appeal")
    await goes_to(town, due, minutes=1)
    await card(staff, "该受理了", chat=group)
    await staff.text("/appeals", chat=group)
    listed = await card(staff, "📮 诉求", chat=group)
    assert "⏰" in words(listed)
    assert "SQ-" in labels(listed)
