"""Which part of each community lies within so many metres of some places."""

import math
from collections.abc import Iterable, Mapping
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from domain.geo.coverage import Uncovered
from domain.geo.positions import METRES_PER_DEGREE, Point

_QUARTER: Final = 32
"""Corners of a quarter of a circle: its area is within 0.05 % of a true one's."""


def uncovered(shapes: Mapping[str, BaseGeometry], places: Iterable[Point], radius_m: float) -> Uncovered:
    """Return what circles of this radius around places leave uncovered of each community's shape (WGS-84 degrees).

    All is measured on a plane that is true to scale at the latitude of their middle; over a district of 100 km a metre
    is off by less than 1 %.
    """
    everything = shapely.union_all([*shapes.values()])
    latitude = everything.centroid.y
    centres = [_flat(shapely.Point(place.lng, place.lat), latitude) for place in places]
    circles = shapely.union_all([centre.buffer(radius_m, quad_segs=_QUARTER) for centre in centres])
    parts = {name: _part(_flat(shape, latitude), circles) for name, shape in shapes.items()}
    return Uncovered(parts, _part(_flat(everything, latitude), circles))


def _flat(shape: BaseGeometry, latitude: float) -> BaseGeometry:
    """Return a shape in metres."""
    scale = (METRES_PER_DEGREE * math.cos(math.radians(latitude)), METRES_PER_DEGREE)

    def to_metres(points: Any) -> Any:
        return points * scale

    return shapely.transform(shape, to_metres)


def _part(shape: BaseGeometry, circles: BaseGeometry) -> float:
    """Return which part of a shape lies outside of the circles."""
    return float(shapely.difference(shape, circles).area / shape.area)
