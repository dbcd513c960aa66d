"""Which of the district's files the open reports follow, in SQL."""

from storage.session import Repository


class SqlDistricts(Repository):
    """`services.ports.districts.Districts` in SQL."""

    async def taken(self) -> str:
        row = await self._one("district_taken")
        return row["fingerprint"] if row is not None else ""

    async def take(self, fingerprint: str, at: int) -> None:
        await self._session.change("take_district", fingerprint=fingerprint, at=at)
