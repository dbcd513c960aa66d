"""A rest station for riders: where it is, when it is open and what it has."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from domain.district.clocks import Calendar

AT_STATION_M: Final = 150.0
"""How far from a station may be what is at it: a phone's accuracy between houses, and the yard around it."""


class Amenity(StrEnum):
    """What a station may have, in the order in which it is listed."""

    WATER = "water"
    CHARGING = "charging"
    MICROWAVE = "microwave"
    REST = "rest"
    READING = "reading"
    UMBRELLA = "umbrella"
    AIRCON = "aircon"
    TOILET = "toilet"
    FIRST_AID = "firstaid"


@dataclass(frozen=True, slots=True)
class StationPhoto:
    """A picture file of the district's folder; its mark is equal for equal contents, and alone tells pictures apart."""

    path: str = field(compare=False)
    mark: str


@dataclass(frozen=True, slots=True)
class Station:
    """A station in WGS-84 degrees.

    ``queue`` is the id of the queue that looks after it. ``opening`` has its hours, with those of statutory holidays.
    ``capacity`` is how many it holds, None if nobody said. ``zh`` and ``en`` are its names, ``address`` its own words
    for where it is, ``contact`` a telephone of the station's service; "" where there is none.
    """

    id: str
    zh: str
    en: str
    lat: float
    lng: float
    queue: str
    opening: Calendar
    amenities: tuple[Amenity, ...] = ()
    capacity: int | None = None
    address: str = ""
    contact: str = ""
    photo: StationPhoto | None = None

    def has(self, amenities: frozenset[Amenity]) -> bool:
        """Return whether it has all of these."""
        return amenities <= {*self.amenities}
