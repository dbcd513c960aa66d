"""Sums that are kept beside what they sum up, compared with it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Difference:
    """A kept figure that is not what counting gives: `key` says whose it is."""

    key: str
    kept: int
    counted: int


class Checks(Protocol):
    """Compares kept figures with what they stand for."""

    async def days_off(self) -> list[Difference]:
        """Return riders' days whose running total is not the sum of the ledger's awards; keyed `day rider_id`."""

    async def counters_behind(self) -> list[Difference]:
        """Return months whose counter is behind the greatest number given, keyed `yymm`."""
