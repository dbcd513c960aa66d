"""Which part of a community circles leave uncovered: by area, in metres at its latitude."""

import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from domain.geo.positions import METRES_PER_DEGREE, Position
from places.boundaries.circles import uncovered

MIDDLE = Position(37.45, 116.3, "wgs84", "location")


def square(side_m: float, lat: float = MIDDLE.lat, lng: float = MIDDLE.lng) -> shapely.Polygon:
    """A square of this side around a place."""
    north = side_m / METRES_PER_DEGREE / 2
    east = north / math.cos(math.radians(lat))
    return shapely.box(lng - east, lat - north, lng + east, lat + north)


@pytest.mark.parametrize("lat", [0.0, 37.45, 60.0])
def test_a_circle_in_a_square_leaves_its_corners(lat: float) -> None:
    middle = Position(lat, 20.0, "wgs84", "location")
    found = uncovered({"C1": square(2000, lat, 20.0)}, [middle], 1000)
    assert found.of["C1"] == pytest.approx(1 - math.pi / 4, abs=1e-3)
    assert found.whole == pytest.approx(found.of["C1"])


def test_what_lies_in_no_circle_is_uncovered_and_circles_over_each_other_count_once() -> None:
    far = square(500, MIDDLE.lat + 1)
    found = uncovered({"C1": square(500), "C2": far}, [MIDDLE, MIDDLE], 1000)
    assert found.of == {"C1": 0.0, "C2": 1.0}
    assert found.whole == pytest.approx(0.5, abs=0.02)
    assert uncovered({"C1": square(500)}, [], 1000).of == {"C1": 1.0}


@given(st.lists(st.tuples(st.floats(-0.01, 0.01), st.floats(-0.01, 0.01)), max_size=5), st.floats(10, 3000))
def test_another_place_never_covers_less(moves: list[tuple[float, float]], radius: float) -> None:
    places = [Position(MIDDLE.lat + north, MIDDLE.lng + east, "wgs84", "location") for north, east in moves]
    shapes = {"C1": square(1500), "C2": square(1500, lng=MIDDLE.lng + 0.02)}
    before, after = uncovered(shapes, places, radius), uncovered(shapes, [*places, MIDDLE], radius)
    assert after.whole <= before.whole + 1e-9
    assert all(0 <= part <= 1 for part in after.of.values())
