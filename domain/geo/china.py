"""The test whether a place is in mainland China, whose maps are shifted."""

import math
from collections.abc import Iterator
from functools import cache
from typing import Final

from domain.geo.china_outline import RINGS

Edge = tuple[float, float, float, float]

_BANDS_PER_DEGREE: Final = 4
"""The outline's edges are grouped by bands of latitude, so that a point is compared with few edges."""


def in_china(lat: float, lng: float) -> bool:
    """Return whether a place (WGS-84 degrees) is inside the outline of mainland China; False for NaN.

    Hong Kong, Macau and Taiwan are outside. Edges west of the point are counted
    (https://en.wikipedia.org/wiki/Even-odd_rule).
    """
    south, west, north, east, bands = _bands()
    if not (south <= lat <= north and west <= lng <= east):
        return False
    inside = False
    for lat_1, lng_1, lat_2, lng_2 in bands.get(math.floor(lat * _BANDS_PER_DEGREE), ()):
        if (lat_1 > lat) != (lat_2 > lat) and lng > lng_1 + (lat - lat_1) * (lng_2 - lng_1) / (lat_2 - lat_1):
            inside = not inside
    return inside


@cache
def _bands() -> tuple[float, float, float, float, dict[int, tuple[Edge, ...]]]:
    """Return the outline's south, west, north and east limits and its edges by band; computed on first use."""
    bands: dict[int, list[Edge]] = {}
    edges = [edge for ring in RINGS for edge in _edges(ring)]
    for edge in edges:
        low, high = sorted((edge[0], edge[2]))
        for band in range(math.floor(low * _BANDS_PER_DEGREE), math.floor(high * _BANDS_PER_DEGREE) + 1):
            bands.setdefault(band, []).append(edge)
    lats, lngs = [edge[0] for edge in edges], [edge[1] for edge in edges]
    found = {band: tuple(some) for band, some in bands.items()}
    return min(lats), min(lngs), max(lats), max(lngs), found


def _edges(ring: str) -> Iterator[Edge]:
    corners: list[tuple[float, float]] = []
    lat = lng = 0
    for step in ring.split():
        east, north = step.split(",")
        lat, lng = lat + int(north), lng + int(east)
        corners.append((lat / 1000, lng / 1000))
    for (lat_1, lng_1), (lat_2, lng_2) in zip(corners, corners[1:] + corners[:1], strict=True):
        yield lat_1, lng_1, lat_2, lng_2
