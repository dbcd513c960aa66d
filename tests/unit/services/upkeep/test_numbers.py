"""Which numbers are left out where a database may be older than what people hold."""

import pytest

from services.ports.reports import Pace
from services.upkeep import numbers
from tests.sample_views import HOUR
from tests.usecases import START, Case, spot

DAY = 24 * HOUR


@pytest.mark.parametrize(
    ("pace", "now", "following"),
    [
        (Pace(0, 0, None, None), START, 101),
        (Pace(42, 42, START - DAY, START), START, 101),
        (Pace(50, 50, START - DAY, START), START, 101),
        (Pace(51, 51, START - DAY, START), START, 201),
        (Pace(100, 100, START - DAY, START), START + DAY, 601),
        (Pace(9980, 9980, START - 10 * DAY, START), START, 10101),
        (Pace(42, 42, START, START), START - DAY, 101),
    ],
)
def test_the_next_number_is_the_first_after_a_round_hundred_that_nobody_can_have(
    pace: Pace, now: int, following: int
) -> None:
    assert numbers.next_after(pace, now) == following


async def test_the_gap_is_left_once_and_never_taken_back(case: Case) -> None:
    first = await case.submitted()
    assert await case.do(numbers.leave_gap) == ("2611", 1, 101)
    second = await case.submitted(at=spot(1))
    assert (first.number.serial, second.number.serial) == (1, 101)
    assert await case.do(numbers.leave_gap) == ("2611", 101, 201)


async def test_reports_of_last_month_count_for_the_pace_of_this(case: Case) -> None:
    for place in range(3):
        await case.submitted(at=spot(place))
    case.clock.at += 30 * DAY
    assert await case.do(numbers.leave_gap) == ("2612", 0, 501)
