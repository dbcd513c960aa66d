"""The stations nearest to a place that are open, or else those that open first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from domain.district.stations import Amenity, Station
from domain.geo.datums import WGS84
from domain.geo.positions import Point, Position
from domain.programme.ways import Way

SHOWN: Final = 3
"""How many stations are offered at once."""

CONSIDERED: Final = 40
"""Among how many of the nearest those are looked for that open first, where none is open."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A station, the way to it, and when it opens and closes (ms UTC): from a time before now on if it is open.

    `closes` is None where it is open round the clock.
    """

    station: Station
    way: Way
    opens: int
    closes: int | None

    def is_open(self, at: int) -> bool:
        """Return whether it is open at a time that is not before the one it was made for."""
        return self.opens <= at and (self.closes is None or at < self.closes)


def offer_of(station: Station, place: Point, at: int) -> Offer:
    """Return a station as it is seen from a place at a time, ms UTC."""
    opens, closes = station.opening.stretch(at)
    return Offer(station, Way.between(place, station), opens, closes)


def nearest(stations: Iterable[Station], place: Point, amenities: frozenset[Amenity], at: int) -> list[Offer]:
    """Return at most three stations with all these amenities, the nearest first, that are open at a time (ms UTC).

    Where none is open, those of the nearest that open first.
    """
    found = _by_distance(stations, place, amenities)
    is_open = (station for station in found if station.opening.is_open(at))
    offers = [offer_of(station, place, at) for station in islice(is_open, SHOWN)]
    return (
        offers
        or sorted((offer_of(station, place, at) for station in found[:CONSIDERED]), key=lambda offer: offer.opens)[
            :SHOWN
        ]
    )


def _by_distance(stations: Iterable[Station], place: Point, amenities: frozenset[Amenity]) -> list[Station]:
    suitable: Iterator[Station] = (station for station in stations if station.has(amenities))
    return sorted(suitable, key=lambda station: (Way.between(place, station).straight_m, station.id))


def mask_of(amenities: Iterable[Amenity]) -> int:
    """Return a number for these amenities, a bit for each in the order of the table."""
    return sum(1 << number for number, amenity in enumerate(Amenity) if amenity in {*amenities})


def of_mask(mask: int) -> frozenset[Amenity]:
    """Return the amenities of such a number; further bits mean nothing."""
    return frozenset(amenity for number, amenity in enumerate(Amenity) if mask >> number & 1)


def mark_of(place: Point) -> int:
    """Return a number for a place to five decimals, about a metre; never 0."""
    return (round((place.lat + _LAT) * _SCALE)) * _WIDTH + round((place.lng + _LNG) * _SCALE) + 1


def of_mark(mark: int) -> Position | None:
    """Return the place of such a number; None for 0, and for one that is no place."""
    north, east = divmod(mark - 1, _WIDTH)
    place = Position(round(north / _SCALE - _LAT, 5), round(east / _SCALE - _LNG, 5), WGS84, "location")
    return place if mark > 0 and place.usable else None


_LAT, _LNG, _SCALE = 90, 180, 100_000
_WIDTH: Final = 2 * _LNG * _SCALE + 1
