"""Live locations of riders."""

from typing import Protocol

from domain.geo.live_location import LiveLocation


class LiveLocations(Protocol):
    """Where riders are who share their live location."""

    async def keep(self, place: LiveLocation) -> None:
        """Put it in place of the rider's earlier one; one that is older by message, or by time, changes nothing."""

    async def of_rider(self, rider_id: int) -> LiveLocation | None:
        """The rider's latest, whether it still counts or not."""

    async def purge(self, before: int) -> int:
        """Remove those of before then; returns how many."""
