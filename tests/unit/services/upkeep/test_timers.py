"""Timers: reminders at their moments, the first overdue time for good, what ends by itself."""

import pytest

from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action
from tests.sample_views import HOUR, MINUTE
from tests.usecases import GROUPS, Case

URGENT = "manhole_missing"
LIMIT = 2 * HOUR
SUPERVISORS = GROUPS["supervisors"]


async def texts(case: Case, chat: int) -> list[str]:
    """What a group newly hears; edits and deletions make no sound."""
    return [call.text.partition("\n")[0] for call in await case.told(chat) if call.method.startswith("send")]


async def late(case: Case) -> Report:
    """An urgent report that was accepted and has just become overdue."""
    report = await case.accepted(await case.submitted(URGENT))
    await case.passes(milliseconds=LIMIT)
    report = await case.now(report)
    assert report.overdue_at == case.clock.at
    return report


async def test_reminders_come_at_half_time_when_due_and_at_three_times_the_limit(case: Case) -> None:
    report = await case.submitted(URGENT)
    await case.told()
    group = GROUPS[report.queue]
    heard: list[tuple[float, int]] = []
    for _ in range(7 * 4):
        await case.passes(minutes=15)
        hours = (case.clock.at - report.submitted_at) / HOUR
        heard += [(hours, chat) for chat in (group, SUPERVISORS) for _ in await texts(case, chat)]
    assert heard == [(1, group), (2, group), (2, SUPERVISORS), (6, SUPERVISORS)]


async def test_a_report_that_becomes_overdue_again_keeps_the_first_time(case: Case) -> None:
    report = await late(case)
    first, rider = report.overdue_at, await case.rider()
    await case.answered(await case.resolved(report), rider, Action.NOT_FIXED)
    assert (await case.now(report)).overdue_at == first
    await case.told()
    await case.passes(milliseconds=LIMIT)
    assert [text for text in await texts(case, GROUPS[report.queue]) if "已超期" in text]
    assert (await case.now(report)).overdue_at == first


async def test_a_hold_and_its_end_do_not_touch_the_overdue_time(case: Case) -> None:
    report = await late(case)
    first = report.overdue_at
    held = await case.moved(report, Action.HOLD, "等配件", until=str(case.clock.at + 24 * HOUR))
    assert held.overdue_at == first
    await case.passes(hours=24)
    resumed = await case.now(report)
    assert (resumed.status, resumed.overdue_at) == (Status.IN_PROGRESS, first)


@pytest.mark.parametrize("queue", ["triage", "drainage"])
async def test_a_queue_that_takes_over_does_not_make_up_for_the_delay(case: Case, queue: str) -> None:
    report = await late(case)
    first = report.overdue_at
    report = await case.moved(report, Action.BOUNCE, "不归我们管")
    if queue != "triage":
        report = await case.moved(report, Action.ASSIGN, queue=queue)
    assert (report.queue, report.overdue_at) == (queue, first)
    await case.passes(milliseconds=4 * LIMIT)
    assert (await case.now(report)).overdue_at == first
    await case.told()
    closed = await case.moved(report, Action.REJECT, reason="unclear")
    assert closed.overdue_at == first
    (card,) = [call for call in await case.told(GROUPS[queue]) if call.method.startswith("edit")]
    assert "曾超期" in card.text


async def test_what_is_resolved_in_time_is_never_overdue(case: Case) -> None:
    report = await case.accepted(await case.submitted(URGENT))
    await case.passes(milliseconds=LIMIT - 1)
    await case.resolved(report)
    await case.passes(hours=12)
    assert (await case.now(report)).overdue_at is None


async def test_a_resolved_report_closes_by_itself_after_seven_days_and_says_so(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    await case.passes(days=7, milliseconds=-1)
    assert (await case.now(report)).status is Status.RESOLVED
    await case.told()
    await case.passes(milliseconds=1)
    assert (await case.now(report)).status is Status.CLOSED_UNCONFIRMED
    (said,) = await texts(case, rider.chat_id)
    assert str(report.number) in said
    assert "已自动关闭（无人确认）" in said


async def test_a_report_that_was_reopened_counts_its_seven_days_anew(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    await case.passes(days=6)
    report = await case.resolved(await case.answered(report, rider, Action.NOT_FIXED))
    await case.passes(days=7, milliseconds=-MINUTE)
    assert (await case.now(report)).status is Status.RESOLVED
    await case.passes(milliseconds=MINUTE)
    assert (await case.now(report)).status is Status.CLOSED_UNCONFIRMED
