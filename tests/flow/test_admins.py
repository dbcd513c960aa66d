"""Over HTTP: admins link, unlink and look at groups and announce to riders; a member who is none is told so."""

import re

from playground.people import Person, words
from tests.staff_work import QUEUE, key_of, member
from tests.town import Town
from tests.watching import bot_messages, parked, rows, stands_still, tap
from texts.base.callbacks import Verb


async def promoted(town: Town, name: str, queue: str) -> Person:
    """Somebody who is an administrator of a queue's group."""
    person = await member(town, name, "zh", queue)
    wish = {"user_id": person.id, "status": "administrator"}
    await town.people.call("POST", f"/chats/{town.groups[queue]}/members", json=wish)
    return person


async def test_admins_unlink_and_link_and_others_do_not(town: Town) -> None:
    group, chat = town.groups["supervisors"], town.groups[QUEUE]
    admin, other = await promoted(town, "组长", "supervisors"), await member(town, "督办员", "zh", "supervisors")
    _, number = await town.submitted(await town.rider())
    await other.text("/groups", chat=group)
    await other.wait_for(lambda m: "管理员能做" in words(m), chat=group)
    await admin.text("/groups", chat=group)
    await admin.wait_for(lambda m: "个单位的群" in words(m), chat=group)
    await admin.text(f"/unlink {QUEUE}", chat=group)
    question = await admin.wait_for(lambda m: "解绑吗" in words(m), chat=group)
    assert (await tap(other, question, key_of(question, Verb.UNLINK, "1"))).show_alert
    assert not (await tap(admin, question, key_of(question, Verb.UNLINK, "1"))).show_alert
    await stands_still(town)
    assert [m for m in await bot_messages(town, town.groups["triage"]) if number in words(m)]
    assert [m for m in await bot_messages(town, chat) if "已解绑" in words(m)]
    await admin.text(f"/link {QUEUE}", chat=group)
    told = await admin.wait_for(lambda m: "绑定码" in words(m), chat=group)
    (code,) = set(re.findall(r"/link (\w+)", words(told)))
    boss = await promoted(town, "主任", QUEUE)
    await boss.text(f"/link {code}", chat=chat)
    await boss.wait_for(lambda m: "本群现在是" in words(m), chat=chat)
    assert (QUEUE, chat) in rows(town, "select queue, chat_id from queue_chat")
    assert not parked(town)


async def test_an_announcement_goes_to_riders_once(town: Town) -> None:
    group = town.groups["supervisors"]
    admin, other = await promoted(town, "组长", "supervisors"), await member(town, "督办员", "zh", "supervisors")
    rider, blocks = await town.rider("小王"), await town.rider("小李")
    await blocks.block()
    await stands_still(town)
    await admin.text("/announce 明天台风，<b>别骑车</b>", chat=group)
    shown = await admin.wait_for(lambda m: "要发给 1 位骑手" in words(m), chat=group)
    send = key_of(shown, Verb.ANNOUNCE, "1")
    assert (await tap(other, shown, send)).show_alert
    assert not (await tap(admin, shown, send)).show_alert
    heard = await rider.wait_for(lambda m: "<b>别骑车" in words(m))
    assert "组长" not in words(heard)
    assert (await tap(admin, shown, send)).show_alert
    await stands_still(town)
    assert len([m for m in await bot_messages(town, rider.id) if "别骑车" in words(m)]) == 1
    assert [m for m in await bot_messages(town, group) if "已发给 1 位骑手" in words(m)]
    await rider.text("/announce 我也发")
    await rider.wait_for(lambda m: "要在督办组的群里用" in words(m))
    await town.staff.text("/announce 在别处", chat=town.groups[QUEUE])
    assert rows(town, "select count(*) from announcement") == [(1,)]
