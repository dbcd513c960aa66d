"""Places with a name: what kinds there are, how exactly a name says where, and what asks for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from domain.geo.positions import Point, Position, distance_m


class PlaceKind(StrEnum):
    """What a name stands for, in the order in which a text's names are believed: the more exact first."""

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
"""Metres around its point in which somebody who names such a place may stand; a known extent goes before it."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """A named place of the district; `path` its points as (latitude, longitude) in WGS-84, for a street several."""

    name: str
    kind: PlaceKind
    path: tuple[tuple[float, float], ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """Where a name says that something is.

    Attributes:
        name: as the district or a geocoder writes it.
        lat, lng: degrees in WGS-84, whatever `datum` it was listed in.
        accuracy_m: metres.
        alone: the text says nothing else.
    """

    name: str
    lat: float
    lng: float
    accuracy_m: float
    datum: str = "wgs84"
    alone: bool = False

    def position(self, at: int) -> Position:
        """The same as a position that was given at this time, ms UTC."""
        return Position(self.lat, self.lng, self.datum, PLACE_SOURCE, self.accuracy_m, at)


PLACE_SOURCE = "place"
"""Source of a position that was given by name or address."""

EXACT_M = 200.0
"""Metres up to which a name says well enough where something is."""


def is_exact(position: Position | None) -> bool:
    """Whether a place is known, and not only a long street or a whole community by its name."""
    return position is not None and (position.source != PLACE_SOURCE or (position.accuracy_m or 0) <= EXACT_M)


@dataclass(frozen=True, slots=True)
class Nearby:
    """The nearest place with a name; `distance_m` in metres, None where only the name is known."""

    name: str
    distance_m: float | None = None


class Gazetteer(Protocol):
    """The district's own names, in memory."""

    def find(self, text: str, near: Point | None = None) -> NamedPlace | None:
        """The most exact place that a text names; None where it names none, or one of several of a name.

        Of several, the one close to `near` is meant.
        """

    def nearest(self, point: Point) -> Nearby | None:
        """The nearest street or landmark within some 200 m."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A bare point in WGS-84 degrees."""

    lat: float
    lng: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """The rectangle of parallels and meridians around a district, in WGS-84 degrees."""

    south: float
    west: float
    north: float
    east: float

    def away_m(self, lat: float, lng: float) -> float:
        """Metres from a point to the rectangle, 0 inside."""
        closest = Spot(min(max(lat, self.south), self.north), min(max(lng, self.west), self.east))
        return distance_m(Spot(lat, lng), closest)
