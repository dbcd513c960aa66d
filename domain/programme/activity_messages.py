"""The messages of activities to riders."""

from dataclasses import dataclass
from enum import StrEnum

from domain.messages import Notice


class News(StrEnum):
    """What a rider is told of an activity; the word stands in keys and timers, too."""

    DAY = "day"
    """It is tomorrow at this time."""
    HOUR = "hour"
    """It is in an hour."""
    MOVED = "moved"
    """Its time or place is another."""
    CANCELLED = "cancelled"
    """It was called off."""
    SEAT = "seat"
    """Who waited has a seat."""


@dataclass(frozen=True, slots=True)
class ActivityTold(Notice, name="activity_told"):
    """To a rider who signed up for an activity: a piece of `News`, true of its time and place of a revision."""

    activity_id: int
    news: str
    revision: int
