"""Riders at stations in SQL."""

from domain.programme.check_ins import CheckIn
from domain.programme.place_asked import PlaceAsked
from storage.repositories.rows import from_row, to_row
from storage.session import Repository


class SqlStations(Repository):
    """`services.ports.stations.Stations` in SQL."""

    async def ask(self, asked: PlaceAsked) -> None:
        await self._session.change("ask_place", **to_row(asked))

    async def asked(self, rider_id: int) -> PlaceAsked | None:
        row = await self._one("place_asked_of", rider_id=rider_id)
        return None if row is None else from_row(PlaceAsked, row)

    async def answered(self, rider_id: int) -> None:
        await self._session.change("end_place_asked", rider_id=rider_id)

    async def check_in(self, check_in: CheckIn) -> None:
        await self._session.change("check_in", **to_row(check_in))

    async def check_in_of(self, rider_id: int) -> CheckIn | None:
        row = await self._one("check_in_of", rider_id=rider_id)
        return None if row is None else from_row(CheckIn, row)

    async def held(self, station: str, now: int) -> int:
        return await self._number("held_at_station", station=station, now=now) or 0

    async def purge(self, asked_before: int, ended_before: int) -> None:
        await self._session.change("purge_places_asked", before=asked_before)
        await self._session.change("purge_check_ins", before=ended_before)
