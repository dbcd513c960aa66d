"""A wish over HTTP: asked for with a photo, approved in the group, taken, talked about, done and thanked for."""

from playground.people import JSON, Person, labels, words
from tests.town import Town, plain_picture
from tests.watching import parked, rows, stands_still, tap

QUEUE = "rider-service"


async def asked(person: Person, has: str, chat: int | None = None) -> JSON:
    """The question with these words, which is answered by a reply."""
    return await person.wait_for(lambda m: has in words(m), chat=chat)


async def says(person: Person, has: str, said: str) -> None:
    question = await asked(person, has)
    await person.text(said, reply_to=question["message_id"])


async def sent_wish(rider: Person) -> None:
    """A rider asks for gloves, with a photo, by a day."""
    await rider.text("/wish")
    await tap(rider, await rider.wait_for(lambda m: "许个心愿" in labels(m)), "✏️ 许个心愿")
    question = await asked(rider, "想要什么")
    await rider.photo(plain_picture("blue"), caption="一副这样的手套", reply_to=question["message_id"])
    card = await rider.wait_for(lambda m: "发出" in labels(m))
    assert card.get("photo")
    await tap(rider, card, "⏱ 什么时候要")
    await says(rider, "最晚哪天要", "下周三")
    card = await rider.wait_for(lambda m: "发出" in labels(m) and "月" in words(m))
    await tap(rider, card, "✅ 发出")


async def test_a_wish_is_asked_for_taken_and_thanked_for(town: Town) -> None:
    asker, adopter, group = await town.rider("小李"), await town.rider("小孙"), town.groups[QUEUE]
    await sent_wish(asker)
    card = await town.staff.wait_for(lambda m: "上墙" in labels(m), chat=group)
    assert card.get("photo")
    assert "小李" not in str(card)
    await tap(town.staff, card, "✅ 上墙")
    await asker.wait_for(lambda m: "上墙了" in words(m))

    await adopter.text("/wish")
    wall = await adopter.wait_for(lambda m: "一副这样的手套" in labels(m))
    await tap(adopter, wall, "🎁 一副这样的手套")
    shown = await adopter.wait_for(lambda m: "我来" in labels(m))
    assert shown.get("photo")
    await tap(adopter, shown, "🙋 我来")
    mine = await adopter.wait_for(lambda m: "办好了" in labels(m))
    taken = await asker.wait_for(lambda m: "一位骑手认领了" in words(m))
    await tap(asker, taken, "💬 说句话")
    await says(asker, "写给心愿的另一方", "大码的，谢谢")
    told = await adopter.wait_for(lambda m: "大码的，谢谢" in words(m))
    assert "小李" not in str(told)
    await adopter.text("好，放东门驿站", reply_to=told["message_id"])
    await asker.wait_for(lambda m: "好，放东门驿站" in words(m))

    await tap(adopter, mine, "🎉 办好了")
    question = await asked(adopter, "怎么办好的")
    await adopter.photo(plain_picture("green"), reply_to=question["message_id"])
    done = await asker.wait_for(lambda m: "🙏 谢谢" in labels(m) and "办好了" in words(m))
    assert done.get("photo")
    await tap(asker, done, "🙏 谢谢")
    await adopter.wait_for(lambda m: "谢谢你" in words(m) and "心愿 W-" in words(m))
    await stands_still(town)
    assert rows(town, "select stage from wish") == [("thanked",)]
    assert rows(town, "select count(*) from report") == [(0,)]
    assert rows(town, "select count(*) from draft") == [(0,)]
    assert not parked(town)


async def test_staff_take_a_wish_for_their_team_and_answer_by_replies(town: Town) -> None:
    asker, group, staff = await town.rider("小李"), town.groups[QUEUE], town.staff
    await asker.text("/wish 一个保温杯")
    await tap(asker, await asker.wait_for(lambda m: "发出" in labels(m)), "✅ 发出")
    await tap(staff, await staff.wait_for(lambda m: "✅ 上墙" in labels(m), chat=group), "✅ 上墙")
    await tap(staff, await staff.wait_for(lambda m: "🤝 认领" in labels(m), chat=group), "🤝 认领")
    choosing = await staff.wait_for(lambda m: "我们：" in labels(m), chat=group)
    await tap(staff, choosing, next(each for each in labels(choosing).splitlines() if "我们：" in each))
    await tap(asker, await asker.wait_for(lambda m: "骑手服务队认领了" in words(m)), "💬 说句话")
    await says(asker, "写给心愿的另一方", "要保温的")
    told = await staff.wait_for(lambda m: "要保温的" in words(m), chat=group)
    await staff.text("明天下午来驿站拿", chat=group, reply_to=told["message_id"])
    await asker.wait_for(lambda m: "明天下午来驿站拿" in words(m))

    await staff.text("/wishes", chat=group)
    listed = await staff.wait_for(lambda m: "🤝 一个保温杯" in labels(m), chat=group)
    await tap(staff, listed, "🤝 一个保温杯")
    sheet = await staff.wait_for(
        lambda m: "🎉 办好了" in labels(m) and m["message_id"] > listed["message_id"], chat=group
    )
    await tap(staff, sheet, "🎉 办好了")
    question = await asked(staff, "怎么办好的", group)
    await staff.text("杯子给了", chat=group, reply_to=question["message_id"])
    await asker.wait_for(lambda m: "杯子给了" in words(m))
    await stands_still(town)
    assert rows(town, "select stage, adopter from wish") == [("fulfilled", "queue")]
    assert not parked(town)


async def test_other_replies_go_where_they_went(town: Town) -> None:
    """A reply to what is no question of a wish is read as before, and a recording answers none."""
    rider = await town.rider("小李")
    await rider.text("/wish")
    wall = await rider.wait_for(lambda m: "许个心愿" in labels(m))
    await rider.photo(plain_picture("red"), caption="井盖没了", reply_to=wall["message_id"])
    await town.card(rider, has="井盖")
    await tap(rider, wall, "✏️ 许个心愿")
    question = await asked(rider, "想要什么")
    await rider.location(37.45, 116.31)
    await stands_still(town)
    assert rows(town, "select count(*) from draft") == [(1,)]
    said = await rider.text("一副手套", reply_to=question["message_id"])
    await rider.wait_for(lambda m: "一副手套" in words(m) and "发出" in labels(m))
    await rider.edit(said, text="井盖没了，路口")
    await rider.wait_for(lambda m: "改动没有算数" in words(m))
    await stands_still(town)
    assert rows(town, "select count(*) from draft") == [(1,)]
    assert rows(town, "select words from wish") == [("一副手套",)]
    assert not parked(town)


async def test_another_group_hears_where_it_belongs(town: Town) -> None:
    for command in ("/wishes", "/activities"):
        await town.staff.text(command, chat=town.groups["lighting"])
        await town.staff.wait_for(lambda m: "骑手服务队的群" in words(m), chat=town.groups["lighting"])
        town.skip(minutes=2)
    await stands_still(town)
    assert not parked(town)
