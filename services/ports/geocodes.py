"""The repository of geocoders' answers."""

from dataclasses import dataclass
from typing import Protocol

from domain.geo.positions import Position


@dataclass(frozen=True, slots=True)
class Geocode:
    """One answer of a geocoder.

    Attributes:
        key: The key of the query, as `services.geo.geocoding` builds it.
        name: The name of the place or road; "" if the geocoder found none.
        position: The position of an address; None for the name of a road.
        asked_at: When it was asked, ms UTC.
    """

    key: str
    name: str
    position: Position | None
    asked_at: int


class Geocodes(Protocol):
    """The repository of geocoders' answers, so that each question is asked once."""

    async def get(self, key: str) -> Geocode | None:
        """Return the answer with this key, or None."""

    async def put(self, answer: Geocode) -> None:
        """Insert an answer, or replace an older one with the same key."""

    async def purge(self, found_before: int, unknown_before: int) -> int:
        """Remove old answers and return how many were removed.

        Answers with a result are removed if older than `found_before`, those without one if older than
        `unknown_before`; both are ms UTC.
        """
