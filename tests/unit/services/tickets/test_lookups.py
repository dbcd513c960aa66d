"""Staff look up one ticket: who may, by which words, in pages, and for how long the answer stands."""

from dataclasses import replace

import pytest

from domain.errors import NoQueueHere, Stale
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from domain.tickets.staff import QueueChat
from handlers.pressing import StaffPress
from handlers.staff.presses import STAFF_PRESSES
from services.tickets import lookups
from services.tickets.lookups import Asker
from services.tickets.ticket_actions import Staff
from tests.recording import Call
from tests.usecases import GROUPS, STAFF, START, Case
from texts.base.callbacks import Press, Verb

LI = Staff(STAFF.id, STAFF.name)
COMMAND = 77


async def looked_up(case: Case, words: str, queue: str = "lighting", by: int = 9) -> list[Call]:
    """What a group is told when one of its members looks something up."""
    await case.told()
    await case.do(lookups.look_up, Asker(GROUPS[queue], None, by, COMMAND), words)
    return await case.told(GROUPS[queue])


async def pressed(case: Case, verb: Verb, report: Report, argument: str, message: int, queue: str = "lighting") -> None:
    """Somebody presses a key below what was looked up."""
    press = Press(verb, report.id, argument)

    async def work(tx: object, deps: object) -> None:
        it = StaffPress(tx, deps, LI, press, GROUPS[queue], message)  # type: ignore[arg-type]
        await STAFF_PRESSES[verb].use_case(it)

    await case.do(work)


async def test_a_ticket_is_shown_with_its_note_and_all_that_happened_but_no_riders_name(case: Case) -> None:
    report = await case.submitted()
    await case.witnessed(report, await case.rider(8))
    await case.accepted(report)
    await case.moved(report, Action.HOLD, "等配件", until=str(START + 86_400_000))
    await case.adds(await case.rider(), report, "更黑了")
    (shown,) = await looked_up(case, str(report.number))
    course = shown.text.partition("经过")[2]
    told = [
        "上报人 <b>上报",
        "系统 <b>派单",
        "见证人1 <b>见证",
        "李主任 <b>受理",
        "李主任 <b>挂账",
        "等配件",
        "上报人 <b>补充",
        "更黑了",
    ]
    assert [each for each in told if each in course] == told
    assert [course.index(each) for each in told] == sorted(course.index(each) for each in told)
    assert "路灯管理 李主任" in course
    assert shown.params["reply_parameters"]["message_id"] == COMMAND
    assert shown.is_silent


@pytest.mark.parametrize(
    "words",
    ["DC-2611-0001", "2611-0001", "dc-2611-1", "0001", "1", "ＤＣ－２６１１－０００１", "/ticket_2611_0001@Bot"],
)
async def test_it_is_known_by_whatever_people_write(case: Case, words: str) -> None:
    await case.submitted()
    (shown,) = await looked_up(case, words)
    assert "DC-2611-0001" in shown.text
    assert "经过" in shown.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "要看哪一件"),
        ("没有", "要看哪一件"),
        ("DC-2611-0099", "没有"),
        ("XX-2611-0001", "不是本区的编号"),
        ("DC-2600-0001", "要看哪一件"),
    ],
)
async def test_each_number_that_leads_nowhere_has_its_answer(case: Case, words: str, said: str) -> None:
    await case.submitted()
    (told,) = await looked_up(case, words)
    assert said in told.text
    await case.passes(minutes=2)
    assert [call.method for call in await case.told(GROUPS["lighting"])] == ["deleteMessage"]


async def test_another_unit_hears_whose_it_is_and_triage_sees_all(case: Case) -> None:
    report = await case.submitted()
    (told,) = await looked_up(case, str(report.number), "gas")
    assert "路灯管理" in told.text
    assert "经过" not in told.text
    (shown,) = await looked_up(case, str(report.number), "triage")
    assert "经过" in shown.text


async def test_a_unit_that_had_it_may_go_on_looking(case: Case) -> None:
    report = await case.moved(await case.submitted(), Action.BOUNCE, "不归我们管")
    assert report.queue == "triage"
    (shown,) = await looked_up(case, str(report.number))
    assert "路灯管理 李主任 <b>退回" in shown.text
    assert "不归我们管" in shown.text


async def test_the_newest_of_a_person_stands_and_goes_after_a_day(case: Case) -> None:
    report = await case.submitted()
    (first,) = await looked_up(case, str(report.number))
    again = await looked_up(case, str(report.number))
    assert [(call.method, call.params.get("message_id")) for call in again][1:] == [("deleteMessage", first.message)]
    (others,) = await looked_up(case, str(report.number), by=10)
    await case.passes(hours=23)
    assert not [call for call in await case.told() if call.method == "deleteMessage"]
    await case.passes(hours=2)
    gone = {call.params["message_id"] for call in await case.told() if call.method == "deleteMessage"}
    assert {again[0].message, others.message} <= gone


async def test_long_ones_have_pages_that_turn_in_place_and_the_last_stands_for_those_that_are_gone(case: Case) -> None:
    report = await case.submitted()
    rider = await case.rider()
    for number in range(20):
        await case.adds(rider, report, f"第{number}次 <b>{'很黑' * 60}</b>")
    (first,) = await looked_up(case, str(report.number))
    seen = [first]
    while "›" in seen[-1].keys:
        await pressed(case, Verb.TICKET_PAGE, report, str(len(seen)), first.message)
        seen += await case.told(GROUPS["lighting"])
    assert {call.message for call in seen} == {first.message}
    everything = "".join(call.text for call in seen)
    assert [number for number in range(20) if f"第{number}次" not in everything] == []
    await pressed(case, Verb.TICKET_PAGE, report, "0", first.message)
    await pressed(case, Verb.TICKET_PAGE, report, "999999", first.message)
    assert [call.text for call in await case.told(GROUPS["lighting"])][-1] == seen[-1].text


async def test_a_key_does_nothing_once_the_group_is_no_units_or_its_message_is_no_answer_of_ours(case: Case) -> None:
    report = await case.submitted()
    (shown,) = await looked_up(case, str(report.number))
    with pytest.raises(Stale):
        await pressed(case, Verb.TICKET_PAGE, report, "0", 424242)
    with pytest.raises(Stale):
        await pressed(case, Verb.TICKET_PAGE, replace(report, id=404), "0", shown.message)
    await case.do(lambda tx, _: tx.queues.link(QueueChat("lighting", -5, None, START)))
    with pytest.raises(NoQueueHere):
        await pressed(case, Verb.TICKET_PAGE, report, "0", shown.message)


async def test_a_group_of_no_unit_is_told_nothing(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    await case.do(lookups.look_up, Asker(-5, None, 9, COMMAND), str(report.number))
    assert await case.told() == []


async def test_photos_come_below_and_go_after_a_day(case: Case) -> None:
    report = await case.submitted()
    await case.adds(await case.rider(), report, photo=case.photo())
    (shown,) = await looked_up(case, str(report.number), "triage")
    assert any("照片" in key for key in shown.keys)
    await pressed(case, Verb.TICKET_PHOTOS, report, "", shown.message, "triage")
    (album,) = await case.told(GROUPS["triage"])
    assert album.method == "sendMediaGroup"
    await case.passes(hours=25)
    gone = [call for call in await case.told(GROUPS["triage"]) if call.method == "deleteMessage"]
    assert {call.params["message_id"] for call in gone} >= {album.message, shown.message}
