"""Riders' live locations in SQL."""

from domain.geo.live_location import LiveLocation
from storage.repositories.rows import from_row, to_row
from storage.session import Repository


class SqlLiveLocations(Repository):
    """`services.ports.live_locations.LiveLocations` in SQL."""

    async def keep(self, place: LiveLocation) -> None:
        await self._session.change("keep_live_location", **to_row(place))

    async def of_rider(self, rider_id: int) -> LiveLocation | None:
        row = await self._one("live_location_of_rider", rider_id=rider_id)
        return None if row is None else from_row(LiveLocation, row)

    async def purge(self, before: int) -> int:
        return await self._session.change("purge_live_locations", before=before)
