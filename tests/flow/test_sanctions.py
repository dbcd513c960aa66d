"""Over HTTP, in both languages: supervisors ban a reporter by a report's number; the rider hears it, danger passes."""

import pytest

from playground.people import JSON, labels, words
from tests.staff_work import QUEUE, key_of, member
from tests.town import Town, number_in, picture
from tests.watching import bot_messages, parked, rows, stands_still, tap
from texts.base.callbacks import Verb

SAYS = {
    "zh": {"told": "你先不能上报", "not_taken": "这条没有收", "danger": "有人晕倒了", "call": "120", "submit": "提交",
           "over": "限制解除了"},
    "en": {"told": "You can't report", "not_taken": "This was not taken", "danger": "somebody is unconscious",
           "call": "120", "submit": "Submit", "over": "is lifted"},
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_ban_from_the_sheet_to_the_lift(town: Town, language: str) -> None:
    says, group = SAYS[language], town.groups["supervisors"]
    head = await member(town, "督办员", language, "supervisors", QUEUE)
    rider = await town.rider("刘骑手", language)
    await rider.photo(picture(1), "井盖不见了", as_document=True)
    await tap(rider, await town.card(rider, button=says["submit"]), says["submit"])
    number = number_in(await rider.wait_for(lambda m: "DC-" in words(m)))

    async def sheet() -> JSON:
        await stands_still(town)
        found = await bot_messages(town, group)
        return next(each for each in reversed(found) if "👤" in words(each))

    async def choose(step: str) -> None:
        answer = await tap(head, await sheet(), key_of(await sheet(), Verb.RIDER, step))
        assert not answer.show_alert, answer.text

    await head.text(f"/rider {number}", chat=town.groups[QUEUE])
    await head.wait_for(lambda m: "督办组" in words(m) and "👤" not in words(m), chat=town.groups[QUEUE])
    await head.text(f"/rider {number}", chat=group)
    shown = await sheet()
    assert "刘骑手" not in words(shown)
    assert str(rider.id) not in words(shown)
    for step in ("0.ban", "0.ban.false", "0.ban.false.7"):
        await choose(step)
    assert "督办员" in words(await sheet())
    heard = await rider.wait_for(lambda m: says["told"] in words(m))
    assert "督办员" not in words(heard)
    await rider.photo(picture(5), "路灯不亮", as_document=True)
    await rider.wait_for(lambda m: says["not_taken"] in words(m))
    assert rows(town, "select count(*) from draft where stage = 'open'") == [(0,)]
    await rider.text(says["danger"])
    await rider.wait_for(lambda m: says["call"] in words(m) and says["not_taken"] not in words(m))
    assert rows(town, "select count(*) from draft where stage = 'waiting'") == [(1,)]
    await choose("1.lift")
    await rider.wait_for(lambda m: says["over"] in words(m))
    await rider.photo(picture(6), "路灯不亮", as_document=True)
    await town.card(rider, button=says["submit"])
    assert rows(town, "select kind, by_name from sanction order by id") == [("ban", "督办员"), ("lift", "督办员")]
    assert not parked(town)


async def test_a_supervisor_is_refused_on_their_own_and_outsiders_everywhere(town: Town) -> None:
    group = town.groups["supervisors"]
    rider = await town.rider("兼职督办")
    _, number = await town.submitted(rider, caption="井盖不见了")
    await town.people.call("POST", f"/chats/{group}/members", json={"user_id": rider.id, "status": "member"})
    await rider.text(f"/rider {number}", chat=group)
    await rider.wait_for(lambda m: "你自己报过" in words(m), chat=group)
    await town.staff.text(f"/rider {number}", chat=group)
    shown = await town.staff.wait_for(lambda m: "👤" in words(m), chat=group)
    refused = await tap(rider, shown, key_of(shown, Verb.RIDER, "0.ban"))
    assert refused.show_alert
    await town.people.call("POST", f"/chats/{group}/members", json={"user_id": rider.id, "status": "left"})
    gone = await tap(rider, shown, key_of(shown, Verb.RIDER, "0.mute"))
    assert gone.show_alert
    assert not rows(town, "select id from sanction")
    assert labels(shown)
