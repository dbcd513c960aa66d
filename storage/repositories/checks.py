"""Comparison of kept figures with what they sum up, in SQL."""

from services.ports.checks import Difference
from storage.session import Repository


class SqlChecks(Repository):
    """`services.ports.checks.Checks` in SQL."""

    async def days_off(self) -> list[Difference]:
        rows = await self._session.fetch("days_off")
        return [Difference(f"{row['day']} {row['rider_id']}", row["kept"], row["counted"]) for row in rows]

    async def counters_behind(self) -> list[Difference]:
        rows = await self._session.fetch("counters_behind")
        return [Difference(row["month"], row["kept"], row["counted"]) for row in rows]
