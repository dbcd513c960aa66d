"""Geocoders' answers in SQL."""

from services.ports.geocodes import Geocode
from storage.repositories.rows import from_row, to_row
from storage.session import Repository


class SqlGeocodes(Repository):
    """`services.ports.geocodes.Geocodes` in SQL."""

    async def get(self, key: str) -> Geocode | None:
        known = self._session.known["geocode"]
        if key not in known:
            row = await self._one("geocode_of_key", key=key)
            known[key] = None if row is None else from_row(Geocode, row)
        answer: Geocode | None = known[key]
        return answer

    async def put(self, answer: Geocode) -> None:
        await self._session.change("put_geocode", **to_row(answer))

    async def purge(self, found_before: int, unknown_before: int) -> int:
        return await self._session.change("purge_geocodes", found_before=found_before, unknown_before=unknown_before)
