"""Reading a GeoJSON file of communities, feature by feature, with all its problems."""

from dataclasses import dataclass
from typing import Any

from domain.district.district import Community
from domain.district.json_text import parse_json
from domain.district.problems import BadValue, InFile, Problem, Severity
from domain.geo.datums import WGS84, datum_named, is_projected
from places.boundaries.boundaries import Boundary
from places.boundaries.shapes import read_shape

_SHOWN_PROPERTIES = 8
_SHOWN_SYSTEM = 80


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
            if datum is None:
                continue  # every number would be refused; once is enough
            shape, touches = read_shape(feature.get("geometry"), datum)
        except BadValue as refused:
            problems.append(refused.problem(file, InFile(feature=number)))
            continue
        boundaries.append(Boundary(number, community, shape))
        if touches:
            place = InFile(feature=number, key=community.id)
            problems.append(Problem("polygon_repaired", file, place, {"reason": touches}, Severity.WARNING))
    return Reading(boundaries, frozenset(numbers))


def _document(text: str, file: str, problems: list[Problem]) -> dict[str, Any]:
    """Return the whole file; empty if it cannot be read or has no features."""
    try:
        document = parse_json(text)
    except BadValue as refused:
        problems.append(refused.problem(file))
        return {}
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features:
        problems.append(Problem("no_features", file, InFile(key="features")))
        return {}
    return dict(document)


def _datum(system: object, declared: str | None, file: str, problems: list[Problem]) -> str | None:
    """Return the datum that the file's ``crs`` names, else the declared one, else WGS-84; None for a system of metres.

    That, an unknown system, and a contradiction between the two are added to `problems`.
    """
    if system is None:
        return declared or WGS84
    name = _system_name(system)
    named = datum_named(name)
    projected = named is None and is_projected(name)
    if named is None:
        code = "crs_projected" if projected else "crs_unsupported"
        problems.append(Problem(code, file, InFile(key="crs"), {"value": (name or repr(system))[:_SHOWN_SYSTEM]}))
    elif declared not in {None, named}:
        details = {"value": named, "declared": str(declared)}
        problems.append(Problem("crs_contradiction", file, InFile(key="crs"), details))
    return None if projected else named or declared or WGS84


def _system_name(system: object) -> str:
    """Return the name in a ``crs`` member: plain text, or an object as in GeoJSON 2008, also by its EPSG code."""
    properties = system.get("properties") if isinstance(system, dict) else None
    if isinstance(properties, dict) and type(properties.get("code")) is int:
        return str(properties["code"])
    name = properties.get("name") if isinstance(properties, dict) else system
    return name if isinstance(name, str) else ""


def _read_community(feature: Any, properties: Properties) -> Community:
    if not isinstance(feature, dict):
        raise BadValue("not_a_feature", key="features")
    named = feature.get("properties")
    named = named if isinstance(named, dict) else {}
    identifier = named.get(properties.id)
    if isinstance(identifier, bool) or not isinstance(identifier, str | int) or not str(identifier).strip():
        known = ", ".join(list(named)[:_SHOWN_PROPERTIES])
        raise BadValue("community_without_id", key=properties.id, known=known)
    name = named.get(properties.name) if properties.name else None
    return Community(str(identifier).strip(), str(name or identifier).strip())


def _check_new(identifier: str, first: int, number: int, properties: Properties) -> None:
    if first != number:
        raise BadValue("community_twice", key=properties.id, value=identifier, first_feature=str(first))
