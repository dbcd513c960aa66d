"""Late is told to riders once for each promise, before they ask: by day, urgent ones at any hour."""

from dataclasses import replace

import pytest

from domain.people.riders import Rider
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action
from domain.tickets.reminders import UNANSWERED
from services.tickets import lateness
from services.tickets.lateness import Promise, late_promise
from tests.sample_views import HOUR, report
from tests.usecases import GROUPS, START, Case

URGENT, ORDINARY = "manhole_missing", "rubbish"
ANSWER, LIMIT = "还没人接", "还没好"


async def late(case: Case, *riders: Rider) -> list[list[str]]:
    """Which promises each rider newly heard to be late, in order."""
    told = []
    for rider in riders:
        said = [call.text for call in await case.told(rider.chat_id) if call.text.startswith("⏰")]
        told.append([ANSWER if ANSWER in text else LIMIT for text in said])
    return told


async def overdue(case: Case, queue: str) -> list[str]:
    """What a group newly heard of tickets that are overdue."""
    said = [call.text for call in await case.told(GROUPS[queue]) if call.method.startswith("send")]
    return [text for text in said if "超期" in text.partition("\n")[0]]


async def ordinary(case: Case, by: Rider) -> Report:
    """A report whose answer is due in an hour, and its end in three and a half or later, by day."""
    filed = await case.submitted(ORDINARY, by=by)
    await case.told()
    return filed


async def test_reporter_and_witness_hear_once_that_each_promise_is_late_and_who_was_reminded(case: Case) -> None:
    rider, witness = await case.rider(), await case.rider(8)
    filed = await case.witnessed(await case.submitted(ORDINARY, by=rider), witness)
    await case.told()
    await case.passes(milliseconds=(filed.respond_by or 0) - case.clock.at - 1)
    assert await late(case, rider, witness) == [[], []]
    await case.passes(minutes=2)
    reminded = [call.text for call in await case.told(GROUPS[filed.queue]) if call.method == "sendMessage"]
    assert any("还没受理" in text for text in reminded)
    case._read_to.clear()
    (said,) = [call.text for call in await case.told(rider.chat_id) if call.text.startswith("⏰")]
    assert case.deps.district.queue(filed.queue).zh in said
    await case.passes(milliseconds=(filed.due_at or 0) - case.clock.at)
    case._read_to.clear()
    assert await late(case, rider, witness) == [[ANSWER, LIMIT]] * 2
    await case.passes(days=20)
    assert await late(case, rider, witness) == [[], []]
    assert [event.action for event in await case.events(filed)].count(lateness.TOLD) == 2


async def test_an_accepted_report_is_late_only_at_its_limit(case: Case) -> None:
    rider = await case.rider()
    filed = await case.accepted(await ordinary(case, rider))
    await case.passes(milliseconds=(filed.due_at or 0) - case.clock.at)
    assert await late(case, rider) == [[LIMIT]]


@pytest.mark.parametrize(("category", "hour"), [(URGENT, 0), (ORDINARY, 9)])
async def test_by_night_only_what_is_urgent_is_told(case: Case, category: str, hour: float) -> None:
    rider = await case.rider()
    filed = await case.submitted(category, by=rider)
    night = START + 13 * HOUR  # eleven in the evening
    await case.database.write(lambda tx: tx.reports.save(replace(filed, respond_by=night, due_at=night + 90 * HOUR)))
    await case.told()
    case.clock.at = night
    await case.do(lateness.tell, await case.now(filed))
    assert await late(case, rider) == [[ANSWER] if category == URGENT else []]
    await case.passes(hours=9, milliseconds=-1)
    assert await late(case, rider) == [[]]
    await case.passes(milliseconds=1)
    assert await late(case, rider) == [[ANSWER] if hour == 9 else []]


async def test_what_was_accepted_by_morning_is_told_no_more(case: Case) -> None:
    rider = await case.rider()
    filed = await ordinary(case, rider)
    case.clock.at = START + 13 * HOUR
    await case.do(lateness.tell, replace(filed, respond_by=case.clock.at))
    await case.accepted(filed)
    await case.passes(hours=5)
    assert ANSWER not in (await late(case, rider))[0]


async def test_after_an_outage_one_message_tells_both(case: Case) -> None:
    rider = await case.rider()
    await ordinary(case, rider)
    case.clock.at += 25 * HOUR
    await case.passes(milliseconds=0)
    assert await late(case, rider) == [[LIMIT]]


@pytest.mark.parametrize("how", ["held", "rejected", "resolved"])
async def test_what_is_on_hold_closed_or_resolved_is_not_late(case: Case, how: str) -> None:
    rider = await case.rider()
    filed = await case.accepted(await ordinary(case, rider))
    if how == "held":
        await case.moved(filed, Action.HOLD, "等配件", until=str(case.clock.at + 900 * HOUR))
    elif how == "resolved":
        await case.resolved(filed)
    else:
        await case.moved(await case.moved(filed, Action.BOUNCE, "不归我们管"), Action.REJECT, reason="unclear")
    await case.passes(days=3)
    assert await late(case, rider) == [[]]


@pytest.mark.parametrize("ends", ["by itself", "by staff"])
async def test_a_hold_makes_nothing_late_and_what_becomes_late_after_it_is_told_then(case: Case, ends: str) -> None:
    rider = await case.rider()
    filed = await case.accepted(await ordinary(case, rider))
    await case.moved(filed, Action.HOLD, "等配件，到周三", until=str((filed.due_at or 0) + HOUR))
    await case.passes(milliseconds=(filed.due_at or 0) - case.clock.at + HOUR - 1)
    assert await late(case, rider) == [[]]
    if ends == "by staff":
        await case.moved(filed, Action.RESUME)
    await case.passes(minutes=2)
    assert await late(case, rider) == [[]]
    assert await overdue(case, filed.queue) == await overdue(case, "supervisors") == []
    due_at = (await case.now(filed)).due_at
    assert due_at
    await case.passes(milliseconds=due_at - case.clock.at - 1)
    assert await late(case, rider) == [[]]
    await case.passes(milliseconds=1)
    assert await late(case, rider) == [[LIMIT]]
    await case.passes(minutes=1)
    assert len(await overdue(case, filed.queue)) == len(await overdue(case, "supervisors")) == 1


async def test_what_was_told_before_a_hold_is_not_told_again_after_it(case: Case) -> None:
    rider = await case.rider()
    filed = await case.accepted(await ordinary(case, rider))
    await case.passes(milliseconds=(filed.due_at or 0) - case.clock.at)
    assert await late(case, rider) == [[LIMIT]]
    await case.moved(filed, Action.HOLD, "等配件", until=str(case.clock.at + HOUR))
    await case.passes(days=2)
    assert await late(case, rider) == [[]]


async def test_another_queue_does_not_make_it_late_twice_but_reopening_does(case: Case) -> None:
    rider = await case.rider()
    filed = await ordinary(case, rider)
    await case.passes(hours=2)
    assert await late(case, rider) == [[ANSWER]]
    filed = await case.moved(await case.moved(filed, Action.BOUNCE, "不归我们管"), Action.ASSIGN, queue="drainage")
    await case.passes(hours=2)
    assert await late(case, rider) == [[]]
    filed = await case.answered(await case.resolved(filed), rider, Action.NOT_FIXED)
    await case.told()
    await case.passes(days=4)
    assert await late(case, rider) == [[ANSWER, LIMIT]]


async def test_where_nobody_could_be_reminded_nobody_is_told_that_they_were(case: Case) -> None:
    rider = await case.rider()
    filed = await ordinary(case, rider)
    for chat in GROUPS.values():
        await case.database.write(lambda tx, chat=chat: tx.queues.lose(chat, case.clock.at))  # type: ignore[misc]
    case.clock.at = filed.respond_by or 0
    await case.do(lateness.tell, filed)
    assert await late(case, rider) == [[]]


async def test_the_group_that_stands_in_is_named_as_reminded(case: Case) -> None:
    rider = await case.rider()
    filed = await ordinary(case, rider)
    await case.database.write(lambda tx: tx.queues.lose(GROUPS[filed.queue], case.clock.at))
    case.clock.at = filed.respond_by or 0
    await case.do(lateness.tell, filed)
    (said,) = [call.text for call in await case.told(rider.chat_id) if call.text.startswith("⏰")]
    assert "派单中心" in said


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(("respond_by", "due_at"), [(None, None), (1, None), (1, 2), (1, 9), (8, 9)])
def test_a_limit_outranks_an_answer_and_neither_is_late_where_nobody_waits(
    status: Status, respond_by: int | None, due_at: int | None
) -> None:
    found = late_promise(report(status=status, respond_by=respond_by, due_at=due_at), now=5)
    waits = status in {*UNANSWERED, Status.ACCEPTED, Status.IN_PROGRESS}
    if due_at == 2 and waits:
        assert found is Promise.LIMIT
    elif respond_by == 1 and status in UNANSWERED:
        assert found is Promise.ANSWER
    else:
        assert found is None
