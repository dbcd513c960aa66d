"""The three datums of places in China, WGS-84, GCJ-02 and BD-09, and the conversions between them."""

import math
from collections.abc import Callable, Mapping
from typing import Final

from domain.geo.china import in_china
from domain.geo.positions import LatLng, Position

WGS84: Final = "wgs84"
GCJ02: Final = "gcj02"
BD09: Final = "bd09"


_NAMES: Final[Mapping[str, str]] = {
    "WGS84": WGS84,
    "WGS1984": WGS84,
    "CRS84": WGS84,
    "OGCCRS84": WGS84,
    "EPSG4326": WGS84,
    "4326": WGS84,
    "CGCS2000": WGS84,
    "EPSG4490": WGS84,
    "4490": WGS84,
    "GCJ02": GCJ02,
    "BD09": BD09,
    "BD09LL": BD09,
}

_PROJECTED: Final = (
    (3857, 900913, 102100),  # Web Mercator
    range(4491, 4555),  # CGCS2000, Gauss-Krüger
    range(2327, 2443),  # Xian 1980
    range(2401, 2443),  # Beijing 1954
    range(21413, 21464),
    range(32601, 32661),  # UTM
    range(32701, 32761),
)
"""EPSG codes of systems of metres in use in China."""

_LONGEST_CODE: Final = 6

_AXIS_M: Final = 6_378_245.0
_ECCENTRICITY_2: Final = 0.00669342162296594323
"""The semi-major axis and squared eccentricity of Krasovsky 1940, which GCJ-02 uses."""

_BD_TURNS: Final = math.pi * 3000 / 180
_CLOSE: Final = 1e-10
"""Degrees, a hundredth of a millimetre: the precision of the inverse conversion."""

_ROUNDS: Final = 12
"""Each round reduces the error to a twentieth or less; six are enough anywhere in China."""


def datum_named(name: str) -> str | None:
    """Return the datum with this name, as in "GCJ-02", "BD09LL" or "EPSG:4326"; None for any other.

    Of an OGC name such as urn:ogc:def:crs:EPSG::4326 or http://www.opengis.net/def/crs/EPSG/0/4326 the last part is
    used. CGCS2000, China's own (EPSG:4490), lies within a metre of WGS-84 and counts as that.
    """
    bare = name.rpartition(":")[2] if name.lower().startswith("urn:") else name.rpartition("/")[2]
    return _NAMES.get("".join(filter(str.isalnum, bare)).upper())


def is_projected(name: str) -> bool:
    """Return whether a name is that of a known system of metres: Web Mercator, Gauss-Krüger zones, UTM."""
    code = name.replace("/", ":").rpartition(":")[2]
    words = name.casefold()
    is_zone = code.isdecimal() and len(code) <= _LONGEST_CODE and any(int(code) in zones for zones in _PROJECTED)
    return is_zone or any(word in words for word in ("mercator", "gauss", "utm", "zone", "3857", "900913"))


def from_wgs84(lat: float, lng: float, datum: str) -> LatLng:
    """Convert a WGS-84 position to `datum`; outside mainland China it stays the same.

    Raises:
        KeyError: The datum is not one of the three.
    """
    forth = _FORTH[datum]
    return forth(lat, lng) if in_china(lat, lng) else (lat, lng)


def to_wgs84(lat: float, lng: float, datum: str) -> LatLng:
    """Convert a position in `datum` to WGS-84, with an error below a millimetre.

    The inverse is found by fixed-point iteration, so it undoes `from_wgs84` everywhere. At the outline both sides
    overlap for some hundred metres; a position that can be in China is taken as such.

    Raises:
        KeyError: The datum is not one of the three.
    """
    forth = _FORTH[datum]
    if datum == WGS84 or not _may_be_china(lat, lng):
        return lat, lng
    there = _back(forth, lat, lng)
    return there if in_china(*there) or in_china(lat, lng) else (lat, lng)


def position_on(
    datum: str, lat: float, lng: float, source: str, accuracy_m: float | None = None, taken_at: int | None = None
) -> Position:
    """Return a WGS-84 position from one in `datum`, and record the datum in it."""
    return Position(*to_wgs84(lat, lng, datum), datum, source, accuracy_m, taken_at)


def _stays(lat: float, lng: float) -> LatLng:
    return lat, lng


def _to_gcj02(lat: float, lng: float) -> LatLng:
    """Convert WGS-84 to GCJ-02 by the formula that is widely published, though not by its makers.

    https://en.wikipedia.org/wiki/Restrictions_on_geographic_data_in_China#GCJ-02: a polynomial of the distance to 35 N
    105 E plus waves of 2/3, 2, 6, 24 and 60 degrees, in metres on Krasovsky's ellipsoid.
    """
    x, y = lng - 105.0, lat - 35.0
    root = math.sqrt(abs(x))
    ripple = (20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + ripple
    north += (20 * math.sin(y * math.pi) + 40 * math.sin(y / 3 * math.pi)) * 2 / 3
    north += (160 * math.sin(y / 12 * math.pi) + 320 * math.sin(y / 30 * math.pi)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + ripple
    east += (20 * math.sin(x * math.pi) + 40 * math.sin(x / 3 * math.pi)) * 2 / 3
    east += (150 * math.sin(x / 12 * math.pi) + 300 * math.sin(x / 30 * math.pi)) * 2 / 3
    angle = math.radians(lat)
    bulge = 1 - _ECCENTRICITY_2 * math.sin(angle) ** 2
    meridian = _AXIS_M * (1 - _ECCENTRICITY_2) / (bulge * math.sqrt(bulge))
    parallel = _AXIS_M / math.sqrt(bulge) * math.cos(angle)
    return lat + math.degrees(north / meridian), lng + math.degrees(east / parallel)


def _to_bd09(lat: float, lng: float) -> LatLng:
    """Convert WGS-84 to BD-09: Baidu rotates and scales GCJ-02.

    Published in https://github.com/wandergis/coordtransform and many other places. The inverse published there is only
    an approximation and not used here.
    """
    y, x = _to_gcj02(lat, lng)
    radius = math.hypot(x, y) + 0.00002 * math.sin(y * _BD_TURNS)
    angle = math.atan2(y, x) + 0.000003 * math.cos(x * _BD_TURNS)
    return radius * math.sin(angle) + 0.006, radius * math.cos(angle) + 0.0065


_FORTH: Final[Mapping[str, Callable[[float, float], LatLng]]] = {WGS84: _stays, GCJ02: _to_gcj02, BD09: _to_bd09}
"""The conversion from WGS-84 to each datum."""

DATUMS: Final = tuple(_FORTH)


def _may_be_china(lat: float, lng: float) -> bool:
    """Return whether a place in any datum may be in China; the formulas are valid only there."""
    return 15 <= lat <= 54 and 73 <= lng <= 135.5  # noqa: PLR2004  a rectangle around the outline


def _back(forth: Callable[[float, float], LatLng], lat: float, lng: float) -> LatLng:
    """Return the place that `forth` maps to (lat, lng), by correcting the error repeatedly."""
    lat_0, lng_0 = lat, lng
    for _ in range(_ROUNDS):
        lat_1, lng_1 = forth(lat_0, lng_0)
        north, east = lat - lat_1, lng - lng_1
        lat_0, lng_0 = lat_0 + north, lng_0 + east
        if abs(north) + abs(east) < _CLOSE:
            break
    return lat_0, lng_0
