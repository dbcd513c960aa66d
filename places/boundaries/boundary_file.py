"""Reading a GeoJSON file of communities, feature by feature, with all its problems."""

import json
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from domain.district.district import Community
from domain.district.problems import BadValue, InFile, Problem
from domain.geo.datums import WGS84, datum_named, to_wgs84
from places.boundaries.boundaries import Boundary

_POLYGONS = ("Polygon", "MultiPolygon")
_SHOWN_PROPERTIES = 8
_STEP = 0.001
"""Degrees between corners before conversion: a line straight in one datum is bent in another, by 1 mm in 100 m."""


@dataclass(frozen=True, slots=True)
class Properties:
    """The names of the properties with a community's id and, if any, its name.

    ``datum`` is the declared datum of the coordinates; None if only the file itself may name it.
    """

    id: str
    name: str | None
    datum: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The communities of a file in order, and the ids of all its features, including refused ones."""

    boundaries: list[Boundary]
    ids: frozenset[str]


def read_boundaries(text: str, file: str, properties: Properties, problems: list[Problem]) -> Reading:
    """Read a feature collection in any of the three datums; refused features are left out and added to `problems`."""
    boundaries: list[Boundary] = []
    numbers: dict[str, int] = {}
    document = _document(text, file, problems)
    datum = _datum(document.get("crs"), properties.datum, file, problems)
    for number, feature in enumerate(document.get("features", ()), 1):
        try:
            community = _read_community(feature, properties)
            _check_new(community.id, numbers.setdefault(community.id, number), number, properties)
            boundaries.append(Boundary(number, community, _read_shape(feature.get("geometry"), datum)))
        except BadValue as refused:
            problems.append(refused.problem(file, InFile(feature=number)))
    return Reading(boundaries, frozenset(numbers))


def _document(text: str, file: str, problems: list[Problem]) -> dict[str, Any]:
    """Return the whole file; empty if it cannot be read or has no features."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        problems.append(Problem("json_syntax", file, InFile(line=error.lineno), {"reason": error.msg}))
        return {}
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features:
        problems.append(Problem("no_features", file, InFile(key="features")))
        return {}
    return dict(document)


def _datum(system: object, declared: str | None, file: str, problems: list[Problem]) -> str:
    """Return the datum that the file's ``crs`` names, else the declared one, else WGS-84.

    A contradiction between the two is added to `problems`.
    """
    if system is None:
        return declared or WGS84
    named = datum_named(_system_name(system))
    if named is None:
        problems.append(Problem("crs_unsupported", file, InFile(key="crs"), {"value": json.dumps(system)}))
    elif declared not in {None, named}:
        details = {"value": named, "declared": str(declared)}
        problems.append(Problem("crs_contradiction", file, InFile(key="crs"), details))
    return named or declared or WGS84


def _system_name(system: object) -> str:
    """Return the name in a ``crs`` member: plain text, or an object as in GeoJSON 2008."""
    properties = system.get("properties") if isinstance(system, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else system
    return name if isinstance(name, str) else ""


def _read_community(feature: Any, properties: Properties) -> Community:
    if not isinstance(feature, dict):
        raise BadValue("not_a_feature", key="features")
    named = feature.get("properties") or {}
    identifier = named.get(properties.id)
    if isinstance(identifier, bool) or not isinstance(identifier, str | int) or not str(identifier).strip():
        known = ", ".join(list(named)[:_SHOWN_PROPERTIES])
        raise BadValue("community_without_id", key=properties.id, known=known)
    name = named.get(properties.name) if properties.name else None
    return Community(str(identifier).strip(), str(name or identifier).strip())


def _check_new(identifier: str, first: int, number: int, properties: Properties) -> None:
    if first != number:
        raise BadValue("community_twice", key=properties.id, value=identifier, first_feature=str(first))


def _read_shape(geometry: object, datum: str) -> BaseGeometry:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in _POLYGONS:
        raise BadValue("not_a_polygon", key="geometry", value=str(kind))
    try:
        shape = shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    except (ShapelyError, ValueError) as error:
        raise BadValue("broken_polygon", key="geometry", reason=str(error)) from error
    _check_coordinates(shape)
    _check_valid(shape)  # before conversion as well, as it could repair a broken shape
    shape = _in_wgs84(shape, datum)
    _check_valid(shape)
    return shape


def _check_valid(shape: BaseGeometry) -> None:
    if shape.is_empty or not shape.is_valid:
        raise BadValue("broken_polygon", key="geometry", reason=shapely.is_valid_reason(shape))


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
    position = f"{longitudes[first]}, {latitudes[first]}"
    raise BadValue("coordinates_swapped" if swapped else "coordinates_range", key="geometry", value=position)
