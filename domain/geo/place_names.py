"""Named places: their kinds, how exactly a name gives the position, and the gazetteer's interface."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from domain.geo.positions import Point, Position, distance_m


class PlaceKind(StrEnum):
    """The kind of a named place, in order of preference among a text's names: the more exact first."""

    CROSSING = "crossing"
    STATION = "station"
    BUILDING = "building"
    SHOP = "shop"
    BRIDGE = "bridge"
    LANDMARK = "landmark"
    MARKET = "market"
    SCHOOL = "school"
    HOSPITAL = "hospital"
    PARK = "park"
    STREET = "street"
    COMMUNITY = "community"


ACCURACY_M: Mapping[PlaceKind, float] = {
    PlaceKind.CROSSING: 30,
    PlaceKind.STATION: 50,
    PlaceKind.BUILDING: 50,
    PlaceKind.SHOP: 50,
    PlaceKind.BRIDGE: 100,
    PlaceKind.LANDMARK: 100,
    PlaceKind.MARKET: 100,
    PlaceKind.SCHOOL: 150,
    PlaceKind.HOSPITAL: 150,
    PlaceKind.PARK: 200,
    PlaceKind.STREET: 300,
    PlaceKind.COMMUNITY: 500,
}
"""Metres around its point that the name of such a place may mean; a known extent takes precedence."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """A named place of the district; `path` holds its points as WGS-84 (latitude, longitude), several for a street."""

    name: str
    kind: PlaceKind
    path: tuple[tuple[float, float], ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """The position of a name in a text.

    Attributes:
        name: As the district or a geocoder writes it.
        lat, lng: WGS-84 degrees.
        accuracy_m: Metres.
        datum: The datum in which it was listed.
        alone: Whether the text says nothing else.
    """

    name: str
    lat: float
    lng: float
    accuracy_m: float
    datum: str = "wgs84"
    alone: bool = False

    def position(self, at: int) -> Position:
        """Return it as a position given at this time (ms UTC)."""
        return Position(self.lat, self.lng, self.datum, PLACE_SOURCE, self.accuracy_m, at)


PLACE_SOURCE = "place"
"""The source of a position given by name or address."""

EXACT_M = 200.0
"""Metres up to which the position of a name is exact enough."""


def is_exact(position: Position | None) -> bool:
    """Return whether a place is known more exactly than by a long street's or a community's name."""
    return position is not None and (position.source != PLACE_SOURCE or (position.accuracy_m or 0) <= EXACT_M)


@dataclass(frozen=True, slots=True)
class Nearby:
    """The nearest named place; `distance_m` is in metres, None if only the name is known."""

    name: str
    distance_m: float | None = None


class Gazetteer(Protocol):
    """The district's own place names."""

    def find(self, text: str, near: Point | None = None) -> NamedPlace | None:
        """Return the most exact place that a text names; None if it names none, or an ambiguous one.

        Of several places with one name, the one close to `near` is taken.
        """

    def nearest(self, point: Point) -> Nearby | None:
        """Return the nearest street or landmark within some 200 m, or None."""

    def streets(self, points: Iterable[Point]) -> frozenset[str]:
        """Return the names of the streets that are nearest to the points, each within some 200 m."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in WGS-84 degrees."""

    lat: float
    lng: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounding rectangle of a district in WGS-84 degrees."""

    south: float
    west: float
    north: float
    east: float

    def away_m(self, lat: float, lng: float) -> float:
        """Return the metres from a point to the rectangle; 0 inside."""
        closest = Spot(min(max(lat, self.south), self.north), min(max(lng, self.west), self.east))
        return distance_m(Spot(lat, lng), closest)
