"""What geocoders answered."""

from dataclasses import dataclass
from typing import Protocol

from domain.geo.positions import Position


@dataclass(frozen=True, slots=True)
class Geocode:
    """What a geocoder answered.

    Attributes:
        key: what was asked for, as `services.reporting.place_names` writes it.
        name: of the place or of the road there, "" where the geocoder knew none.
        position: of a place asked for by its name, else None.
        asked_at: ms UTC.
    """

    key: str
    name: str
    position: Position | None
    asked_at: int


class Geocodes(Protocol):
    """What geocoders answered, so that they are asked once."""

    async def get(self, key: str) -> Geocode | None:
        """By key."""

    async def put(self, answer: Geocode) -> None:
        """Insert, or take the place of an older answer."""

    async def purge(self, found_before: int, unknown_before: int) -> int:
        """Remove answers older than the first time, those that found nothing older than the second; ms UTC."""
