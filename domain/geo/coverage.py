"""How much of a district lies outside of circles around some places."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Uncovered:
    """The parts, from 0 to 1, of each community by id and of all of them together that no circle covers, by area."""

    of: Mapping[str, float]
    whole: float
