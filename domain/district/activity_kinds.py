"""The kinds of activities that a district has, such as trainings and theme days."""

from dataclasses import dataclass
from typing import Final

POINTS_AT_MOST: Final = 50
"""What coming to one activity earns at most: as much as a day of a rider's reports."""


@dataclass(frozen=True, slots=True)
class ActivityKind:
    """One kind: its names, the sign before them, and what an activity of it has unless staff say otherwise.

    Attributes:
        badge: The colour for which it counts as a training, "" for none.
        points: What whoever comes earns.
    """

    id: str
    zh: str
    en: str
    sign: str = ""
    badge: str = ""
    points: int = 0
