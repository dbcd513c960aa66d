"""When a report's reminders, closing and hold come, to the millisecond."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.timers import Timer, TimerKind
from services.tickets import clocks
from tests.sample_views import HOUR, MINUTE, report
from tests.tables import timers
from tests.usecases import START, Case

DAY = 24 * HOUR
LIMITS = (TimerKind.HALF_TIME, TimerKind.OVERDUE, TimerKind.LONG_OVERDUE)


def at(day: int, hour: int, minute: int = 0) -> int:
    """A time of the district's November, eight hours before UTC's."""
    return int(datetime(2026, 11, day, hour, minute, tzinfo=UTC).timestamp() * 1000) - 8 * HOUR


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
    limited = report(id=5, due_at=START + 7)
    await case.do(clocks.start, limited)
    key = f"5:{START + 7}"
    assert timers(case) == [
        Timer(TimerKind.HALF_TIME, key, START + 3),
        Timer(TimerKind.OVERDUE, key, START + 7),
        Timer(TimerKind.LONG_OVERDUE, key, START + 21),
    ]


@pytest.mark.parametrize(("respond_by", "is_set"), [(None, False), (START + 5, True), (START + 7, False)])
async def test_the_first_answer_has_its_own_reminder_unless_it_is_as_late_as_the_limit(
    case: Case, respond_by: int | None, *, is_set: bool
) -> None:
    await case.do(clocks.start, report(id=5, respond_by=respond_by, due_at=START + 7))
    waits = Timer(TimerKind.UNANSWERED, f"5:{respond_by}", respond_by or 0)
    assert (waits in timers(case)) is is_set


async def test_reminders_count_from_the_moment_in_which_they_are_set(case: Case) -> None:
    case.clock.at += HOUR
    await case.do(clocks.start, report(id=5, due_at=START + 3 * HOUR))
    assert [timer.due_at - START for timer in timers(case)] == [2 * HOUR, 3 * HOUR, 7 * HOUR]


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
