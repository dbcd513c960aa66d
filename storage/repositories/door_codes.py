"""Codes at doors in SQL."""

from domain.programme.activities import Activity
from domain.programme.door_codes import DoorCode
from storage.repositories.rows import from_row, to_row
from storage.session import Repository


class SqlDoorCodes(Repository):
    """`services.ports.door_codes.DoorCodes` in SQL."""

    async def at(self, door: str) -> Activity | None:
        row = await self._one("activity_at_door", door=door)
        return None if row is None else from_row(Activity, row)

    async def newest(self, activity_id: int) -> DoorCode | None:
        row = await self._one("newest_door_code", activity_id=activity_id)
        return None if row is None else from_row(DoorCode, row)

    async def get(self, code: str) -> DoorCode | None:
        row = await self._one("door_code", code=code)
        return None if row is None else from_row(DoorCode, row)

    async def add(self, code: DoorCode) -> None:
        await self._session.change("add_door_code", **to_row(code))

    async def purge(self, before: int) -> None:
        await self._session.change("purge_door_codes", before=before)
