"""Routing one point: community by its polygon, then the queue, beside a loop over all polygons."""

import random
from dataclasses import replace

import shapely

from benchmarks.district import CENTRE, sample_district
from benchmarks.figures import Aim, Bound, Figure, Scope, percentile, time_each
from domain.district.district import Community, District
from places.boundaries.boundaries import Boundary, CommunityIndex

_ROWS = 20
_SIDE = 0.01  # degrees
_CORNERS_APART = _SIDE / 50
_AT_MS = 1_760_000_000_000

Point = tuple[float, float]


def measure(scope: Scope) -> list[Figure]:
    """Route points within 400 communities of 200 corners each."""
    boundaries = _boundaries()
    district = replace(sample_district(), boundaries=CommunityIndex(boundaries))
    points = _points(scope.count(20_000, 2_000))
    naive = time_each(lambda point: _route_naively(district, boundaries, point), points[: len(points) // 10])
    ours = time_each(lambda point: _route(district, point), points)
    baseline = "a loop over 400 polygons"
    return [
        Figure(f"route a point, p{percent}", "µs", percentile(ours, percent), baseline, percentile(naive, percent), aim)
        for percent, aim in ((50, Aim(Bound.AT_MOST, 20)), (99, None))
    ]


def _route(district: District, point: Point) -> None:
    community = district.community_at(*point)
    district.route("manhole_missing", community.id if community else None, _AT_MS)


def _route_naively(district: District, boundaries: list[Boundary], point: Point) -> None:
    lat, lng = point
    place = shapely.Point(lng, lat)
    found = next((boundary.community for boundary in boundaries if boundary.shape.intersects(place)), None)
    district.route("manhole_missing", found.id if found else None, _AT_MS)


def _boundaries() -> list[Boundary]:
    south, west = CENTRE
    found = []
    for number in range(_ROWS * _ROWS):
        row, column = divmod(number, _ROWS)
        lat, lng = south + row * _SIDE, west + column * _SIDE
        shape = shapely.segmentize(shapely.box(lng, lat, lng + _SIDE, lat + _SIDE), _CORNERS_APART)
        found.append(Boundary(number + 1, Community(f"c{number}", f"c{number}"), shape))
    return found


def _points(count: int) -> list[Point]:
    chance = random.Random(1)  # noqa: S311  places, no secrets
    south, west = CENTRE
    return [(south + chance.random() * _ROWS * _SIDE, west + chance.random() * _ROWS * _SIDE) for _ in range(count)]
