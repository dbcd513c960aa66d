"""Positions: what counts as one, distances, and a grid that never misses a neighbour."""

import math
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geo.positions import EARTH_RADIUS_M, Position, box_within, cell_of, cells_within, distance_m


@dataclass(frozen=True, slots=True)
class Spot:
    lat: float
    lng: float


LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)
EDGES_LAT = st.sampled_from([-90.0, -89.9999, -0.0001, 0.0, 37.45, 89.9999, 90.0])
EDGES_LNG = st.sampled_from([-180.0, -179.9999, 0.0, 116.31, 179.9999, 180.0])
SPOTS = st.builds(Spot, LATITUDES | EDGES_LAT, LONGITUDES | EDGES_LNG)


def haversine_m(a: Spot, b: Spot) -> float:
    south, north = math.radians(a.lat), math.radians(b.lat)
    half = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin(math.radians(b.lng - a.lng) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, half)))


def boxed(box: tuple[float, float, float, float], spot: Spot) -> bool:
    south, north, west, east = box
    return south <= spot.lat <= north and west <= spot.lng <= east


def wrapped(lng: float) -> float:
    return (lng + 180) % 360 - 180


def holds(ranges: list[tuple[int, int]], cell: int) -> bool:
    return any(low <= cell <= high for low, high in ranges)


@pytest.mark.parametrize(
    ("lat", "lng", "usable"),
    [
        (37.45, 116.31, True),
        (-90, 180, True),
        (0, 1e-9, True),
        (0, 0, False),
        (-0.0, 0.0, False),
        (90.0001, 0, False),
        (0, -180.0001, False),
        (math.nan, 116, False),
        (37, math.inf, False),
    ],
)
def test_a_position_is_usable_when_it_can_be_a_place(lat: float, lng: float, *, usable: bool) -> None:
    assert Position(lat, lng, "wgs84", "exif").usable is usable


@given(st.floats(-70, 70), LONGITUDES, st.floats(-700, 700), st.floats(-700, 700))
def test_distance_agrees_with_the_great_circle_within_a_kilometre(
    lat: float, lng: float, north_m: float, east_m: float
) -> None:
    here = Spot(lat, lng)
    there = Spot(lat + north_m / 111_195, wrapped(lng + east_m / 111_195 / math.cos(math.radians(lat))))
    assert distance_m(here, there) == pytest.approx(haversine_m(here, there), rel=1e-3, abs=1e-3)


@given(SPOTS, SPOTS)
def test_distance_is_the_same_both_ways(a: Spot, b: Spot) -> None:
    assert distance_m(a, b) == distance_m(b, a)


def test_distance_takes_the_short_way_over_the_antimeridian() -> None:
    assert distance_m(Spot(0, 179.9995), Spot(0, -179.9995)) == pytest.approx(111.195, rel=1e-4)


@given(SPOTS, st.floats(1, 2000), st.floats(0, 2 * math.pi), st.floats(0, 1.2))
def test_every_point_within_the_radius_lies_in_the_cells(
    centre: Spot, radius_m: float, bearing: float, fraction: float
) -> None:
    lat = centre.lat + radius_m * fraction * math.cos(bearing) / 111_195
    shrink = max(math.cos(math.radians(centre.lat)), 1e-6)
    lng = wrapped(centre.lng + radius_m * fraction * math.sin(bearing) / 111_195 / shrink)
    neighbour = Spot(min(max(lat, -90), 90), lng)
    if distance_m(centre, neighbour) <= radius_m:
        assert holds(cells_within(centre.lat, centre.lng, radius_m), cell_of(neighbour.lat, neighbour.lng))
        assert boxed(box_within(centre.lat, centre.lng, radius_m), neighbour)


@given(st.sampled_from([-90.0, -89.9995, 89.9995, 90.0]), LONGITUDES, st.floats(-90, 90), LONGITUDES)
def test_near_the_poles_nothing_is_missed(lat: float, lng: float, north: float, other_lng: float) -> None:
    here, there = Spot(lat, lng), Spot(math.copysign(90 - abs(north) / 90 * 0.002, lat), other_lng)
    if distance_m(here, there) <= 150:
        assert holds(cells_within(here.lat, here.lng, 150), cell_of(there.lat, there.lng))
        assert boxed(box_within(here.lat, here.lng, 150), there)


@given(SPOTS, st.floats(1, 2000))
def test_ranges_are_ordered_and_never_overlap(centre: Spot, radius_m: float) -> None:
    ranges = sorted(cells_within(centre.lat, centre.lng, radius_m))
    assert all(low <= high for low, high in ranges)
    assert all(first[1] < second[0] for first, second in pairwise(ranges))


@given(st.floats(-80, 80), LONGITUDES)
def test_a_search_of_one_cell_width_touches_few_cells(lat: float, lng: float) -> None:
    ranges = cells_within(lat, lng, 64)
    assert sum(high - low + 1 for low, high in ranges) <= 12


@given(SPOTS)
def test_a_cell_fits_a_signed_64_bit_column(spot: Spot) -> None:
    assert 0 <= cell_of(spot.lat, spot.lng) < 1 << 39


@given(st.floats(-84, 84), LONGITUDES)
def test_points_of_one_cell_are_neighbours(lat: float, lng: float) -> None:
    moved = Spot(lat + 200 / 111_195, lng)
    assert cell_of(lat, lng) != cell_of(moved.lat, moved.lng)


def test_a_box_is_hardly_larger_than_its_circle() -> None:
    south, north, west, east = box_within(37.45, 116.31, 100)
    assert 200 <= distance_m(Spot(south, 116.31), Spot(north, 116.31)) < 200.1
    assert 200 <= distance_m(Spot(37.45, west), Spot(37.45, east)) < 200.1
    assert box_within(0, 179.9999, 100)[2:] == (-180, 180)


def test_the_antimeridian_splits_a_row_into_two_ranges() -> None:
    ranges = cells_within(0.0003, 179.9999, 30)
    assert holds(ranges, cell_of(0.0003, -179.9999))
    assert holds(ranges, cell_of(0.0003, 179.9998))
    assert not holds(ranges, cell_of(0.0003, 0.0))
