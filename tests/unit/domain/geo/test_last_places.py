"""How long the place of a rider's last report says where the rider is, by its age and by how fast one moved since."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.geo.last_places import AHEAD_MS, UNKNOWN_ACCURACY_M, Serves, as_last, has_left, newer, serves
from domain.geo.positions import METRES_PER_DEGREE, Position

NOW = 1_700_000_000_000
SECOND, MINUTE = 1000, 60_000
THERE = Position(37.44, 116.3, "wgs84", "location", 0, NOW)

AGES = st.integers(-AHEAD_MS, 20 * MINUTE)
METRES = st.floats(0, 5000)
ACCURACIES = st.floats(0, 300)


def measured(age_ms: int = 0, accuracy_m: float | None = 0, source: str = "location") -> Position:
    return replace(THERE, source=source, accuracy_m=accuracy_m, taken_at=NOW - age_ms)


def gone(metres: float, after_ms: int, accuracy_m: float | None = 0, source: str = "live") -> Position:
    """A position so many metres north of `THERE`, measured so much later."""
    lat = THERE.lat + metres / METRES_PER_DEGREE
    return Position(lat, THERE.lng, "wgs84", source, accuracy_m, NOW + after_ms)


@pytest.mark.parametrize(
    ("age_ms", "expected"),
    [
        (-AHEAD_MS - 1, Serves.NEITHER),
        (-AHEAD_MS, Serves.TAKEN),
        (0, Serves.TAKEN),
        (3 * MINUTE, Serves.TAKEN),
        (3 * MINUTE + 1, Serves.OFFERED),
        (10 * MINUTE, Serves.OFFERED),
        (10 * MINUTE + 1, Serves.NEITHER),
    ],
)
def test_it_is_taken_for_three_minutes_and_offered_for_ten(age_ms: int, expected: Serves) -> None:
    assert serves(measured(age_ms), (), NOW, 3, 10) is expected


def test_one_of_an_unknown_time_says_nothing() -> None:
    assert serves(replace(THERE, taken_at=None), (), NOW, 3, 10) is Serves.NEITHER


@pytest.mark.parametrize("source", ["typed", "link", "plus_code", "venue", "place", "last"])
def test_what_nobody_measured_is_only_offered(source: str) -> None:
    assert serves(measured(source=source), (), NOW, 3, 10) is Serves.OFFERED


def test_the_name_of_a_street_says_nothing() -> None:
    assert serves(measured(accuracy_m=300, source="place"), (), NOW, 3, 10) is Serves.NEITHER


@given(AGES, st.integers(0, 10), st.integers(0, 10))
def test_it_never_becomes_worth_more_by_growing_old(age: int, take: int, more: int) -> None:
    order = [Serves.TAKEN, Serves.OFFERED, Serves.NEITHER]
    limits = (take, take + more)
    now, later = (serves(measured(each), (), NOW, *limits) for each in (age, age + 1))
    assert order.index(later) >= order.index(now)


@given(AGES, st.lists(st.tuples(METRES, st.integers(-5 * MINUTE, 5 * MINUTE)), max_size=4))
def test_positions_since_never_make_it_worth_more(age: int, moves: list[tuple[float, int]]) -> None:
    place = replace(THERE, taken_at=NOW)
    since = [gone(*move) for move in moves]
    found = serves(place, since, NOW + age, 3, 10)
    assert found in {serves(place, (), NOW + age, 3, 10), Serves.NEITHER}
    assert (found is Serves.NEITHER) is (
        any(has_left(place, each) for each in since) or serves(place, (), NOW + age, 3, 10) is Serves.NEITHER
    )


@given(METRES, st.integers(1, 20 * MINUTE))
def test_whoever_was_faster_than_six_kilometres_an_hour_has_left(metres: float, after_ms: int) -> None:
    kmh = metres / 1000 / (after_ms / 3_600_000)
    assume(abs(kmh - 6) > 0.001)
    assert has_left(THERE, gone(metres, after_ms)) is (kmh > 6)


@given(METRES, st.integers(1, 20 * MINUTE), ACCURACIES, ACCURACIES)
def test_a_vaguer_position_never_shows_more(metres: float, after_ms: int, accuracy: float, more: float) -> None:
    if has_left(THERE, gone(metres, after_ms, accuracy + more)):
        assert has_left(THERE, gone(metres, after_ms, accuracy))


@given(METRES, st.integers(-20 * MINUTE, 0))
def test_where_one_was_before_shows_nothing(metres: float, after_ms: int) -> None:
    assert not has_left(THERE, gone(metres, after_ms))


def test_a_phone_that_wavers_within_a_second_has_not_left() -> None:
    assert not has_left(measured(accuracy_m=None), gone(2 * UNKNOWN_ACCURACY_M - 1, SECOND, None))
    assert has_left(measured(accuracy_m=None), gone(2 * UNKNOWN_ACCURACY_M + 5, SECOND, None))


@pytest.mark.parametrize("source", ["typed", "link", "plus_code", "venue", "place", "last"])
def test_a_place_that_nobody_measured_shows_no_move(source: str) -> None:
    assert not has_left(THERE, gone(3000, MINUTE, source=source))


def test_a_position_of_an_unknown_time_shows_no_move() -> None:
    assert not has_left(THERE, replace(gone(3000, MINUTE), taken_at=None))


@given(st.none() | AGES, st.none() | AGES)
def test_the_one_that_was_measured_last_is_kept(known: int | None, given_at: int | None) -> None:
    first = replace(THERE, taken_at=known)
    second = replace(THERE, lat=37.5, taken_at=given_at)
    kept = newer(first, second)
    times = [each for each in (known, given_at) if each is not None]
    assert kept.taken_at == max(times, default=None)
    assert newer(None, second) == second


def test_it_keeps_its_time_when_it_is_used() -> None:
    assert as_last(measured(5 * MINUTE)) == replace(measured(5 * MINUTE), source="last")
