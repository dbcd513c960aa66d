"""The communities' polygons, and the search for the one that contains a position."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from domain.district.district import Community
from domain.geo.coverage import Uncovered
from domain.geo.place_names import Bounds, Landmark, PlaceKind
from domain.geo.positions import METRES_PER_DEGREE, Point
from domain.geo.rings import Ring
from places.boundaries import circles


@dataclass(frozen=True, slots=True)
class Boundary:
    """A community with its polygons; x is the longitude and y the latitude in WGS-84 degrees.

    ``feature`` is its number in the file, from 1.
    """

    feature: int
    community: Community
    shape: BaseGeometry


class CommunityIndex:
    """Finds a position's community in microseconds; on an edge or overlap the first in the file counts."""

    def __init__(self, boundaries: Sequence[Boundary]) -> None:
        self.communities = {boundary.community.id: boundary.community for boundary in boundaries}
        self._boundaries: tuple[Boundary, ...] = tuple(boundaries)
        shapes = [boundary.shape for boundary in boundaries]
        shapely.prepare(shapes)
        self._tree = shapely.STRtree(shapes)

    def find(self, lat: float, lng: float) -> Community | None:
        """Return the first community that contains a WGS-84 position, edge included; None if none does."""
        point = shapely.points((lng, lat))  # half the time of Point(lng, lat)
        candidates: list[int] = self._tree.query(point).tolist()
        for index in sorted(candidates):
            boundary = self._boundaries[index]
            if boundary.shape.intersects(point):
                return boundary.community
        return None

    def away_m(self, lat: float, lng: float) -> float:
        """Return the metres from a WGS-84 position to the nearest community, 0 inside; within some percent nearby."""
        flat, shrink = self._flat
        _, degrees = flat.query_nearest(shapely.Point(lng * shrink, lat), return_distance=True, all_matches=False)
        return float(degrees[0]) * METRES_PER_DEGREE if len(degrees) else math.inf

    def near(self, lat: float, lng: float, metres: float) -> list[str]:
        """Return the communities within so many metres of a WGS-84 position, within some percent, nearest first."""
        flat, shrink = self._flat
        point, degrees = shapely.Point(lng * shrink, lat), metres / METRES_PER_DEGREE
        found: list[int] = flat.query(point, predicate="dwithin", distance=degrees).tolist()
        found.sort(key=lambda index: (shapely.distance(point, flat.geometries[index]), index))
        return list(dict.fromkeys(self._boundaries[index].community.id for index in found))

    def rings(self, community: str) -> tuple[Ring, ...]:
        """Return the outlines of a community, simplified to be drawn on a map of all."""
        return self._rings[community]

    @cached_property
    def _rings(self) -> dict[str, tuple[Ring, ...]]:
        """The outlines of each community, simplified by what no picture of all of them shows."""
        bounds = self.bounds
        least = max(bounds.north - bounds.south, bounds.east - bounds.west) / _DRAWN
        shapes = shapely.simplify([boundary.shape for boundary in self._boundaries], least)
        return {
            boundary.community.id: tuple(_ring(line) for line in shapely.get_parts(shapely.boundary(shape)))
            for boundary, shape in zip(self._boundaries, shapes, strict=True)
        }

    @cached_property
    def _flat(self) -> tuple[shapely.STRtree, float]:
        """The shapes with longitudes scaled to the length of latitudes, and the scale."""
        shrink = math.cos(math.radians(self.centre[0]))
        shapes = [boundary.shape for boundary in self._boundaries]
        flat = [shapely.transform(shape, lambda points: points * (shrink, 1.0)) for shape in shapes]
        return shapely.STRtree(flat), shrink

    def uncovered(self, places: Iterable[Point], radius_m: float) -> Uncovered:
        """Return what circles of this radius around WGS-84 places leave uncovered."""
        return circles.uncovered({each.community.id: each.shape for each in self._boundaries}, places, radius_m)

    def outline(self, community: str) -> bytes:
        """Return what is equal for communities of the same name and shape, by the community's id."""
        (found,) = (each for each in self._boundaries if each.community.id == community)
        return found.community.name.encode() + bytes(shapely.to_wkb(found.shape))

    @property
    def bounds(self) -> Bounds:
        """The rectangle around all communities."""
        west, south, east, north = shapely.total_bounds([boundary.shape for boundary in self._boundaries])
        return Bounds(float(south), float(west), float(north), float(east))

    @property
    def centre(self) -> tuple[float, float]:
        """Latitude and longitude of the centre of that rectangle."""
        bounds = self.bounds
        return (bounds.south + bounds.north) / 2, (bounds.west + bounds.east) / 2

    def named(self) -> list[Landmark]:
        """Return each community as a named place: a point inside, then those of its outline."""
        return [_named(boundary) for boundary in self._boundaries]


_DRAWN: Final = 2_000
"""Into how many parts a picture divides the longer side of the district."""


def _ring(line: BaseGeometry) -> Ring:
    return tuple((float(lat), float(lng)) for lng, lat in shapely.get_coordinates(line))


def _named(boundary: Boundary) -> Landmark:
    middle = boundary.shape.representative_point()
    outline = [(float(lat), float(lng)) for lng, lat in shapely.get_coordinates(boundary.shape)]
    return Landmark(boundary.community.name, PlaceKind.COMMUNITY, ((middle.y, middle.x), *outline))
