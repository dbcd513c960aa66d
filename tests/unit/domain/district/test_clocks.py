from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.district.catalogue import Clock, Span
from domain.district.clocks import Calendar
from domain.district.hours import Hours
from tests.calendars import CHINA, NIGHTS, OFFICE

BOSTON = Calendar(OFFICE, ZoneInfo("America/New_York"))
CALENDARS = [
    CHINA,
    BOSTON,
    CHINA.with_hours(NIGHTS),
    BOSTON.with_hours(NIGHTS),
    BOSTON.with_hours(Hours.parse(["sun 01:15-02:45 03:10-05:00"])),
]
MINUTE = 60_000
WORKING = [Clock.WORK_HOURS, Clock.WORK_DAYS]

YEARS = [int(datetime(year, 1, 1, tzinfo=UTC).timestamp() * 1000) for year in (2026, 2028)]
instants = st.integers(*YEARS)
calendars = st.sampled_from(CALENDARS)
spans = st.builds(Span, st.integers(1, 90), st.sampled_from("mhd"))


def at(calendar: Calendar, text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=calendar.timezone).timestamp() * 1000)


def told(calendar: Calendar, ms: int) -> str:
    return f"{datetime.fromtimestamp(ms / 1000, calendar.timezone):%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize(
    ("start", "span", "clock", "due"),
    [
        ("2026-11-20T17:50", "15m", Clock.URGENT_HOURS, "2026-11-20T18:05"),
        ("2026-11-20T17:50", "1d", Clock.URGENT_HOURS, "2026-11-21T17:50"),
        ("2026-11-20T17:50", "15m", Clock.WORK_HOURS, "2026-11-23T08:35"),
        ("2026-11-20T11:00", "2h", Clock.WORK_DAYS, "2026-11-20T14:30"),
        ("2026-11-20T10:00", "2h", Clock.WORK_DAYS, "2026-11-20T12:00"),
        ("2026-11-23T10:00", "1d", Clock.WORK_DAYS, "2026-11-24T18:00"),
        ("2026-11-23T20:00", "1d", Clock.WORK_HOURS, "2026-11-24T18:00"),
        ("2026-11-21T10:00", "1d", Clock.WORK_DAYS, "2026-11-23T18:00"),
        ("2026-11-20T10:00", "3d", Clock.CALENDAR_DAYS, "2026-11-24T00:00"),
        ("2026-11-20T23:30", "2h", Clock.CALENDAR_DAYS, "2026-11-21T01:30"),
        # the National Day holidays of 2026, with the make-up workday on Saturday the 10th
        ("2026-09-30T17:00", "2h", Clock.WORK_HOURS, "2026-10-08T09:30"),
        ("2026-09-30T10:00", "3d", Clock.WORK_DAYS, "2026-10-10T18:00"),
        ("2026-10-09T17:30", "1h", Clock.WORK_HOURS, "2026-10-10T09:00"),
    ],
)
def test_due(start: str, span: str, clock: Clock, due: str) -> None:
    assert told(CHINA, CHINA.due_at(at(CHINA, start), Span.parse(span), clock)) == due


def test_working_time_is_real_time_where_clocks_change() -> None:
    nights = BOSTON.with_hours(Hours.parse(["sat 22:00-06:00"]))
    spring, autumn = at(BOSTON, "2026-03-07T22:00"), at(BOSTON, "2026-10-31T22:00")
    assert told(BOSTON, nights.due_at(spring, Span(7, "h"), Clock.WORK_HOURS)) == "2026-03-08T06:00"
    assert told(BOSTON, nights.due_at(autumn, Span(9, "h"), Clock.WORK_HOURS)) == "2026-11-01T06:00"


def test_open_hours_know_holidays_and_make_up_workdays() -> None:
    assert CHINA.is_open(at(CHINA, "2026-11-23T08:30"))
    assert not CHINA.is_open(at(CHINA, "2026-11-23T12:00"))
    assert not CHINA.is_open(at(CHINA, "2026-10-01T10:00"))
    assert CHINA.is_open(at(CHINA, "2026-10-10T10:00"))


def test_a_night_shift_lasts_into_a_holiday() -> None:
    nights = CHINA.with_hours(NIGHTS)
    assert nights.is_open(at(CHINA, "2026-10-01T05:00"))
    assert not nights.is_open(at(CHINA, "2026-10-01T23:00"))


def test_hours_that_a_night_shift_shares_with_the_next_day_count_once() -> None:
    shared = CHINA.with_hours(Hours.parse(["mon 22:00-10:00", "tue 09:00-12:00"]))
    start = at(CHINA, "2026-11-23T22:00")
    assert told(CHINA, shared.due_at(start, Span(13, "h"), Clock.WORK_HOURS)) == "2026-11-24T11:00"


def test_a_rule_reads_a_make_up_workday_as_no_other_day_than_a_monday() -> None:
    workday = at(CHINA, "2026-10-10T10:00")
    assert CHINA.falls_in(Hours.parse(["mon 08:00-17:00"]), workday)
    assert not CHINA.falls_in(Hours.parse(["tue-sun 08:00-17:00"]), workday)


def test_a_rule_reads_a_holiday_as_a_sunday_and_a_make_up_workday_as_a_monday() -> None:
    weekend, week = Hours.parse(["sat-sun 00:00-24:00"]), Hours.parse(["mon-fri 08:00-17:00"])
    holiday, workday = at(CHINA, "2026-10-01T10:00"), at(CHINA, "2026-10-10T10:00")
    assert CHINA.falls_in(weekend, holiday)
    assert not CHINA.falls_in(week, holiday)
    assert CHINA.falls_in(week, workday)
    assert not CHINA.falls_in(weekend, workday)


def test_a_rule_of_the_night_holds_past_midnight() -> None:
    duty = Hours.parse(["fri 18:00-08:30"])
    assert CHINA.falls_in(duty, at(CHINA, "2026-11-21T08:29"))
    assert not CHINA.falls_in(duty, at(CHINA, "2026-11-21T08:30"))


@given(calendars, instants, spans, st.sampled_from(Clock))
def test_due_comes_after_the_start(calendar: Calendar, start: int, span: Span, clock: Clock) -> None:
    assert calendar.due_at(start, span, clock) > start


@given(calendars, instants, st.integers(0, 10**9), spans, st.sampled_from(Clock))
def test_a_later_start_is_never_due_earlier(
    calendar: Calendar, start: int, later: int, span: Span, clock: Clock
) -> None:
    assert calendar.due_at(start, span, clock) <= calendar.due_at(start + later, span, clock)


@given(calendars, instants, spans, st.sampled_from(WORKING))
def test_due_is_the_end_of_a_working_moment(calendar: Calendar, start: int, span: Span, clock: Clock) -> None:
    assert calendar.is_open(calendar.due_at(start, span, clock) - 1)


@given(calendars, instants, st.integers(1, 3000), st.integers(1, 3000))
def test_working_times_add_up(calendar: Calendar, start: int, one: int, other: int) -> None:
    first = calendar.due_at(start, Span(one, "m"), Clock.WORK_HOURS)
    in_turn = calendar.due_at(first, Span(other, "m"), Clock.WORK_HOURS)
    assert in_turn == calendar.due_at(start, Span(one + other, "m"), Clock.WORK_HOURS)


@given(calendars, instants, st.integers(1, 200))
def test_working_minutes_are_as_many_as_the_span(calendar: Calendar, start: int, minutes: int) -> None:
    start -= start % MINUTE
    due = calendar.due_at(start, Span(minutes, "m"), Clock.WORK_HOURS)
    if due - start > timedelta(days=4) / timedelta(milliseconds=1):
        return
    assert sum(calendar.is_open(moment) for moment in range(start, due, MINUTE)) == minutes


@given(calendars, instants, st.integers(1, 30), st.sampled_from(WORKING))
def test_days_are_due_one_after_the_other_at_a_close_of_work(
    calendar: Calendar, start: int, days: int, clock: Clock
) -> None:
    dues = [calendar.due_at(start, Span(count, "d"), clock) for count in range(1, days + 2)]
    assert all(earlier < later for earlier, later in pairwise(dues))
    assert not any(calendar.is_open(due) for due in dues)


@given(instants, st.integers(1, 30))
def test_calendar_days_end_at_midnight(start: int, days: int) -> None:
    due = datetime.fromtimestamp(BOSTON.due_at(start, Span(days, "d"), Clock.CALENDAR_DAYS) / 1000, BOSTON.timezone)
    begun = datetime.fromtimestamp(start / 1000, BOSTON.timezone)
    assert (due.hour, due.minute) == (0, 0)
    assert due.date() - begun.date() == timedelta(days=days + 1)


def test_the_time_zone_is_the_districts() -> None:
    noon = int(datetime(2026, 11, 23, 1, tzinfo=UTC).timestamp() * 1000)
    assert CHINA.is_open(noon)
    assert not BOSTON.is_open(noon)
