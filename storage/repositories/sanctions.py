"""What supervisors did against riders, in SQL."""

from domain.people.sanctions import RiderRecord, Sanction
from storage.repositories.rows import from_row, to_row
from storage.session import Repository


class SqlSanctions(Repository):
    """`services.ports.sanctions.Sanctions` in SQL."""

    async def add(self, sanction: Sanction) -> None:
        await self._session.change("unname_person", person=sanction.person)
        await self._session.change("add_sanction", **to_row(sanction))

    async def of_rider(self, rider_id: int) -> list[Sanction]:
        rows = await self._session.fetch("sanctions_of_rider", rider_id=rider_id)
        return [from_row(Sanction, row) for row in rows]

    async def begun(self, begun_id: int) -> list[Sanction]:
        rows = await self._session.fetch("sanctions_begun", begun_id=begun_id)
        return [from_row(Sanction, row) for row in rows]

    async def of_person(self, person: str) -> Sanction | None:
        row = await self._one("sanction_of_person", person=person)
        return from_row(Sanction, row) if row is not None else None

    async def record(self, rider_id: int) -> RiderRecord:
        row = await self._one("record_of_rider", rider_id=rider_id)
        rider = await self._one("rider_by_id", id=rider_id)
        reports, false = (row["reports"], row["false_ones"]) if row is not None else (0, 0)
        return RiderRecord(rider["created_at"] if rider is not None else None, reports, false)

    async def unname(self, now: int) -> None:
        await self._session.change("unname_ended", now=now)
