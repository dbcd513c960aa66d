"""Timers: reminders at their moments, the first overdue time for good, what ends by itself."""

from dataclasses import replace

import pytest

from domain.reporting.reports import SYSTEM, Report, Status
from domain.tickets.lifecycle import Action, Role
from domain.timers import Timer, TimerKind
from services.tickets import limits
from services.tickets.changing import Request, change_status
from services.upkeep import timers as upkeep
from tests.sample_views import HOUR, MINUTE
from tests.tables import timers, waiting, waiting_keys
from tests.usecases import GROUPS, STAFF, Case

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


async def test_reminders_of_an_accepted_ticket_come_at_half_time_when_due_and_at_three_times_the_limit(
    case: Case,
) -> None:
    report = await case.accepted(await case.submitted(URGENT))
    await case.told()
    group = GROUPS[report.queue]
    heard: list[tuple[float, int]] = []
    for _ in range(7 * 4):
        await case.passes(minutes=15)
        hours = (case.clock.at - report.submitted_at) / HOUR
        heard += [(hours, chat) for chat in (group, SUPERVISORS) for _ in await texts(case, chat)]
    assert heard == [(1, group), (2, group), (2, SUPERVISORS), (6, SUPERVISORS)]


async def test_a_report_that_was_overdue_before_it_was_reopened_keeps_the_first_time(case: Case) -> None:
    report = await late(case)
    first, rider = report.overdue_at, await case.rider()
    await case.answered(await case.resolved(report), rider, Action.NOT_FIXED)
    assert (await case.now(report)).overdue_at == first
    await case.passes(milliseconds=LIMIT)
    assert (await case.now(report)).overdue_at == first


async def test_a_hold_and_its_end_do_not_touch_the_overdue_time(case: Case) -> None:
    report = await late(case)
    first = report.overdue_at
    until = {"until": str(case.clock.at + 24 * HOUR)}
    held = await case.do(change_status, report, Request(Action.HOLD, STAFF, Role.SUPERVISOR, "等配件", detail=until))
    assert held.overdue_at == first
    await case.passes(hours=24)
    resumed = await case.now(report)
    assert (resumed.status, resumed.overdue_at) == (report.status, first)


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
    assert "路灯不亮（新湖街道" in said
    assert "7 天没人说修没修好" in said


async def test_a_report_that_was_reopened_counts_its_seven_days_anew(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    await case.passes(days=6)
    report = await case.resolved(await case.answered(report, rider, Action.NOT_FIXED))
    await case.passes(days=7, milliseconds=-MINUTE)
    assert (await case.now(report)).status is Status.RESOLVED
    await case.passes(milliseconds=MINUTE)
    assert (await case.now(report)).status is Status.CLOSED_UNCONFIRMED


async def fire(case: Case, kind: TimerKind, key: str) -> None:
    """Let a timer fire, whether it was set or not; then what waits is what it did."""
    timer = Timer(kind, key, case.clock.at)
    await case.database.write(lambda tx: tx.timers.put(timer))
    await case.do(upkeep.fire, [timer])


async def test_a_timer_fires_once(case: Case) -> None:
    report = await case.submitted(URGENT)
    await case.told()
    timer = Timer(TimerKind.HALF_TIME, f"{report.id}:{report.due_at}:{report.half_time_at}", case.clock.at)
    for _ in range(2):
        await case.do(upkeep.fire, [timer])
    assert len(waiting(case)) == 1


async def test_a_timer_that_was_never_set_does_nothing(case: Case) -> None:
    await case.do(upkeep.fire, [Timer(TimerKind.RETENTION, "never", 0)])
    assert timers(case) == []


async def test_the_week_and_the_night_are_planned_from_the_start(case: Case) -> None:
    await case.do(upkeep.start)
    assert sorted(timer.kind for timer in timers(case)) == [
        TimerKind.HOLIDAYS,
        TimerKind.RAW_UPDATES,
        TimerKind.RETENTION,
        TimerKind.WEEK,
        TimerKind.WEEK,
    ]


LIMITS = [TimerKind.HALF_TIME, TimerKind.OVERDUE, TimerKind.LONG_OVERDUE]


@pytest.mark.parametrize("kind", LIMITS)
@pytest.mark.parametrize("why", ["another limit", "resolved", "rejected", "gone"])
async def test_a_limit_that_counts_no_more_reminds_nobody(case: Case, kind: TimerKind, why: str) -> None:
    report = await case.submitted(URGENT)
    if why == "resolved":
        await case.resolved(report)
    if why == "rejected":
        await case.moved(report, Action.REJECT, reason="unclear")
    await case.told()
    due = (report.due_at or 0) + (why == "another limit")
    await fire(case, kind, f"{404 if why == 'gone' else report.id}:{due}")
    assert waiting(case) == []
    assert (await case.now(report)).overdue_at is None


@pytest.mark.parametrize(
    ("kind", "group", "supervisors"),
    [
        (TimerKind.HALF_TIME, ["nudge:{0}:nudge_half_time:{1}"], []),
        (TimerKind.OVERDUE, ["ticket:{0}:{2}", "nudge:{0}:nudge_overdue:{1}"], ["overdue:{1}"]),
        (TimerKind.LONG_OVERDUE, [], ["long_overdue:{1}"]),
    ],
)
async def test_a_limit_is_told_to_its_queue_and_the_supervisors_under_its_own_key(
    case: Case, kind: TimerKind, group: list[str], supervisors: list[str]
) -> None:
    report = await case.submitted(URGENT)
    await case.told()
    own = {TimerKind.HALF_TIME: f":{report.half_time_at}", TimerKind.LONG_OVERDUE: f":{report.long_overdue_at}"}
    key = f"{report.id}:{report.due_at}{own.get(kind, '')}"
    await fire(case, kind, key)
    expected = [[each.format(report.id, key, report.queue) for each in keys] for keys in (group, supervisors)]
    assert [waiting_keys(case, chat) for chat in (GROUPS[report.queue], SUPERVISORS)] == expected
    assert ((await case.now(report)).overdue_at == case.clock.at) is (kind is TimerKind.OVERDUE)


@pytest.mark.parametrize("moves", ["accepted", "closed", "gone", "nothing"])
async def test_only_a_receipt_that_still_offers_to_withdraw_is_redrawn(case: Case, moves: str) -> None:
    report = await case.submitted()
    if moves == "accepted":
        await case.accepted(report)
    if moves == "closed":
        await case.moved(report, Action.REJECT, reason="unclear")
    await case.told()
    await fire(case, TimerKind.WITHDRAWAL_OVER, "404" if moves == "gone" else f"{report.id}")
    assert waiting_keys(case) == ([f"draft:{report.id}"] if moves == "nothing" else [])


@pytest.mark.parametrize("why", ["nothing", "another hold", "resumed", "gone"])
async def test_a_hold_ends_once_and_its_queue_is_told(case: Case, why: str) -> None:
    until = case.clock.at + HOUR
    report = await case.accepted(await case.submitted())
    held = await case.moved(report, Action.HOLD, "等配件", until=str(until))
    if why == "resumed":
        held = await case.moved(held, Action.RESUME)
    await case.told()
    about = 404 if why == "gone" else report.id
    key = f"{about}:{until + (why == 'another hold')}"
    await fire(case, TimerKind.HOLD_OVER, key)
    ends = why == "nothing"
    await case.passes(minutes=1)
    told = [key for key in waiting_keys(case, GROUPS[report.queue]) if ":nudge_hold_over:" in key]
    assert len(told) == ends
    now = await case.now(report)
    assert now.status is (Status.ACCEPTED if ends else held.status)
    assert ((await case.events(report))[-1].actor == SYSTEM) is ends


@pytest.mark.parametrize("why", ["nothing", "another time", "gone", "reopened"])
async def test_a_report_closes_by_itself_only_as_it_was_resolved(case: Case, why: str) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    resolved_at = report.resolved_at
    if why == "reopened":
        report = await case.answered(report, rider, Action.NOT_FIXED)
    about = 404 if why == "gone" else report.id
    await fire(case, TimerKind.AUTO_CLOSE, f"{about}:{(resolved_at or 0) + (why == 'another time')}")
    closes = why == "nothing"
    now = await case.now(report)
    assert now.status is (Status.CLOSED_UNCONFIRMED if closes else report.status)
    assert ((await case.events(report))[-1].actor == SYSTEM) is closes


def test_each_kind_of_timer_has_its_action() -> None:
    assert set(upkeep._BY_KIND) | limits.KINDS == set(TimerKind)


@pytest.mark.parametrize("kind", [TimerKind.HALF_TIME, TimerKind.LONG_OVERDUE])
async def test_a_reminder_of_the_last_release_counts_until_its_limit_has_moved_on(case: Case, kind: TimerKind) -> None:
    report = await case.accepted(await case.submitted())
    before = replace(await case.now(report), half_time_at=None, long_overdue_at=None)
    report = await case.database.write(lambda tx: tx.reports.save(before))
    await case.told()
    await fire(case, kind, f"{report.id}:{report.due_at}")
    await case.passes(minutes=1)
    assert len(waiting(case)) == 1
    await case.told()
    await case.moved(report, Action.HOLD, "等配件", until=str(case.clock.at + 24 * HOUR))
    await case.passes(hours=24)
    resumed = await case.now(report)
    assert (resumed.due_at or 0) > (report.due_at or 0)
    assert resumed.half_time_at
    assert resumed.long_overdue_at
