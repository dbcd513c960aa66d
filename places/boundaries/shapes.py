"""Polygons of a GeoJSON file: read, checked, repaired where a ring only touches itself, and converted to WGS-84."""

import json
import math
from typing import Any, Final

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from domain.district.problems import BadValue
from domain.geo.datums import WGS84, to_wgs84

_POLYGONS: Final = ("Polygon", "MultiPolygon")
_STEP: Final = 0.001
"""Degrees between corners before conversion: a line straight in one datum is bent in another, by 1 mm in 100 m."""

_SAME_AREA: Final = 1e-9
_SHOWN_REASON: Final = 200
_DEGREES_AT_MOST: Final = 360.0


def read_shape(geometry: object, datum: str) -> tuple[BaseGeometry, str]:
    """Return a valid polygon in WGS-84, and where its ring touches itself ("" if it does not).

    Raises:
        BadValue: It is no polygon, crosses itself, or lies outside the globe.
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in _POLYGONS:
        raise BadValue("not_a_polygon", key="geometry", value=str(kind)[:_SHOWN_REASON])
    try:
        shape = shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    except (ShapelyError, ValueError, RecursionError) as error:
        raise BadValue("broken_polygon", key="geometry", reason=str(error)[:_SHOWN_REASON]) from error
    _check_coordinates(shape)
    shape, touches = _mended(shape)  # before conversion as well, as it could repair a broken shape
    shape, _ = _mended(_in_wgs84(shape, datum))
    return shape, touches


def _mended(shape: BaseGeometry) -> tuple[BaseGeometry, str]:
    """Return the shape as valid polygons, and where it was not valid.

    A ring that only touches itself encloses the same area however it is read; where it crosses itself, what it
    encloses depends on the reader, so the two areas differ.

    Raises:
        BadValue: It is empty or crosses itself.
    """
    reason = shapely.is_valid_reason(shape)
    if shape.is_empty or not shape.area:
        raise BadValue("broken_polygon", key="geometry", reason=reason)
    if shape.is_valid:
        return shape, ""
    mended = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    if not math.isclose(mended.area, shape.area, rel_tol=_SAME_AREA):
        raise BadValue("broken_polygon", key="geometry", reason=reason)
    return mended, reason


def _in_wgs84(shape: BaseGeometry, datum: str) -> BaseGeometry:
    if datum == WGS84:
        return shape

    def move(corners: Any) -> Any:
        for corner in corners:
            corner[:] = to_wgs84(corner[1], corner[0], datum)[::-1]
        return corners

    return shapely.transform(shapely.segmentize(shape, _STEP), move)


def _check_coordinates(shape: BaseGeometry) -> None:
    longitudes, latitudes = shapely.get_coordinates(shape).T
    inside = (abs(latitudes) <= 90) & (abs(longitudes) <= 180)  # noqa: PLR2004  the globe's own limits
    if inside.all():
        return
    swapped = (abs(longitudes) <= 90).all() and (abs(latitudes) <= 180).all()  # noqa: PLR2004  as above
    first = (~inside).argmax()
    x, y = longitudes[first], latitudes[first]
    metres = max(abs(x), abs(y)) > _DEGREES_AT_MOST
    code = "coordinates_swapped" if swapped else "coordinates_metres" if metres else "coordinates_range"
    raise BadValue(code, key="geometry", value=f"{x}, {y}")
