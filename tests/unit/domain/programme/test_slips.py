"""The stay that is recorded round a deed, and what a rider may say beyond it."""

from hypothesis import given
from hypothesis import strategies as st

from domain.programme.slips import HOLDS_MS, Deed, Slip, Stay, stay_around

MINUTE = 60_000
SLIP = Slip(1, "ABCDEFGH", 7, 20, Deed.REPORT, 0, 10 * MINUTE, 0)
TIMES = st.integers(0, 100_000_000)


def test_acts_that_lie_an_hour_apart_are_one_stay_and_those_beyond_another() -> None:
    at = 600 * MINUTE
    acts = [at - 120 * MINUTE, at - 60 * MINUTE, at, at + 30 * MINUTE, at + 90 * MINUTE, at + 151 * MINUTE]
    assert stay_around(at, acts) == Stay(at - 120 * MINUTE, at + 90 * MINUTE)
    assert stay_around(at, [at - 61 * MINUTE, at + 61 * MINUTE]) == Stay(at, at)


@given(TIMES, st.lists(TIMES, max_size=20))
def test_a_stay_holds_its_deed_and_ends_with_acts(at: int, acts: list[int]) -> None:
    stay = stay_around(at, acts)
    assert stay.from_at <= at <= stay.to_at
    assert {stay.from_at, stay.to_at} <= {at, *acts}


def test_nobody_says_that_they_stayed_beyond_now() -> None:
    assert SLIP.fitting(19 * MINUTE) == (5,)
    assert SLIP.fitting(20 * MINUTE) == (5, 10)
    assert SLIP.fitting(5 * MINUTE) == (), "the clock was set back"
    assert SLIP.fitting(400 * MINUTE) == (5, 10, 15, 20, 30)


def test_what_is_said_goes_with_a_longer_record() -> None:
    said = Slip(1, "ABCDEFGH", 7, 20, Deed.REPORT, 0, 10 * MINUTE, 0, minutes=10)
    assert said.said_to == 20 * MINUTE
    assert said.as_recorded(Stay(0, 10 * MINUTE), 20 * MINUTE).minutes == 10
    assert said.as_recorded(Stay(0, 12 * MINUTE), 20 * MINUTE).minutes == 0
    assert said.made(20 * MINUTE).ends_at == 20 * MINUTE + HOLDS_MS
