"""Lists of a group's tickets: whose they are, in which order, in pages that turn in place."""

from dataclasses import replace

import pytest

from domain.errors import NoQueueHere, Stale
from domain.reporting.reports import Actor, ActorKind
from domain.tickets.lifecycle import Action, Role
from domain.tickets.lists import Which
from domain.tickets.lookups import TicketsList
from domain.tickets.staff import NAMELESS, QueueChat
from handlers.pressing import StaffPress
from handlers.staff.presses import STAFF_PRESSES
from services.tickets import groups, ticket_lists
from services.tickets.changing import Request, change_status
from services.tickets.lookups import Asker
from services.tickets.ticket_actions import Staff
from tests.recording import Call
from tests.usecases import GROUPS, STAFF, START, Case, spot
from texts.base.callbacks import decode

LIGHTING = GROUPS["lighting"]
LI, WANG = Staff(STAFF.id, STAFF.name), Staff(10, "王师傅")


async def asks(case: Case, words: str = "", by: Staff = LI, group: int = LIGHTING) -> Call:
    """What a group is told of its tickets."""
    await case.told()
    await case.do(ticket_lists.list_tickets, Asker(group, None, by.user_id, 77), by.name, words)
    return (await case.told(group))[0]


async def presses(case: Case, told: Call, label: str, by: Staff = WANG, group: int = LIGHTING) -> Call:
    """What stands there after somebody has pressed the key of a list."""
    keys = [key for row in told.params["reply_markup"]["inline_keyboard"] for key in row]
    data = next(key["callback_data"] for key in keys if label in key["text"])
    press = decode(data)
    assert press

    async def work(tx: object, deps: object) -> None:
        it = StaffPress(tx, deps, by, press, group, told.message)  # type: ignore[arg-type]
        await STAFF_PRESSES[press.verb].use_case(it)

    await case.do(work)
    (shown,) = await case.told(group)
    return shown


async def test_without_a_word_a_group_sees_what_needs_somebody_and_only_its_own(case: Case) -> None:
    late = await case.submitted(at=spot(1))
    await case.passes(days=20)
    await case.submitted("gas_leak", at=replace(spot(3), taken_at=case.clock.at))
    fresh = await case.submitted(at=replace(spot(2), taken_at=case.clock.at))
    told = await asks(case)
    assert "要办的" in told.text
    assert " 2 件" in told.text
    numbers = [f"/ticket_{each.number.month}_{each.number.serial:04d}" for each in (late, fresh)]
    assert [told.text.index(each) for each in numbers] == sorted(told.text.index(each) for each in numbers)
    assert told.is_silent
    assert told.params["reply_parameters"]["message_id"] == 77


async def test_an_empty_list_says_so_and_the_chosen_key_is_marked(case: Case) -> None:
    told = await asks(case, "超期")
    assert "没有超期的" in told.text
    assert [key for key in told.keys if key.startswith("·")] == ["· 超期 ·"]


async def test_pages_turn_in_place_and_the_last_one_stands_for_those_that_are_gone(case: Case) -> None:
    reports = [await case.submitted(at=spot(number)) for number in range(12)]
    first = await asks(case)
    assert "1/2" in first.text
    assert first.keys[0] == "›"
    second = await presses(case, first, "›")
    assert (second.message, second.keys[0]) == (first.message, "‹")
    assert second.text.count("/ticket_") == 2
    for report in reports[:4]:
        await case.moved(report, Action.REJECT, reason="unclear")
    await case.told()
    back = await presses(case, first, "›")
    assert back.text.count("/ticket_") == 8
    assert "‹" not in back.keys


async def test_mine_is_whoever_asks_and_stays_theirs_when_others_turn_its_pages(case: Case) -> None:
    for number in range(11):
        await case.accepted(await case.submitted(at=spot(number)))
    last = await case.submitted(at=spot(11))
    wangs = Actor(ActorKind.STAFF, WANG.user_id, WANG.name)
    await case.do(change_status, await case.now(last), Request(Action.ACCEPT, wangs, Role.QUEUE))
    mine = await asks(case, "我的")
    assert "李主任 手上的" in mine.text
    turned = await presses(case, mine, "›", by=WANG)
    assert "李主任 手上的" in turned.text
    assert turned.text.count("/ticket_") == 1
    wang = await presses(case, mine, "我的", by=WANG)
    assert "王师傅 手上的" in wang.text
    assert " 1 件" in wang.text


async def test_who_writes_as_the_group_is_shown_the_key_by_which_they_are_known(case: Case) -> None:
    await case.accepted(await case.submitted())
    told = await asks(case, "mine", by=Staff(NAMELESS, ""))
    assert "看不出是谁" in told.text
    assert "李主任 手上的" in (await presses(case, told, "我的", by=LI)).text


async def test_a_category_and_a_community_narrow_it_until_their_key_is_pressed(case: Case) -> None:
    await case.submitted()
    told = await asks(case, "路灯不亮 新湖街道")
    assert "路灯不亮 · 新湖街道" in told.text
    wider = await presses(case, told, "✕ 新湖街道")
    assert "新湖街道</b>" not in wider.text
    assert "✕ 新湖街道" not in wider.keys


async def test_words_that_mean_several_things_are_asked_about_and_one_that_means_none_is_answered(case: Case) -> None:
    asked = await asks(case, "井盖")
    assert "井盖" in asked.text
    chosen = await presses(case, asked, asked.keys[0][:2])
    assert chosen.message == asked.message
    assert chosen.text.startswith("📋")
    told = await asks(case, "<b>没有的</b>")
    assert "&lt;b&gt;没有的" in told.text
    assert "/tickets 待受理" in told.text


async def test_a_newer_list_takes_the_place_of_the_same_persons(case: Case) -> None:
    first = await asks(case)
    others = await asks(case, by=WANG)
    await case.do(ticket_lists.list_tickets, Asker(LIGHTING, None, LI.user_id, 78), LI.name, "没有的")
    gone = [call.params["message_id"] for call in await case.told(LIGHTING) if call.method == "deleteMessage"]
    assert gone == [first.message]
    await case.passes(hours=25)
    gone = [call.params["message_id"] for call in await case.told(LIGHTING) if call.method == "deleteMessage"]
    assert others.message in gone


async def test_supervisors_see_all_queues_each_by_name(case: Case) -> None:
    await case.submitted("gas_leak")
    await case.submitted(at=spot(1))
    told = await asks(case, group=GROUPS["supervisors"])
    assert " 2 件" in told.text
    assert "路灯管理" in told.text


async def test_triage_sees_what_it_looks_after_for_a_unit_without_a_group(case: Case) -> None:
    await case.submitted()
    assert " 0 件" in (await asks(case, group=GROUPS["triage"])).text
    await case.do(lambda tx, _: tx.queues.lose(LIGHTING, START))
    assert " 1 件" in (await asks(case, group=GROUPS["triage"])).text


async def test_a_topic_asks_about_its_own_queues_and_any_other_about_all_of_the_group(case: Case) -> None:
    await case.do(lambda tx, _: tx.queues.link(QueueChat("lighting", -1000000000500, 5, START)))
    await case.do(lambda tx, _: tx.queues.link(QueueChat("gas", -1000000000500, 6, START)))
    await case.submitted("gas_leak")
    await case.submitted(at=spot(1))
    await case.told()
    counts = {}
    for topic in (5, 6, 7, None):
        await case.do(ticket_lists.list_tickets, Asker(-1000000000500, topic, 9, 77), "", "")
        told = (await case.told(-1000000000500))[-1]
        counts[topic] = "2 件" if " 2 件" in told.text else "1 件"
        assert told.params.get("message_thread_id") == topic
        assert "t.me/c/500/" in told.text
    assert counts == {5: "1 件", 6: "1 件", 7: "2 件", None: "2 件"}


async def test_keys_end_with_the_link_and_are_hostile_until_read(case: Case) -> None:
    told = await asks(case)
    asked = TicketsList(which=Which.NEEDED, chat_id=0)
    with pytest.raises(Stale):
        await case.do(ticket_lists.turn, LI, asked, LIGHTING, 424242)
    await case.do(lambda tx, _: tx.queues.link(QueueChat("lighting", -5, None, START)))
    with pytest.raises(NoQueueHere):
        await case.do(ticket_lists.turn, LI, replace(asked, page=3), LIGHTING, told.message)


async def test_a_key_of_before_does_nothing_once_the_group_is_a_supergroup(case: Case) -> None:
    """Its messages are counted anew: one of the same number may be a card."""
    told = await asks(case)
    await case.do(groups.move, LIGHTING, -1_000_000_000_700)
    with pytest.raises(Stale):
        await case.do(ticket_lists.turn, LI, TicketsList(which=Which.NEEDED, chat_id=0), LIGHTING, told.message)
