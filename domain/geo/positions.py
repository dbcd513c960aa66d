"""Positions: validity, distance, and the grid that finds neighbours."""

import math
from dataclasses import dataclass
from typing import Final, Protocol

EARTH_RADIUS_M: Final = 6_371_008.8
"""The mean radius of WGS-84, (2a + b) / 3, in metres (IUGG)."""

METRES_PER_DEGREE: Final = math.pi * EARTH_RADIUS_M / 180
CELL_M: Final = 64
"""The height of a grid row in metres; a cell is at least as wide."""

_ROW_DEGREES: Final = CELL_M / METRES_PER_DEGREE
_LAST_ROW: Final = math.ceil(180 / _ROW_DEGREES) - 1
_ROW_STRIDE: Final = 1 << 20  # more than the 625,478 columns of the row at the equator
_ROUNDING: Final = 1e-9  # degrees, a tenth of a millimetre: rounding never loses a point on the rim


class Point(Protocol):
    """Anything with a latitude and a longitude in degrees, such as a position or a report."""

    @property
    def lat(self) -> float:
        """Degrees north, -90 to 90."""

    @property
    def lng(self) -> float:
        """Degrees east, -180 to 180."""


LatLng = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class Position:
    """A position in WGS-84 degrees, with its original datum and its source.

    Attributes:
        datum: The source's datum before conversion: "wgs84", "gcj02" or "bd09".
        source: "exif", "live", "location", "venue", "typed", "plus_code", "link", "place" or "last".
        accuracy_m: Metres, None if unknown.
        taken_at: ms UTC, None if unknown.
    """

    lat: float
    lng: float
    datum: str
    source: str
    accuracy_m: float | None = None
    taken_at: int | None = None

    @property
    def usable(self) -> bool:
        """Whether it can be a real place, see `is_usable`."""
        return is_usable(self.lat, self.lng)


def is_usable(lat: float, lng: float) -> bool:
    """Return whether two numbers can be a place: finite, in range, and not the 0,0 of a receiver without a fix."""
    return (
        math.isfinite(lat)
        and math.isfinite(lng)
        and abs(lat) <= 90  # noqa: PLR2004  the poles
        and abs(lng) <= 180  # noqa: PLR2004  the antimeridian
        and (lat, lng) != (0, 0)
    )


def distance_m(a: Point, b: Point) -> float:
    """Return the metres between two points by the equirectangular approximation.

    The longitude is scaled by the cosine of the mean latitude
    (https://en.wikipedia.org/wiki/Equirectangular_projection). The result is within 0.1 % of the great circle up to 1
    km and below 70 degrees of latitude, but not across a pole.
    """
    east = abs(a.lng - b.lng)
    east = min(east, 360 - east) * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot(east, a.lat - b.lat) * METRES_PER_DEGREE


def cell_of(lat: float, lng: float) -> int:
    """Return the grid cell of a point: its row from the south pole times 2^20, plus its column from 180 degrees west.

    A row is 64 m high and has whole columns at least 64 m wide at its narrower edge. The number fits in 39 bits.
    """
    row = _row_of(lat)
    return row * _ROW_STRIDE + _column_of(lng, _columns_in(row))


def cells_within(lat: float, lng: float, radius_m: float) -> list[tuple[int, int]]:
    """Return the cells with all points within `radius_m` metres (by `distance_m`), as inclusive ranges.

    There is one range per row, or two across the antimeridian: 7 or 8 ranges for 200 m. The cells reach beyond the
    circle, so the caller must measure the results.
    """
    reach = radius_m / METRES_PER_DEGREE + _ROUNDING
    ranges: list[tuple[int, int]] = []
    for row in range(_row_of(lat - reach), _row_of(lat + reach) + 1):
        base = row * _ROW_STRIDE
        columns = _columns_in(row)
        half_width = _reach_in_row(lat, row, reach)
        ranges.extend((base + low, base + high) for low, high in _column_ranges(lng, half_width, columns))
    return ranges


def box_within(lat: float, lng: float, radius_m: float) -> tuple[float, float, float, float]:
    """Return south, north, west and east (degrees) of a box with all points within `radius_m` metres (by `distance_m`).

    It spans all longitudes if the circle touches the antimeridian or a pole.
    """
    reach = radius_m / METRES_PER_DEGREE + _ROUNDING
    shrink = math.cos(math.radians(min(abs(lat) + reach, 90)))
    half_width = 180.0 if shrink * 180 <= reach else reach / shrink + _ROUNDING
    whole = abs(lng) + half_width >= 180  # noqa: PLR2004  the antimeridian
    return (lat - reach, lat + reach, *((-180.0, 180.0) if whole else (lng - half_width, lng + half_width)))


def _row_of(lat: float) -> int:
    return min(max(math.floor((lat + 90) / _ROW_DEGREES), 0), _LAST_ROW)


def _columns_in(row: int) -> int:
    south = row * _ROW_DEGREES - 90
    polar_edge = min(max(abs(south), abs(south + _ROW_DEGREES)), 90)
    around_m = 360 * METRES_PER_DEGREE * math.cos(math.radians(polar_edge))
    return max(1, int(around_m / CELL_M))


def _column_of(lng: float, columns: int) -> int:
    return min(int((lng + 180) / 360 * columns), columns - 1)


def _reach_in_row(lat: float, row: int, reach: float) -> float:
    """Return the degrees of longitude that `reach` degrees of latitude span at the row's shortest parallel."""
    south = row * _ROW_DEGREES - 90
    farthest_mean = max(abs(lat + south), abs(lat + south + _ROW_DEGREES)) / 2
    shrink = math.cos(math.radians(min(farthest_mean, 90)))
    return 180.0 if shrink * 180 <= reach else reach / shrink


def _column_ranges(lng: float, half_width: float, columns: int) -> list[tuple[int, int]]:
    west, east = lng - half_width, lng + half_width
    first, last = _column_of(_wrapped(west), columns), _column_of(_wrapped(east), columns)
    if west >= -180 and east <= 180:  # noqa: PLR2004  the antimeridian
        return [(first, last)]
    if half_width >= 180 or first <= last:  # noqa: PLR2004  all around, or both ends in one column
        return [(0, columns - 1)]
    return [(0, last), (first, columns - 1)]


def _wrapped(lng: float) -> float:
    return lng if -180 <= lng <= 180 else (lng + 180) % 360 - 180  # noqa: PLR2004  the antimeridian
