"""Paces in SQL, a row for each key."""

from collections.abc import Sequence

from domain.people.paces import Spent
from storage.repositories.rows import from_row
from storage.session import Repository


class SqlPaces(Repository):
    """`services.ports.paces.Paces` in SQL."""

    async def spend(self, key: str, now: int, period_ms: int) -> Spent:
        return (await self.spend_both([key], now, period_ms))[0]

    async def spend_both(self, keys: Sequence[str], now: int, period_ms: int) -> list[Spent]:
        rows = await self._session.fetch("spend_pace", key=keys[0], other=keys[-1], now=now, ended=now - period_ms)
        counts = {row["key"]: from_row(Spent, row) for row in rows}
        return [counts[key] for key in keys]

    async def purge(self, before: int) -> int:
        return await self._session.change("purge_paces", before=before)
