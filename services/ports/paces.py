"""The repository of paces."""

from collections.abc import Sequence
from typing import Protocol

from domain.people.paces import Spent


class Paces(Protocol):
    """Counts by key; a period begins with the first time after the last one ended."""

    async def spend(self, key: str, now: int, period_ms: int) -> Spent:
        """Count once more, in a new period if the last one has ended by `now` (ms UTC), and return the count."""

    async def spend_both(self, keys: Sequence[str], now: int, period_ms: int) -> list[Spent]:
        """Count one key or two different ones, as `spend`, and return the counts in this order."""

    async def purge(self, before: int) -> int:
        """Remove counts of periods that began before `before` (ms UTC) and return how many."""
