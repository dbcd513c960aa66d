"""Who is at a station: a check-in that ends by itself, and how full a station is by that."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

HELD_MS: Final = 45 * 60_000
"""How long a check-in counts if its rider doesn't say that they leave."""

KEPT_MS: Final = 24 * 3_600_000
"""How long one is kept after it ended."""

NEARLY: Final = 0.75
"""The part of its places from which on a station is nearly full."""


class Fullness(StrEnum):
    """How full a station is, in words."""

    EMPTY = "empty"
    SOME = "some"
    NEARLY_FULL = "nearly_full"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A rider's latest check-in: at which station, from when until when (ms UTC)."""

    rider_id: int
    station: str
    since: int
    until: int

    def holds(self, now: int) -> bool:
        """Return whether its rider counts as being there."""
        return now < self.until


def fullness(held: int, capacity: int | None) -> Fullness | None:
    """Return how full a station is that so many people are at; None if nobody said how many it holds."""
    if capacity is None:
        return None
    if held >= capacity:
        return Fullness.FULL
    if held >= capacity * NEARLY:
        return Fullness.NEARLY_FULL
    return Fullness.SOME if held else Fullness.EMPTY
