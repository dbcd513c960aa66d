"""The repository of sightings of missing persons."""

from typing import Protocol

from domain.programme.sightings import Sighting


class Sightings(Protocol):
    """The repository of sightings of missing persons."""

    async def save(self, sighting: Sighting) -> None:
        """Insert a sighting, or put what it is now in place of what it was."""

    async def get(self, sighting_id: int) -> Sighting | None:
        """Return the sighting with this id, or None."""

    async def last_of(self, missing_id: int, rider_id: int) -> Sighting | None:
        """Return the newest sighting of a call by a rider, sent or not; None for none."""

    async def riders_of(self, missing_id: int) -> int:
        """Return how many riders saw something of a call, with or without its place."""

    async def count_sent(self, missing_id: int) -> int:
        """Return of how many sightings of a call staff were told."""

    async def of_case(self, missing_id: int) -> list[Sighting]:
        """Return the sightings of a call, the oldest first."""

    async def of_rider(self, rider_id: int) -> list[Sighting]:
        """Return the sightings by a rider, the oldest first."""
