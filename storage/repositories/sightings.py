"""Sightings of missing persons, in SQL."""

from domain.programme.sightings import Sighting
from storage.repositories.rows import from_row, to_row
from storage.session import Repository, Row


class SqlSightings(Repository):
    """`services.ports.sightings.Sightings` in SQL."""

    async def save(self, sighting: Sighting) -> None:
        await self._session.change("save_sighting", **to_row(sighting))

    async def get(self, sighting_id: int) -> Sighting | None:
        return _sighting(await self._one("sighting_by_id", id=sighting_id))

    async def last_of(self, missing_id: int, rider_id: int) -> Sighting | None:
        return _sighting(await self._one("last_sighting", missing_id=missing_id, rider_id=rider_id))

    async def riders_of(self, missing_id: int) -> int:
        return await self._number("riders_of_sightings", missing_id=missing_id) or 0

    async def count_sent(self, missing_id: int) -> int:
        return await self._number("count_sightings", missing_id=missing_id) or 0

    async def of_case(self, missing_id: int) -> list[Sighting]:
        rows = await self._session.fetch("sightings_of_missing", missing_id=missing_id)
        return [from_row(Sighting, row) for row in rows]

    async def of_rider(self, rider_id: int) -> list[Sighting]:
        return [from_row(Sighting, row) for row in await self._session.fetch("sightings_of_rider", rider_id=rider_id)]


def _sighting(row: Row | None) -> Sighting | None:
    return None if row is None else from_row(Sighting, row)
