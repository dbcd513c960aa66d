import pytest

from domain.district.hours import Hours
from domain.district.problems import BadValue

OFFICE = (510, 720), (810, 1080)


def test_a_range_of_days_shares_its_times() -> None:
    hours = Hours.parse(["mon-fri 08:30-12:00 13:30-18:00"])
    assert hours.week == (*[OFFICE] * 5, (), ())


def test_lines_add_up_and_touching_times_join() -> None:
    hours = Hours.parse(["sat 09:00-12:00", "sat,sun 12:00-13:00", "SAT 10:00-11:00"])
    assert hours.week[5] == ((540, 780),)
    assert hours.week[6] == ((720, 780),)


def test_a_range_may_run_over_the_weekend() -> None:
    open_days = [bool(day) for day in Hours.parse(["fri-mon 09:00-10:00"]).week]
    assert open_days == [True, False, False, False, True, True, True]


def test_a_shift_may_end_at_midnight_or_run_past_it() -> None:
    assert Hours.parse(["mon 18:00-24:00"]).week[0] == ((1080, 1440),)
    assert Hours.parse(["mon 22:00-06:00"]).week[0] == ((1320, 1800),)
    assert Hours.parse(["mon 00:00-24:00"]).week[0] == ((0, 1440),)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("mon-fri", "mon-fri"),
        ("mon-fry 08:00-12:00", "mon-fry"),
        ("monday 08:00-12:00", "monday"),
        ("mon 8-12", "8-12"),
        ("mon 08:60-12:00", "08:60-12:00"),
        ("mon 08:00-25:00", "08:00-25:00"),
        ("mon 24:00-06:00", "24:00-06:00"),
        ("mon 08:00-08:00", "08:00-08:00"),
        ("08:00-12:00", "08:00-12:00"),
        ("", "[]"),
    ],
)
def test_what_cannot_be_read_is_named(line: str, part: str) -> None:
    with pytest.raises(BadValue) as refused:
        Hours.parse([line])
    assert (refused.value.code, refused.value.details) == ("bad_hours", {"part": part})


def test_no_hours_at_all_are_refused() -> None:
    with pytest.raises(BadValue):
        Hours.parse([])
