"""Why a reward can't be redeemed: what a rider is told never names a day on which it can't be had either."""

from datetime import date

import pytest

from domain.district.rewards import Hindrance, Reward, Taken, hindrance

WATER = Reward("water", "矿泉水", "Water", 10, ("rider-service",), 50, 2, date(2026, 11, 2), date(2026, 12, 30), 100)


@pytest.mark.parametrize(
    ("today", "taken", "why"),
    [
        (date(2026, 11, 1), Taken(), Hindrance.NOT_YET),
        (date(2026, 11, 2), Taken(49, 90, 1), None),
        (date(2026, 11, 2), Taken(50, 0, 2), Hindrance.SOLD_OUT),
        (date(2026, 11, 2), Taken(10, 91, 2), Hindrance.BUDGET),
        (date(2026, 11, 2), Taken(10, 90, 2), Hindrance.LIMIT),
        (date(2026, 12, 1), Taken(10, 91, 0), Hindrance.SOLD_OUT),
        (date(2026, 12, 1), Taken(10, 90, 2), Hindrance.ENOUGH),
        (date(2026, 12, 31), Taken(50, 100, 2), Hindrance.OVER),
    ],
)
def test_the_reason_that_lasts_longest_is_told(today: date, taken: Taken, why: Hindrance | None) -> None:
    assert hindrance(WATER, today, taken, 10) is why


def test_points_that_are_missing_are_told_last() -> None:
    assert hindrance(WATER, date(2026, 11, 2), Taken(), 9) is Hindrance.SHORT
    assert hindrance(WATER, date(2026, 11, 2), Taken(0, 100), 9) is Hindrance.BUDGET
