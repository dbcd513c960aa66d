"""Reminders: one alive of each ticket, several within a minute as one list, gone as soon as their cause is."""

import pytest

from domain.messages import Removal
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action
from domain.tickets.reminders import Place, Reminder
from domain.timers import Timer
from services.reporting import rider_actions
from services.tickets import limits, ticket_actions
from tests.recording import JSON, Call, Recording
from tests.sample_views import HOUR, MINUTE
from tests.tables import rows_of, waiting
from tests.usecases import GROUPS, Case, spot

LIGHTING, SUPERVISORS = GROUPS["lighting"], GROUPS["supervisors"]
DAY = 24 * HOUR


def said(calls: list[Call]) -> list[str]:
    """What was newly said in words."""
    return [call.text for call in calls if call.method == "sendMessage"]


def command_of(report: Report) -> str:
    """What stands in a list in a basic group, which has no links."""
    return f"/ticket_{report.number.month}_{report.number.serial:04d}"


async def due_together(case: Case, many: int) -> list[Report]:
    """Accepted reports of one queue whose limit is just over, and has been told."""
    riders = [await case.rider(7 + number) for number in range(-(-many // 30))]
    made = [await case.submitted(by=riders[number // 30], at=spot(number)) for number in range(many)]
    made = [await case.accepted(report) for report in made]
    await case.told()
    last = max(report.due_at or 0 for report in made)
    await case.passes(milliseconds=last - case.clock.at + MINUTE)
    return [await case.now(report) for report in made]


async def test_one_ticket_that_is_due_is_a_reply_to_its_card_a_minute_later(case: Case) -> None:
    report = await case.accepted(await case.submitted())
    await case.told()
    card = (await case.ticket(report)).card
    await case.passes(milliseconds=(report.due_at or 0) - case.clock.at)
    assert said(await case.told(LIGHTING))[1:] == []  # half time
    await case.passes(minutes=1)
    (reminder,) = [call for call in await case.told(LIGHTING) if call.method == "sendMessage"]
    assert reminder.params["reply_parameters"]["message_id"] == card.message_id
    assert "已超期" in reminder.text
    assert (await case.now(report)).overdue_at == report.due_at


async def test_several_within_a_minute_are_one_list_of_links(case: Case) -> None:
    made = await due_together(case, 3)
    told = said(await case.told(LIGHTING))
    listed = told[-1]
    assert listed.splitlines()[0].count("3 件") == 1
    assert [command_of(report) in listed for report in made] == [True] * 3
    assert len([text for text in told if "超期" in text]) == 1
    assert len([text for text in said(await case.told(SUPERVISORS)) if "超期" in text]) == 1


async def test_a_list_loses_the_line_that_is_moot_and_goes_with_the_last(case: Case) -> None:
    first, second = await due_together(case, 2)
    await case.told()
    await case.resolved(first)
    edits = [call for call in await case.told(LIGHTING) if call.method == "editMessageText"]
    assert [command_of(first) in edits[-1].text, command_of(second) in edits[-1].text] == [False, True]
    await case.resolved(second)
    deleted = [call for call in await case.told(LIGHTING) if call.method == "deleteMessage"]
    assert [call.message for call in deleted] == [edits[-1].message]
    assert rows_of(case, "select * from reminder") == []


async def test_who_takes_a_ticket_stands_in_its_list(case: Case) -> None:
    rider = await case.rider()
    made = [await case.submitted(by=rider, at=spot(number)) for number in range(2)]
    await case.passes(milliseconds=max(report.due_at or 0 for report in made) - case.clock.at + MINUTE)
    listed = [text for text in said(await case.told(LIGHTING)) if "2 件" in text][-1]
    assert listed.count("还没人接") == 2
    await case.accepted(made[0])
    edits = [call.text for call in await case.told(LIGHTING) if call.method == "editMessageText"]
    assert "李主任" in edits[-1]


@pytest.mark.parametrize("over", [20, 21])
async def test_a_list_has_twenty_lines_a_message(case: Case, over: int) -> None:
    await due_together(case, over)
    lists = [text for text in said(await case.told(LIGHTING)) if "超期" in text]
    assert [len(text.splitlines()) - 1 for text in lists] == ([20] if over == 20 else [20, 1])
    assert all(len(text) < 4096 for text in lists)


async def test_hundreds_are_three_messages_and_those_left_out_move_up(case: Case) -> None:
    made = await due_together(case, 63)
    lists = [text.splitlines()[1:] for text in said(await case.told(LIGHTING)) if "超期" in text]
    assert [len(shown) for shown in lists] == [20, 20, 21]
    assert lists[2][-1] == "还有 3 件"
    shown, hidden = [next(each for each in made if command_of(each) in line) for line in lists[2][:2]], made[-3:]
    assert not any(command_of(each) in line for each in hidden for shown_lines in lists for line in shown_lines)
    for each in shown:
        await case.resolved(each)
    edits = [call.text for call in await case.told(LIGHTING) if call.method == "editMessageText"]
    assert edits[-1].endswith("还有 1 件")
    assert [command_of(each) in edits[-1] for each in [*shown, *hidden]] == [False, False, True, True, False]


ENDS = {
    "resolved": lambda case, report: case.resolved(report),
    "held": lambda case, report: case.moved(report, Action.HOLD, "等配件", until=str(case.clock.at + 9 * DAY)),
    "bounced": lambda case, report: case.moved(report, Action.BOUNCE, "不归我们"),
    "rejected": lambda case, report: case.moved(report, Action.REJECT, reason="unclear"),
}


@pytest.mark.parametrize("how", ENDS)
async def test_a_reminder_goes_once_staff_have_done_what_it_asks_for(case: Case, how: str) -> None:
    report, *_ = await due_together(case, 1)
    reminder = [call for call in await case.told(LIGHTING) if call.method == "sendMessage"][-1]
    late = [call for call in await case.told(SUPERVISORS) if call.method == "sendMessage"][-1]
    await ENDS[how](case, report)
    gone = {(call.chat, call.message) for call in await case.told() if call.method == "deleteMessage"}
    assert (LIGHTING, reminder.message) in gone
    assert ((SUPERVISORS, late.message) in gone) is (how != "bounced")  # it is as late there


async def test_a_reminder_that_still_waits_is_never_sent_once_it_is_moot(case: Case) -> None:
    report, *_ = await due_together(case, 1)
    assert any("nudge_overdue" in each.key for each in waiting(case, LIGHTING))
    await case.resolved(report)
    assert not any("超期" in text.splitlines()[0] for text in said(await case.told(LIGHTING)))


async def test_what_was_gathered_and_is_moot_by_then_is_not_told(case: Case) -> None:
    report = await case.accepted(await case.submitted())
    await case.passes(milliseconds=(report.due_at or 0) - case.clock.at)
    await case.told()
    await case.resolved(await case.now(report))
    await case.passes(minutes=2)
    assert said(await case.told(LIGHTING)) == []


async def test_a_reminder_older_than_two_days_is_left_as_a_line(case: Case) -> None:
    report, *_ = await due_together(case, 1)
    await case.told()
    await case.resolved(report)
    (removal,) = [each.meaning for each in waiting(case, LIGHTING) if isinstance(each.meaning, Removal)]
    assert (removal.erases, removal.over) == (True, str(report.number))


async def test_one_that_a_newer_one_replaces_is_left_as_a_line(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_old(call: Call) -> tuple[int, JSON]:
        refused = {"ok": False, "error_code": 400, "description": "Bad Request: message can't be deleted"}
        return (400, refused) if call.method == "deleteMessage" else Recording.answer(case.telegram, call)

    monkeypatch.setattr(case.telegram, "answer", too_old)
    report = await case.accepted(await case.submitted())
    await case.passes(milliseconds=(report.half_time_at or 0) - case.clock.at + MINUTE)
    (half_time,) = [call for call in await case.told(LIGHTING) if call.method == "sendMessage"]
    await case.passes(milliseconds=(report.due_at or 0) - case.clock.at + MINUTE)
    await case.told()
    await case.passes(minutes=5)
    edits = [call for call in case.telegram.calls if call.method == "editMessageText" and call.chat == LIGHTING]
    assert [(call.message, call.text) for call in edits] == [(half_time.message, f"（提醒已撤）{report.number}")]


async def test_riders_words_go_once_staff_act_in_any_way(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.told()
    await case.adds(rider, report, "就在路口")
    (words,) = [call for call in await case.told(LIGHTING) if call.method == "sendMessage"]
    await case.accepted(report)
    assert words.message in [call.message for call in await case.told(LIGHTING) if call.method == "deleteMessage"]


async def test_a_report_that_its_rider_withdraws_leaves_no_words_behind(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.told()
    await case.adds(rider, report, "就在路口")
    (words,) = [call for call in await case.told(LIGHTING) if call.method == "sendMessage"]
    await case.do(rider_actions.withdraw, rider, report.id)
    assert words.message in [call.message for call in await case.told(LIGHTING) if call.method == "deleteMessage"]


async def test_a_reopened_ticket_calls_until_somebody_takes_it(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    await case.told()
    report = await case.answered(report, rider, Action.NOT_FIXED)
    (told,) = [call for call in await case.told(LIGHTING) if call.method.startswith("send")]
    assert "我来" in str(told.params["reply_markup"])
    await case.moved(report, Action.START)
    assert told.message in [call.message for call in await case.told(LIGHTING) if call.method == "deleteMessage"]


async def test_after_an_outage_the_urgent_ones_are_told_first(case: Case) -> None:
    rider = await case.rider()
    ordinary = [await case.submitted("bike_clutter", by=rider, at=spot(number)) for number in range(3)]
    ordinary = [await case.accepted(report) for report in ordinary]
    case.clock.at += DAY
    urgent = await case.accepted(await case.submitted("manhole_missing", by=rider, at=spot(9)))
    await case.told()
    case.clock.at = max(report.due_at or 0 for report in (*ordinary, urgent))
    await case.passes(minutes=2)
    told = [text for text in said(await case.told(GROUPS[urgent.queue])) if "超期" in text]
    assert [str(urgent.number) in text for text in told] == [True, False]
    assert "3 件" in told[1]


async def test_a_ticket_that_fails_does_not_stop_the_others(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    rider = await case.rider()
    made = [await case.accepted(await case.submitted(by=rider, at=spot(number))) for number in range(3)]
    tell = limits.tell

    async def broken(tx: object, deps: object, timers: list[Timer]) -> None:
        if any(timer.key.startswith(f"{made[1].id}:") for timer in timers):
            raise ValueError("broken")
        await tell(tx, deps, timers)  # type: ignore[arg-type]

    monkeypatch.setattr(limits, "tell", broken)
    case.clock.at = max(report.due_at or 0 for report in made)
    await case.scheduler.fire_due()
    late = [(await case.now(report)).overdue_at for report in made]
    assert [at is not None for at in late] == [True, False, True]


async def test_what_reminded_before_this_release_goes_once_staff_act(case: Case) -> None:
    report, *_ = await due_together(case, 1)
    await case.told()
    old = Reminder(report.id, Place.QUEUE, "", report.queue)
    await case.database.write(lambda tx: tx.reminders.put([old]))
    await case.moved(report, Action.START)
    assert any(call.method == "deleteMessage" for call in await case.told(LIGHTING))


async def test_what_staff_asked_for_stands_for_a_day_and_what_they_asked_for_later_stays(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    ticket = await case.ticket(report)
    await case.do(ticket_actions.show_album, ticket)
    await case.do(ticket_actions.show_pin, ticket)
    first = {call.message for call in await case.told(LIGHTING) if call.method.startswith("send")}
    await case.passes(hours=12)
    await case.do(ticket_actions.show_album, ticket)
    await case.told()
    await case.passes(hours=11, minutes=59)
    assert not first & {call.message for call in await case.told(LIGHTING) if call.method == "deleteMessage"}
    await case.passes(minutes=2)
    gone = {call.message for call in await case.told(LIGHTING) if call.method == "deleteMessage"}
    assert (len(first), gone & first) == (2, first)
    assert rows_of(case, "select count(*) as n from live_message where key like 'beside:%'") == [{"n": 1}]


async def test_beside_a_closed_card_nothing_is_left(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    ticket = await case.ticket(report)
    await case.do(ticket_actions.show_album, ticket)
    await case.do(ticket_actions.show_pin, ticket)
    beside = {call.message for call in await case.told(LIGHTING) if call.method.startswith("send")}
    assert len(beside) == 2
    await case.moved(report, Action.REJECT, reason="unclear")
    await case.passes(minutes=2)
    assert not [call for call in await case.told(LIGHTING) if call.method == "deleteMessage"]
    await case.passes(minutes=1)
    assert {call.message for call in await case.told(LIGHTING) if call.method == "deleteMessage"} == beside
    assert (await case.now(report)).status is Status.REJECTED
