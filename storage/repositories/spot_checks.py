"""Questions to riders who pass a repair, in SQL."""

from typing import Final

from domain.geo.positions import Position, box_within, cells_within, distance_m
from services.ports.spot_checks import Repair
from storage.repositories.near import Spot, slots_of
from storage.session import Repository

_AT_ONCE: Final = 50


class SqlSpotChecks(Repository):
    """`services.ports.spot_checks.SpotChecks` in SQL."""

    async def near(self, rider_id: int, position: Position, radius_m: float) -> list[Repair]:
        """Search grid cells in an index of what is resolved, then measure distances."""
        south, north, west, east = box_within(position.lat, position.lng, radius_m)
        values = slots_of(cells_within(position.lat, position.lng, radius_m))
        values |= {"south": south, "north": north, "west": west, "east": east, "rider_id": rider_id, "limit": _AT_ONCE}
        rows = await self._session.fetch("repairs_in_cells", **values)
        found = [Repair(row["id"], distance_m(position, Spot(row["lat"], row["lng"]))) for row in rows]
        near = [each for each in found if each.distance_m <= radius_m]
        return sorted(near, key=lambda each: (each.distance_m, each.report_id))

    async def asked_last(self, rider_id: int) -> int | None:
        return await self._number("spot_check_last", rider_id=rider_id)

    async def add(self, rider_id: int, report_id: int, at: int) -> None:
        await self._session.change("add_spot_check", rider_id=rider_id, report_id=report_id, at=at)

    async def was_asked(self, rider_id: int, report_id: int) -> bool:
        return await self._exists("spot_check_exists", rider_id=rider_id, report_id=report_id)

    async def asked_about(self, report_id: int) -> list[int]:
        return [row["rider_id"] for row in await self._session.fetch("spot_checks_of_report", report_id=report_id)]

    async def purge(self, before: int) -> None:
        await self._session.change("purge_spot_checks", before=before)
