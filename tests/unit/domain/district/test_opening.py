"""When a station is open: weekly hours, holidays, make-up workdays, and hours that contradict each other."""

from contextlib import suppress
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.district.clocks import Calendar
from domain.district.hours import Hours
from domain.district.opening import parse_opening
from domain.district.problems import BadValue

ZONE = ZoneInfo("Asia/Shanghai")
HOLIDAY, SATURDAY_AT_WORK = datetime(2026, 10, 1, tzinfo=ZONE), datetime(2026, 10, 10, tzinfo=ZONE)
DISTRICT = Calendar(
    Hours.parse(["mon-fri 08:30-18:00"]),
    ZONE,
    frozenset({HOLIDAY.date()}),
    frozenset({SATURDAY_AT_WORK.date()}),
)
OFFICE = "mon-fri 08:30-12:00 13:30-18:00"


def at(day: datetime, clock: str) -> int:
    hour, minute = map(int, clock.split(":"))
    return int(day.replace(hour=hour, minute=minute).timestamp() * 1000)


@pytest.mark.parametrize(
    ("hours", "clock", "is_open"),
    [
        (f"{OFFICE}; holidays closed", "10:00", False),
        (f"{OFFICE}；holidays 10:00-16:00", "15:59", True),
        (f"{OFFICE}; holidays 10:00-16:00", "16:00", False),
        (OFFICE, "10:00", True),
        ("wed 22:00-06:00; holidays closed", "05:00", True),
        ("mon-sun 00:00-24:00; HOLIDAYS closed", "23:59", False),
    ],
)
def test_a_holiday_has_its_own_hours_or_is_a_day_like_others(hours: str, clock: str, *, is_open: bool) -> None:
    assert parse_opening(hours, DISTRICT).is_open(at(HOLIDAY, clock)) is is_open


def test_a_saturday_at_work_has_the_hours_of_a_monday() -> None:
    opening = parse_opening(f"{OFFICE}; holidays closed", DISTRICT)
    assert opening.is_open(at(SATURDAY_AT_WORK, "10:00"))
    assert not opening.is_open(at(SATURDAY_AT_WORK + timedelta(days=7), "10:00"))


def test_the_stretch_goes_on_over_midnight_and_names_no_end_round_the_clock() -> None:
    night = parse_opening("mon-sun 20:00-24:00; mon-sun 00:00-02:00", DISTRICT)
    assert night.stretch(at(HOLIDAY, "21:00")) == (at(HOLIDAY, "20:00"), at(HOLIDAY + timedelta(days=1), "02:00"))
    assert night.stretch(at(HOLIDAY, "12:00"))[0] == at(HOLIDAY, "20:00")
    assert parse_opening("mon-sun 00:00-24:00", DISTRICT).stretch(at(HOLIDAY, "12:00"))[1] is None


@pytest.mark.parametrize(
    "hours",
    ["mon-sun 08:00-12:00; mon 11:00-13:00", "mon-sun 08:00-12:00 11:00-13:00", "mon 08:00-12:00; mon 08:00-12:00",
     f"{OFFICE}; holidays closed; holidays 10:00-16:00", f"{OFFICE}; holidays 10:00-16:00 12:00-14:00"],
)  # fmt: skip
def test_times_that_overlap_contradict_each_other(hours: str) -> None:
    with pytest.raises(BadValue, match="hours_contradict"):
        parse_opening(hours, DISTRICT)


@pytest.mark.parametrize(
    "hours", ["", ";", "daily", "holidays closed", f"{OFFICE}; holidays", f"{OFFICE}; holidays closed 10:00-12:00",
              f"{OFFICE}; mon-", "mon 8-20", "=1+1"]
)  # fmt: skip
def test_hours_that_cannot_be_read_are_refused(hours: str) -> None:
    with pytest.raises(BadValue, match="bad_hours"):
        parse_opening(hours, DISTRICT)


def test_what_is_named_as_unreadable_stands_in_the_file() -> None:
    with pytest.raises(BadValue) as refused:
        parse_opening(f"{OFFICE}; holidays", DISTRICT)
    assert refused.value.details == {"part": "holidays"}


@given(st.text(alphabet="monsuhlidayc closed;0123:-, ", max_size=40))
def test_any_other_text_is_read_or_refused(hours: str) -> None:
    with suppress(BadValue):
        assert parse_opening(hours, DISTRICT).hours.week


@given(
    st.lists(st.integers(0, 47), min_size=2, max_size=6, unique=True).map(sorted),
    st.integers(0, 30 * 48),
)
def test_the_stretch_agrees_with_what_is_open(edges: list[int], half_hours: int) -> None:
    clocks = [f"{edge // 2:02}:{edge % 2 * 30:02}" for edge in edges]
    times = " ".join(f"{start}-{end}" for start, end in zip(clocks[::2], clocks[1::2], strict=False))
    opening = parse_opening(f"mon-sat {times}; holidays closed", DISTRICT)
    now = at(HOLIDAY, "00:00") + half_hours * 1_800_000
    opens, closes = opening.stretch(now)
    assert closes is not None
    assert opening.is_open(now) == (opens <= now < closes)
    assert opening.is_open(opens)
    assert opening.is_open(closes - 1)
    assert not opening.is_open(closes)
    assert not any(opening.is_open(between) for between in range(now, opens, 1_800_000))
