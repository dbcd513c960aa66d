"""Overlaps and gaps between communities' polygons."""

import math
from collections.abc import Iterator, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from domain.district.problems import InFile, Problem, Severity
from domain.geo.positions import METRES_PER_DEGREE
from places.boundaries.boundaries import Boundary

LEAST_M2 = 1.0
MOST_M2 = 100.0
MOST_SHARE = 0.01
"""The part of the smaller community that two official outlines may have in common."""


def fit_problems(boundaries: Sequence[Boundary], file: str) -> Iterator[Problem]:
    """Yield overlaps above 1 % of the smaller community as errors, smaller ones and gaps up to 100 m² as warnings.

    What is below 1 m² is ignored.
    """
    if boundaries:
        yield from _overlaps(boundaries, file)
        yield from _gaps(boundaries, file)


def area_m2(shape: BaseGeometry) -> float:
    """Return the area of a small shape in degrees, in square metres (equirectangular, at the shape's latitude)."""
    if shape.is_empty:
        return 0.0
    return float(shape.area) * METRES_PER_DEGREE**2 * math.cos(math.radians(shape.centroid.y))


def _overlaps(boundaries: Sequence[Boundary], file: str) -> Iterator[Problem]:
    shapes = [boundary.shape for boundary in boundaries]
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects").T.tolist()
    for first, second in sorted((one, other) for one, other in pairs if one < other):
        common = shapely.intersection(shapes[first], shapes[second])
        area = area_m2(common)
        if area < LEAST_M2:
            continue
        earlier, later = boundaries[first], boundaries[second]
        share = area / min(area_m2(shapes[first]), area_m2(shapes[second]))
        details = {"one": earlier.community.id, "other": later.community.id, "share": f"{share:.2%}"}
        details |= _where(common, area)
        severity = Severity.ERROR if share > MOST_SHARE else Severity.WARNING
        yield Problem("overlap", file, InFile(feature=later.feature, key=later.community.id), details, severity)


def _gaps(boundaries: Sequence[Boundary], file: str) -> Iterator[Problem]:
    """Yield small holes in the district; larger ones are left out on purpose by the operator."""
    whole = shapely.union_all([boundary.shape for boundary in boundaries])
    for part in shapely.get_parts(whole):
        for ring in part.interiors:
            gap = shapely.Polygon(ring)
            area = area_m2(gap)
            if LEAST_M2 <= area <= MOST_M2:
                yield Problem("gap", file, details=_where(gap, area), severity=Severity.WARNING)


def _where(shape: BaseGeometry, area: float) -> dict[str, str]:
    middle = shape.representative_point()
    return {"area": f"{area:.0f}", "at": f"{middle.y:.6f}, {middle.x:.6f}"}
