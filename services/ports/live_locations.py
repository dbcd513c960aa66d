"""The repository of riders' live locations."""

from typing import Protocol

from domain.geo.live_location import LiveLocation


class LiveLocations(Protocol):
    """The repository of riders' live locations, one per rider."""

    async def keep(self, place: LiveLocation) -> None:
        """Replace the rider's live location; ignore one that is older, by message or by time, than the stored one."""

    async def of_rider(self, rider_id: int) -> LiveLocation | None:
        """Return the rider's latest live location, even if it no longer counts."""

    async def purge(self, before: int) -> int:
        """Remove live locations from before `before` (ms UTC) and return how many."""
