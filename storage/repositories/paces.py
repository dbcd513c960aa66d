"""Paces in SQL, a row for each key."""

from domain.people.paces import Spent
from storage.repositories.rows import from_row
from storage.session import Repository


class SqlPaces(Repository):
    """`services.ports.paces.Paces` in SQL."""

    async def spend(self, key: str, now: int, period_ms: int) -> Spent:
        rows = await self._session.fetch("spend_pace", key=key, now=now, ended=now - period_ms)
        return from_row(Spent, rows[0])

    async def purge(self, before: int) -> int:
        return await self._session.change("purge_paces", before=before)
