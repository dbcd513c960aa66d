"""Weeks: their names, their spans over year boundaries and shifted clocks, the hour at which they are told."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.week.slots import HOURS, SLOTS, USUAL
from domain.week.weeks import (
    Week,
    Year,
    last_week,
    parse_week,
    parse_year,
    span_of,
    week_of,
    year_of,
    year_told_with,
)

ZONES = [
    ZoneInfo(name)
    for name in ("Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo")
]
HOUR, DAY = 3_600_000, 86_400_000
SHANGHAI = ZONES[0]


def ms(year: int, month: int, day: int, hour: int = 0, zone: ZoneInfo = SHANGHAI) -> int:
    return int(datetime(year, month, day, hour, tzinfo=zone).timestamp() * 1000)


instants = st.integers(ms(2000, 1, 1), ms(2040, 1, 1))
zones = st.sampled_from(ZONES)
weeks = st.builds(week_of, instants, zones)


@given(instants, zones)
def test_an_instant_lies_in_its_week_and_in_no_other(at: int, zone: ZoneInfo) -> None:
    week = week_of(at, zone)
    start, end = span_of(week, zone)
    assert start <= at < end
    assert span_of(week.shifted(-1), zone)[1] == start
    assert span_of(week.shifted(1), zone)[0] == end


@given(weeks, zones)
def test_a_week_begins_at_midnight_on_monday_and_is_told_at_nine_on_the_next(week: Week, zone: ZoneInfo) -> None:
    start, _ = span_of(week, zone)
    first, told = (datetime.fromtimestamp(at / 1000, zone) for at in (start, week.told_at(zone)))
    assert (first.isoweekday(), told.isoweekday()) == (1, 1)
    assert told.date() - first.date() == timedelta(7)
    assert told.time() == time(9)


@given(weeks, zones, st.sampled_from(SLOTS))
def test_each_hour_that_may_be_chosen_comes_once_in_the_week_behind(week: Week, zone: ZoneInfo, slot: int) -> None:
    at = week.told_at(zone, slot)
    assert week_of(at, zone) == week.shifted(1)
    assert datetime.fromtimestamp(at / 1000, zone).hour == slot % 24
    times = [week.told_at(zone, each) for each in SLOTS]
    assert times == sorted(set(times))
    assert USUAL in SLOTS
    assert set(HOURS) == {slot % 24 for slot in SLOTS}


@given(weeks)
def test_a_name_leads_back_to_its_week_and_neighbours_to_each_other(week: Week) -> None:
    assert parse_week(str(week)) == week
    assert week.shifted(1).shifted(-1) == week == week.shifted(-1).shifted(1)
    assert str(week) < str(week.shifted(1))


@given(instants, zones)
def test_the_last_week_is_over_and_the_one_after_it_is_not(at: int, zone: ZoneInfo) -> None:
    week = last_week(at, zone)
    assert span_of(week, zone).end <= at < span_of(week.shifted(1), zone).end


def test_a_year_of_53_weeks_ends_in_the_next() -> None:
    assert week_of(ms(2026, 12, 28), SHANGHAI) == week_of(ms(2027, 1, 3, 23), SHANGHAI) == Week(2026, 53)
    assert week_of(ms(2027, 1, 4), SHANGHAI) == Week(2027, 1)
    assert Week(2026, 53).shifted(1) == Week(2027, 1)
    assert Week(2027, 1).shifted(-1) == Week(2026, 53)
    assert last_week(ms(2027, 1, 3, 23), SHANGHAI) == Week(2026, 52)
    assert last_week(ms(2027, 1, 4), SHANGHAI) == Week(2026, 53)
    assert Week(2026, 53).monday == date(2026, 12, 28)


def test_a_week_belongs_to_the_day_where_the_district_is() -> None:
    sunday_evening_in_utc = int(datetime(2026, 11, 22, 17, tzinfo=UTC).timestamp() * 1000)
    assert week_of(sunday_evening_in_utc, SHANGHAI) == Week(2026, 48)
    assert week_of(sunday_evening_in_utc, ZoneInfo("America/New_York")) == Week(2026, 47)


@pytest.mark.parametrize(("name", "hours"), [("2026-W10", 167), ("2026-W44", 169), ("2026-W20", 168)])
def test_a_week_with_a_shifted_clock_is_an_hour_shorter_or_longer(name: str, hours: int) -> None:
    start, end = span_of(parse_week(name), ZoneInfo("America/New_York"))
    assert end - start == hours * HOUR


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-W", "2026-46", "2026-W4", "2026-W460", "2026-w46", "26-W46", "2026-W00", "2026-W54", "2027-W53",
     "2026-W46 ", "２０２６-W46", "+026-W46", "2026-W+4", "2026-W４６", "0000-W01", "abcd-Wef"],
)  # fmt: skip
def test_anything_else_is_no_week(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_week(text)


@pytest.mark.parametrize("name", ["9999-W52", "9999-W01", "0001-W01", "0000-W01", "1970-W53", "2027-W53"])
def test_a_week_from_which_nothing_can_be_counted_is_none(name: str) -> None:
    with pytest.raises(ValueError, match=r"W|week"):
        parse_week(name)


@pytest.mark.parametrize("name", ["1971-W01", "9998-W52"])
def test_all_others_have_a_span_and_neighbours(name: str) -> None:
    for zone in ZONES:
        for by in (-12, 1):
            span_of(parse_week(name).shifted(by), zone)


@given(instants, zones)
def test_an_instant_lies_in_its_year_and_in_no_other(at: int, zone: ZoneInfo) -> None:
    year = year_of(at, zone)
    start, end = span_of(year, zone)
    assert start <= at < end == span_of(Year(year.number + 1), zone).start
    assert parse_year(str(year)) == year


@pytest.mark.parametrize("text", ["", "1970", "9999", "26", "20260", "02026", "２０２６", "2026 ", "-2026", "year"])
def test_anything_else_is_no_year(text: str) -> None:
    with pytest.raises(ValueError, match="year"):
        parse_year(text)


@given(st.integers(1972, 2200), zones)
def test_a_year_is_told_once_and_at_whatever_hour_of_the_week_in_its_december(number: int, zone: ZoneInfo) -> None:
    telling = [
        week for week in (week_of(ms(number, 1, 15), zone).shifted(by) for by in range(52)) if year_told_with(week)
    ]
    (week,) = telling
    assert year_told_with(week) == Year(number)
    hours = [datetime.fromtimestamp(week.told_at(zone, slot) / 1000, zone) for slot in SLOTS]
    assert {(at.year, at.month) for at in hours} == {(number, 12)}
    assert max(hours).day >= 25
