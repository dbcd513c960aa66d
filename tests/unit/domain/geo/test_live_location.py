"""When a live location says where a rider is."""

import pytest

from domain.geo.live_location import LiveLocation
from domain.geo.positions import Position

NOW = 1_700_000_000_000
MINUTE = 60_000


def live(age_ms: int = 0, accuracy_m: float | None = 10, until: int = NOW + MINUTE) -> LiveLocation:
    at = NOW - age_ms
    return LiveLocation(1, 5, Position(37.44, 116.3, "wgs84", "live", accuracy_m, at), at, until)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (live(), True),
        (live(2 * MINUTE), True),
        (live(2 * MINUTE + 1), False),
        (live(accuracy_m=100), True),
        (live(accuracy_m=100.5), False),
        (live(accuracy_m=None), True),
        (live(until=NOW), True),
        (live(until=NOW - 1), False),
        (live(-5_000), True),
    ],
)
def test_a_live_place_counts_while_it_is_shared_fresh_and_exact(place: LiveLocation, *, expected: bool) -> None:
    assert place.counts(NOW) is expected
