"""When a report's reminders, closing and hold come, to the millisecond."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.district.hours import Hours
from domain.errors import AlreadyExtended, SupervisorNeeded
from domain.reporting.reports import Status
from domain.tickets.lifecycle import Action, Role
from domain.timers import Timer, TimerKind
from services.tickets import clocks
from services.tickets.changing import Request, change_status
from tests.sample_views import HOUR, MINUTE, report
from tests.tables import timers
from tests.usecases import GROUPS, STAFF, START, Case

DAY = 24 * HOUR
LIMITS = (TimerKind.HALF_TIME, TimerKind.OVERDUE, TimerKind.LONG_OVERDUE)


def at(day: int, hour: int, minute: int = 0) -> int:
    """A time of the district's November, eight hours before UTC's; day 31 is the first of December."""
    return int(datetime(2026, 11, 1, hour, minute, tzinfo=UTC).timestamp() * 1000) + (day - 1) * DAY - 8 * HOUR


@pytest.mark.parametrize(
    ("category", "queue", "limits"),
    [
        ("manhole_missing", "city-management", (START + 15 * MINUTE, START + 2 * HOUR)),
        ("street_light", "lighting", (at(25, 18), at(26, 18))),
        ("rubbish", "committee-east", (at(24, 11), at(24, 15, 30))),
        ("rubbish", "property-centre", (at(24, 11), at(24, 14))),
    ],
)
async def test_limits_run_by_the_category_on_the_queues_own_calendar(
    case: Case, category: str, queue: str, limits: tuple[int, int]
) -> None:
    assert clocks.limits_of(case.deps, queue, case.deps.district.catalogue[category]) == limits
    limited = clocks.with_limits(case.deps, report(category=category, queue=queue))
    assert (limited.respond_by, limited.due_at) == limits


async def test_a_category_that_the_district_gave_up_has_no_limits(case: Case) -> None:
    limited = clocks.with_limits(case.deps, report(category="given_up"))
    assert (limited.respond_by, limited.due_at) == (None, None)


async def test_a_queue_that_the_district_gave_up_counts_as_triage(case: Case) -> None:
    category = case.deps.district.catalogue["rubbish"]
    given_up = clocks.limits_of(case.deps, "given-up", category)
    assert given_up == clocks.limits_of(case.deps, "triage", category)


async def test_reminders_stand_at_half_the_limit_at_the_limit_and_at_three_times(case: Case) -> None:
    limited = report(id=5, respond_by=None, due_at=START + 7, half_time_at=START + 3, long_overdue_at=START + 21)
    await case.do(clocks.start, limited)
    key = f"5:{START + 7}"
    assert timers(case) == [
        Timer(TimerKind.HALF_TIME, f"{key}:{START + 3}", START + 3),
        Timer(TimerKind.OVERDUE, key, START + 7),
        Timer(TimerKind.LONG_OVERDUE, f"{key}:{START + 21}", START + 21),
    ]


@pytest.mark.parametrize(("respond_by", "is_set"), [(None, False), (START + 5, True), (START + 7, False)])
async def test_the_first_answer_has_its_own_reminder_unless_it_is_as_late_as_the_limit(
    case: Case, respond_by: int | None, *, is_set: bool
) -> None:
    await case.do(clocks.start, report(id=5, respond_by=respond_by, due_at=START + 7))
    waits = Timer(TimerKind.UNANSWERED, f"5:{respond_by}", respond_by or 0)
    assert (waits in timers(case)) is is_set


async def test_reminders_that_lie_behind_are_not_set_but_a_limit_that_nobody_heard_of_is_told(case: Case) -> None:
    case.clock.at += HOUR
    limited = report(id=5, respond_by=None, due_at=START + 5, half_time_at=START + 3, long_overdue_at=START + 15)
    await case.do(clocks.start, limited)
    assert timers(case) == [Timer(TimerKind.OVERDUE, f"5:{START + 5}:{START + HOUR}", START + HOUR)]
    await case.do(clocks.start, replace(limited, id=6, overdue_at=START + 5))
    assert len(timers(case)) == 1


@pytest.mark.parametrize(
    ("category", "queue", "half", "long"),
    [
        ("manhole_missing", "city-management", START + HOUR, START + 6 * HOUR),
        ("street_light", "lighting", at(25, 14, 45), at(32, 18)),
    ],
)
async def test_half_time_is_half_of_the_working_time_and_long_overdue_three_times_the_limit(
    case: Case, category: str, queue: str, half: int, long: int
) -> None:
    limited = clocks.with_limits(case.deps, report(category=category, queue=queue))
    assert (limited.half_time_at, limited.long_overdue_at) == (half, long)


async def test_a_hold_moves_both_limits_and_their_reminders_by_the_working_days_held(case: Case) -> None:
    filed = await case.accepted(await case.submitted())
    assert (filed.respond_by, filed.due_at) == (at(25, 18), at(26, 18))
    held = await case.moved(filed, Action.HOLD, "等配件", until=str(at(27, 9)))
    assert (held.stopped_at, held.due_at) == (START, at(26, 18))
    await case.told()
    await case.passes(milliseconds=at(27, 9) - START - 1)
    assert not [call for call in await case.told(GROUPS[filed.queue]) if call.method.startswith("send")]
    await case.passes(milliseconds=1)
    resumed = await case.now(filed)
    assert (resumed.status, resumed.stopped_at, resumed.hold_until) == (Status.ACCEPTED, None, None)
    # three closes of work came meanwhile: from Tuesday to Thursday
    assert (resumed.respond_by, resumed.due_at, resumed.long_overdue_at) == ((at(30, 18), at(31, 18), at(37, 18)))
    assert resumed.overdue_at is None
    assert resumed.half_time_at == at(30, 13, 45)
    await case.passes(minutes=1)
    (nudge,) = [call for call in await case.told(GROUPS[filed.queue]) if call.method.startswith("send")]
    assert "挂账到期" in nudge.text
    assert not [call for call in await case.told(700) if call.method.startswith("send")]
    await case.passes(milliseconds=at(30, 13, 46) - case.clock.at)
    (nudge,) = [call for call in await case.told(GROUPS[filed.queue]) if call.method.startswith("send")]
    assert "12月1日 18:00" in nudge.text
    await case.passes(days=2)
    assert (await case.now(filed)).overdue_at == at(31, 18)


async def test_a_hold_of_an_urgent_ticket_moves_its_limit_by_the_time_held(case: Case) -> None:
    filed = await case.accepted(await case.submitted("manhole_missing"))
    await case.passes(minutes=30)
    held = await case.do(
        change_status, filed, Request(Action.HOLD, STAFF, Role.SUPERVISOR, "等吊车", detail={"until": str(at(25, 9))})
    )
    await case.passes(minutes=45)
    resumed = await case.moved(held, Action.RESUME)
    assert resumed.due_at == START + 2 * HOUR + 45 * MINUTE
    assert (resumed.half_time_at, resumed.long_overdue_at) == (
        (START + HOUR + 45 * MINUTE, START + 6 * HOUR + 45 * MINUTE)
    )


async def test_a_hold_within_a_day_leaves_a_limit_in_days_and_no_reminder_comes_twice(case: Case) -> None:
    filed = await case.accepted(await case.submitted())
    held = await case.moved(filed, Action.HOLD, "等配件", until=str(at(27, 9)))
    await case.passes(hours=1)
    resumed = await case.moved(held, Action.RESUME)
    assert (resumed.due_at, resumed.half_time_at) == (filed.due_at, at(25, 15, 45))
    await case.told()
    heard = []
    for _ in range(48):
        await case.passes(hours=1)
        heard += [call for call in await case.told(GROUPS[filed.queue]) if call.method.startswith("send")]
    assert len(heard) == 1


async def test_what_was_overdue_before_a_hold_stays_so_and_only_the_end_of_the_hold_is_told(case: Case) -> None:
    filed = await case.accepted(await case.submitted())
    await case.passes(days=3)
    late = await case.now(filed)
    await case.moved(filed, Action.HOLD, "等配件", until=str(at(28, 9)))
    await case.told()
    await case.passes(days=2)
    resumed = await case.now(filed)
    assert (resumed.due_at, resumed.overdue_at) == (filed.due_at, late.overdue_at)
    heard = [call for call in await case.told(GROUPS[filed.queue]) if call.method.startswith("send")]
    assert ["挂账到期" in call.text for call in heard] == [True]


async def test_a_reopened_ticket_goes_on_with_the_time_left_when_it_was_resolved(case: Case) -> None:
    rider = await case.rider()
    filed = await case.resolved(await case.submitted(by=rider))
    await case.passes(days=7, hours=1)
    closed = await case.now(filed)
    assert (closed.status, closed.stopped_at) == (Status.CLOSED_UNCONFIRMED, START)
    again = await case.answered(closed, rider, Action.NOT_FIXED)
    # Tuesday, 1 December, 11:00: a first answer by Wednesday; two closes of work were left beside that of the day
    assert (again.respond_by, again.due_at, again.stopped_at) == (at(32, 18), at(33, 18), None)


async def test_a_reopened_ticket_that_was_late_stays_late_and_a_first_answer_is_asked_for(case: Case) -> None:
    rider = await case.rider()
    filed = await case.accepted(await case.submitted(by=rider))
    await case.passes(days=3)
    late = await case.resolved(await case.now(filed))
    await case.passes(hours=1)
    again = await case.answered(late, rider, Action.NOT_FIXED)
    assert (again.due_at, again.overdue_at) == (filed.due_at, (await case.now(filed)).overdue_at)
    assert again.respond_by == at(30, 18)
    await case.told()
    await case.passes(days=3, hours=8)
    heard = [call.text for call in await case.told(GROUPS[filed.queue]) if call.method.startswith("send")]
    assert any("还没受理" in text for text in heard)


async def test_an_extension_moves_the_limit_to_the_end_of_a_days_work_once(case: Case) -> None:
    rider = await case.rider()
    filed = await case.accepted(await case.submitted(by=rider))
    await case.told()
    extended = await case.moved(filed, Action.EXTEND, "材料没到", until=str(at(32, 18)))
    assert (extended.status, extended.due_at, extended.extensions) == (Status.ACCEPTED, at(32, 18), 1)
    assert (extended.half_time_at, extended.long_overdue_at) == (at(27, 14, 45), at(38, 18))
    told = await case.told(rider.chat_id)
    assert any("要晚些（材料没到），12月2日 前修好" in call.text for call in told)
    assert any("12月2日 18:00" in call.text for call in told if call.method.startswith("edit"))
    card = (await case.told(GROUPS[filed.queue]))[-1]
    assert "12月2日 18:00" in card.text
    assert not [label for label in card.keys if "延期" in label]
    with pytest.raises(AlreadyExtended):
        await case.moved(extended, Action.EXTEND, "还没到", until=str(at(33, 18)))
    await case.passes(milliseconds=at(26, 18) - START)
    assert (await case.now(filed)).overdue_at is None
    await case.passes(milliseconds=at(32, 18) - at(26, 18))
    assert (await case.now(filed)).overdue_at == at(32, 18)


async def test_an_extension_of_a_late_ticket_leaves_the_first_overdue_time(case: Case) -> None:
    filed = await case.accepted(await case.submitted())
    await case.passes(days=3)
    extended = await case.moved(filed, Action.EXTEND, "材料没到", until=str(at(32, 18)))
    assert (extended.due_at, extended.overdue_at) == (at(32, 18), at(26, 18))


async def test_an_urgent_ticket_is_held_and_extended_by_a_supervisor_only(case: Case) -> None:
    filed = await case.accepted(await case.submitted("manhole_missing"))
    for action in (Action.HOLD, Action.EXTEND):
        with pytest.raises(SupervisorNeeded):
            await case.moved(filed, action, "等吊车", until=str(at(25, 18)))
    request = Request(Action.EXTEND, STAFF, Role.SUPERVISOR, "等吊车", detail={"until": str(at(25, 18))})
    assert (await case.do(change_status, filed, request)).due_at == at(25, 18)


async def test_a_ticket_that_another_queue_gets_counts_in_its_hours(case: Case) -> None:
    case.has_queue("drainage", hours=Hours.parse(["sat-sun 10:00-12:00"]))
    filed = await case.moved(await case.submitted(), Action.BOUNCE, "不归我们管")
    moved = await case.moved(filed, Action.ASSIGN, queue="drainage")
    assert (moved.respond_by, moved.due_at) == (at(28, 12), at(29, 12))
    held = await case.moved(await case.accepted(moved), Action.HOLD, "等配件", until=str(at(29, 9)))
    case.clock.at = at(29, 9)
    resumed = await case.moved(held, Action.RESUME)
    assert (moved.half_time_at, resumed.half_time_at, resumed.due_at) == (at(29, 10), at(35, 10), at(35, 12))


async def test_without_a_limit_nothing_is_reminded_of(case: Case) -> None:
    await case.do(clocks.start, report(due_at=None))
    assert timers(case) == []


async def test_a_resolved_report_closes_after_seven_days(case: Case) -> None:
    case.clock.at += 3
    await case.do(clocks.start_closing, report(id=5, resolved_at=START))
    assert timers(case) == [Timer(TimerKind.AUTO_CLOSE, f"5:{START}", START + 3 + 7 * DAY)]


async def test_the_operator_says_after_how_many_days_it_closes(case: Case) -> None:
    case.deps = replace(case.deps, limits=replace(case.deps.limits, autoclose_days=2))
    await case.do(clocks.start_closing, report(id=5))
    assert timers(case) == [Timer(TimerKind.AUTO_CLOSE, "5:0", START + 2 * DAY)]


@pytest.mark.parametrize("until", [None, START + 5])
async def test_a_hold_ends_when_it_says_or_not_by_itself(case: Case, until: int | None) -> None:
    held = report(id=5, hold_until=until)
    await case.database.write(lambda tx: clocks.start_hold(tx, held))
    expected = [Timer(TimerKind.HOLD_OVER, f"5:{START + 5}", START + 5)] if until else []
    assert timers(case) == expected


async def test_the_photos_of_a_private_case_go_at_once(case: Case) -> None:
    await case.do(clocks.start_forgetting, report(id=5))
    assert timers(case) == [Timer(TimerKind.RETENTION, "case:5", START)]


async def test_a_submitted_report_has_all_its_reminders(case: Case) -> None:
    submitted = await case.submitted("manhole_missing")
    assert (submitted.respond_by, submitted.due_at) == (START + 15 * MINUTE, START + 2 * HOUR)
    assert [timer.due_at - START for timer in timers(case, *LIMITS)] == [HOUR, 2 * HOUR, 6 * HOUR]


async def test_a_hold_counts_for_nothing_where_its_category_was_given_up_meanwhile(case: Case) -> None:
    accepted = await case.accepted(await case.submitted())
    held = await case.moved(accepted, Action.HOLD, "等配件", until=str(case.clock.at + 10 * DAY))
    case.gives_up(held.category)
    await case.passes(days=10)
    now = await case.now(held)
    assert (now.status, now.overdue_at) == (Status.ACCEPTED, None)
    assert (now.due_at, now.half_time_at) == ((held.due_at or 0) + 10 * DAY, (held.half_time_at or 0) + 10 * DAY)
