"""How full a station is, by who has checked in there."""

from enum import StrEnum
from typing import Final


class Fullness(StrEnum):
    """How full a station is, in words."""

    EMPTY = "empty"
    SOME = "some"
    NEARLY_FULL = "nearly_full"
    FULL = "full"


NEARLY: Final = 0.75
"""The part of its places from which on a station is nearly full."""


def fullness(held: int, capacity: int | None) -> Fullness | None:
    """Return how full a station is that so many people are at; None if nobody said how many it holds."""
    if capacity is None:
        return None
    if held >= capacity:
        return Fullness.FULL
    if held >= capacity * NEARLY:
        return Fullness.NEARLY_FULL
    return Fullness.SOME if held else Fullness.EMPTY
