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


@dataclass(frozen=True, slots=True)
class ActivitiesShown(Notice, name="activities"):
    """A page of the activities to come, behind the one of this id; the first page, for 0, begins with the rider's."""

    after_id: int = 0


@dataclass(frozen=True, slots=True)
class ActivityShown(Notice, name="activity"):
    """One activity, with the rider's number; `asks` whether to give back the seat."""

    activity_id: int
    asks: bool = False


@dataclass(frozen=True, slots=True)
class ActivityPin(Notice, name="activity_pin"):
    """Where an activity is, on a map."""

    activity_id: int


@dataclass(frozen=True, slots=True)
class ActivityEntry(Notice, name="activity_entry"):
    """An activity as a calendar file; of one that was cancelled a file that takes it out again."""

    activity_id: int
