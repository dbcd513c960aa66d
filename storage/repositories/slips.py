"""Delay slips, in SQL."""

from domain.programme.slips import Deed, Done, Slip
from storage.repositories.rows import from_row, to_row
from storage.session import Repository, Row


class SqlSlips(Repository):
    """`services.ports.slips.Slips` in SQL."""

    async def get(self, slip_id: int) -> Slip | None:
        return _slip(await self._one("slip_by_id", id=slip_id))

    async def of_code(self, code: str) -> Slip | None:
        return _slip(await self._one("slip_of_code", code=code))

    async def of_deed(self, rider_id: int, report_id: int, deed: Deed) -> Slip | None:
        return _slip(await self._one("slip_of_deed", rider_id=rider_id, report_id=report_id, deed=deed.value))

    async def save(self, slip: Slip) -> None:
        await self._session.change("save_slip", **to_row(slip))

    async def of_rider(self, rider_id: int) -> list[Slip]:
        return [from_row(Slip, row) for row in await self._session.fetch("slips_of_rider", rider_id=rider_id)]

    async def holders(self, report_id: int) -> frozenset[int]:
        rows = await self._session.fetch("slip_holders", report_id=report_id)
        return frozenset(row["rider_id"] for row in rows)

    async def deeds(self, rider_id: int, since: int) -> list[Done]:
        rows = await self._session.fetch("deeds_of_rider", rider_id=rider_id, since=since)
        return [from_row(Done, row) for row in rows]

    async def acts(self, rider_id: int, report_id: int) -> list[int]:
        rows = await self._session.fetch("acts_on_report", rider_id=rider_id, report_id=report_id)
        return [row["at"] for row in rows]


def _slip(row: Row | None) -> Slip | None:
    return None if row is None else from_row(Slip, row)
