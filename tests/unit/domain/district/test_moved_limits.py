"""Limits after their clock stood still, and half of the working time."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.district.catalogue import Clock, Span
from domain.district.clocks import Calendar
from domain.district.hours import Hours
from tests.calendars import CHINA, NIGHTS, OFFICE

BERLIN = Calendar(OFFICE, ZoneInfo("Europe/Berlin"))
CALENDARS = [
    CHINA,
    BERLIN,
    CHINA.with_hours(NIGHTS),
    BERLIN.with_hours(NIGHTS),
    BERLIN.with_hours(Hours.parse(["sat 22:00-01:00", "sun 01:15-02:45 03:10-05:00"])),
]
HOUR, DAY = 3_600_000, 86_400_000

calendars = st.sampled_from(CALENDARS)
clocks = st.sampled_from(Clock)
spans = st.builds(Span, st.integers(1, 40), st.sampled_from("mhd"))
instants = st.integers(
    *(int(datetime(2026, month, 1, tzinfo=UTC).timestamp() * 1000) for month in (2, 12))
)  # both changes of the clock, and the holidays of October
whiles = st.integers(0, 40 * DAY)


def at(calendar: Calendar, text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=calendar.timezone).timestamp() * 1000)


def told(calendar: Calendar, ms: int) -> str:
    return f"{datetime.fromtimestamp(ms / 1000, calendar.timezone):%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize(
    ("limit", "span", "clock", "stopped", "goes_on", "moved"),
    [
        # three days were left at noon on Wednesday: Monday, Tuesday, Wednesday
        ("2026-12-04T18:00", "5d", Clock.WORK_DAYS, "2026-12-02T12:00", "2026-12-07T09:00", "2026-12-09T18:00"),
        # two were left after work on Wednesday
        ("2026-12-04T18:00", "5d", Clock.WORK_DAYS, "2026-12-02T19:00", "2026-12-07T09:00", "2026-12-08T18:00"),
        # it ends today: today's rest is that of the day on which it goes on, or of the next working day
        ("2026-12-02T18:00", "1d", Clock.WORK_HOURS, "2026-12-02T10:00", "2026-12-03T09:00", "2026-12-03T18:00"),
        ("2026-12-02T18:00", "1d", Clock.WORK_HOURS, "2026-12-02T10:00", "2026-12-05T09:00", "2026-12-07T18:00"),
        ("2026-12-02T18:00", "1d", Clock.WORK_HOURS, "2026-12-02T10:00", "2026-12-02T17:00", "2026-12-02T18:00"),
        # the holidays of October are no working days; the tenth, a Saturday, is one
        ("2026-10-10T18:00", "3d", Clock.WORK_DAYS, "2026-09-30T17:00", "2026-10-08T09:00", "2026-10-12T18:00"),
        # days of the calendar
        ("2026-12-05T00:00", "3d", Clock.CALENDAR_DAYS, "2026-12-02T10:00", "2026-12-09T09:00", "2026-12-12T00:00"),
        # what always runs moves by the time held
        ("2026-12-02T14:00", "4h", Clock.URGENT_HOURS, "2026-12-02T12:00", "2026-12-03T12:00", "2026-12-03T14:00"),
        ("2026-12-02T14:00", "4h", Clock.CALENDAR_DAYS, "2026-12-02T12:00", "2026-12-03T13:00", "2026-12-03T15:00"),
        # two working hours were left, with the break between them
        ("2026-12-02T14:30", "4h", Clock.WORK_HOURS, "2026-12-02T11:00", "2026-12-04T17:00", "2026-12-07T09:30"),
        # held outside working time only
        ("2026-12-03T10:00", "4h", Clock.WORK_HOURS, "2026-12-02T20:00", "2026-12-03T08:00", "2026-12-03T10:00"),
    ],
)  # fmt: skip
def test_a_limit_keeps_what_was_left(
    limit: str, span: str, clock: Clock, stopped: str, goes_on: str, moved: str
) -> None:
    end = CHINA.moved_on(at(CHINA, limit), Span.parse(span), clock, at(CHINA, stopped), at(CHINA, goes_on))
    assert told(CHINA, end) == moved


@pytest.mark.parametrize(
    ("start", "limit", "clock", "half"),
    [
        # Friday afternoon to Tuesday: half of 18 working hours, on Monday
        ("2026-12-04T16:00", "2026-12-08T18:00", Clock.WORK_DAYS, "2026-12-07T17:00"),
        # days of the calendar from Friday to Monday's midnight: Monday at work, not Sunday at 05:00
        ("2026-12-04T18:30", "2026-12-08T00:00", Clock.CALENDAR_DAYS, "2026-12-07T14:00"),
        # exactly at the close of work: when it begins again
        ("2026-12-07T08:30", "2026-12-08T18:00", Clock.WORK_HOURS, "2026-12-08T08:30"),
        ("2026-12-04T22:00", "2026-12-05T02:00", Clock.URGENT_HOURS, "2026-12-05T00:00"),
        # no working time in between
        ("2026-12-05T10:00", "2026-12-06T00:00", Clock.CALENDAR_DAYS, "2026-12-05T17:00"),
    ],
)
def test_half_time_is_half_of_the_working_time(start: str, limit: str, clock: Clock, half: str) -> None:
    assert told(CHINA, CHINA.half_time(at(CHINA, start), at(CHINA, limit), clock)) == half


def test_a_day_closes_when_its_night_shift_ends() -> None:
    nights = CHINA.with_hours(NIGHTS)
    assert told(CHINA, CHINA.closes_at(date(2026, 12, 9)) or 0) == "2026-12-09T18:00"
    assert told(CHINA, nights.closes_at(date(2026, 12, 9)) or 0) == "2026-12-10T06:00"
    assert CHINA.closes_at(date(2026, 10, 1)) is None


@given(calendars, instants, spans, clocks, whiles, whiles)
def test_a_limit_never_comes_sooner_and_never_before_its_clock_goes_on(
    calendar: Calendar, start: int, span: Span, clock: Clock, ran: int, held: int
) -> None:
    limit = calendar.due_at(start, span, clock)
    moved = calendar.moved_on(limit, span, clock, start + ran, start + ran + held)
    assert moved >= limit
    assert moved == limit if limit <= start + ran else moved > start + ran + held or not held


@given(calendars, instants, spans, clocks, whiles, whiles, whiles)
def test_two_holds_without_a_break_are_one(
    calendar: Calendar, start: int, span: Span, clock: Clock, ran: int, first: int, second: int
) -> None:
    limit, stopped = calendar.due_at(start, span, clock), start + ran
    between, goes_on = stopped + first, stopped + first + second
    in_turn = calendar.moved_on(calendar.moved_on(limit, span, clock, stopped, between), span, clock, between, goes_on)
    assert in_turn == calendar.moved_on(limit, span, clock, stopped, goes_on)


@given(calendars, instants, spans, clocks, whiles)
def test_a_hold_of_no_time_changes_nothing(calendar: Calendar, limit: int, span: Span, clock: Clock, left: int) -> None:
    assert calendar.moved_on(limit, span, clock, limit - left, limit - left) == limit


@given(calendars, instants, spans, clocks, whiles, whiles, whiles)
def test_a_later_end_of_the_hold_or_a_later_limit_never_brings_the_limit_forward(
    calendar: Calendar, limit: int, span: Span, clock: Clock, left: int, held: int, more: int
) -> None:
    stopped = limit - left
    moved = calendar.moved_on(limit, span, clock, stopped, stopped + held)
    assert moved <= calendar.moved_on(limit, span, clock, stopped, stopped + held + more)
    assert moved <= calendar.moved_on(limit + more, span, clock, stopped, stopped + held)


@given(calendars, instants, spans, clocks, whiles, whiles, st.sets(st.integers(0, 60), max_size=12))
def test_holidays_never_shorten(
    calendar: Calendar, start: int, span: Span, clock: Clock, ran: int, held: int, free: set[int]
) -> None:
    first = datetime.fromtimestamp(start / 1000, calendar.timezone).date().toordinal()
    off = replace(calendar, holidays=calendar.holidays | {date.fromordinal(first + day) for day in free})
    limit, later = calendar.due_at(start, span, clock), off.due_at(start, span, clock)
    assert limit <= later
    stopped, goes_on = start + ran, start + ran + held
    assert calendar.moved_on(limit, span, clock, stopped, goes_on) <= off.moved_on(later, span, clock, stopped, goes_on)


@given(calendars, instants, spans, clocks)
def test_half_time_lies_between_and_at_work(calendar: Calendar, start: int, span: Span, clock: Clock) -> None:
    limit = calendar.due_at(start, span, clock)
    half = calendar.half_time(start, limit, clock)
    assert start <= half < limit
    if clock is not Clock.URGENT_HOURS and calendar.working_ms(start, limit):
        assert calendar.is_open(half)
        assert abs(calendar.working_ms(start, half) - calendar.working_ms(half, limit)) <= 1


@given(calendars, instants, whiles, whiles, whiles, clocks)
def test_half_time_is_never_earlier_of_what_begins_or_ends_later(
    calendar: Calendar, start: int, lasts: int, later: int, longer: int, clock: Clock
) -> None:
    limit = start + lasts + later + longer
    half = calendar.half_time(start, limit, clock)
    if calendar.working_ms(start + later, limit):
        assert half <= calendar.half_time(start + later, limit, clock)
    if calendar.working_ms(start, limit):
        assert half <= calendar.half_time(start, limit + longer, clock)
