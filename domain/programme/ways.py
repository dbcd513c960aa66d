"""How long a way takes on foot and on an e-bike: an estimate from the straight line."""

import math
from dataclasses import dataclass
from typing import Final, Self

from domain.geo.positions import Point, distance_m

DETOUR: Final = 1.33
"""How much longer roads are than the straight line: the figure for China of Ballou, Rahardja and Sakai (2002), Selected
country circuity factors for road travel distance estimation, Transportation Research A 36, 843-848."""

WALKING_KMH: Final = 5.0
"""As OSRM's foot profile has it (https://github.com/Project-OSRM/osrm-backend/blob/master/profiles/foot.lua)."""

RIDING_KMH: Final = 15.0
"""As its bicycle profile has it; e-bikes may go 25 (GB 17761-2018), but wait at lights and for people."""

CIRCLE_MINUTES: Final = 15
"""A station so far away, riding, is near: the 15-minute circle of community life (便民生活圈)."""

_M_A_MINUTE: Final = 1000 / 60

CIRCLE_M: Final = CIRCLE_MINUTES * RIDING_KMH * _M_A_MINUTE / DETOUR
"""The straight line that takes so long, in metres."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way of so many metres in a straight line."""

    straight_m: float

    @classmethod
    def between(cls, a: Point, b: Point) -> Self:
        """Return the way from one place to another."""
        return cls(distance_m(a, b))

    @property
    def metres(self) -> int:
        """About how long it is by road."""
        return round(self.straight_m * DETOUR)

    @property
    def walking(self) -> int:
        """About how many minutes it takes on foot, at least one."""
        return _minutes(self.metres, WALKING_KMH)

    @property
    def riding(self) -> int:
        """About how many minutes it takes on an e-bike, at least one."""
        return _minutes(self.metres, RIDING_KMH)

    @property
    def is_near(self) -> bool:
        """Whether it is within the 15-minute circle."""
        return self.straight_m <= CIRCLE_M


def _minutes(metres: int, kmh: float) -> int:
    return max(1, math.ceil(metres / (kmh * _M_A_MINUTE)))
