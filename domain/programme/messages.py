"""The messages of the rider programme."""

from dataclasses import dataclass

from domain.messages import Notice


@dataclass(frozen=True, slots=True)
class PlaceWanted(Notice, name="place_wanted"):
    """The question where the rider is, to find stations or to check in at one.

    Attributes:
        station: The id of the station at which they check in, "" to find some.
        unknown: Whether words were given that name no place.
    """

    station: str = ""
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class StationsShown(Notice, name="stations"):
    """The stations nearest to a place that are open; with all of some amenities, as a mask of these."""

    lat: float
    lng: float
    amenities: int = 0


@dataclass(frozen=True, slots=True)
class StationShown(Notice, name="station"):
    """One station.

    Attributes:
        station: Its id.
        place: Where the rider looks from, as `domain.programme.stations.mark_of`; 0 if that is not known.
    """

    station: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class StationPin(Notice, name="station_pin"):
    """A station's position on a map."""

    station: str
