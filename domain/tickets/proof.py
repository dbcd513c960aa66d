"""What is asked of staff before a repair's photo, or words without one, go out to riders."""

from enum import StrEnum
from typing import Final

from domain.geo.place_names import is_exact
from domain.geo.positions import Position, distance_m
from domain.reporting.photos import Photo

FAR_M: Final = 300
"""Farther from a measured place than this, beyond its accuracy, a photo may be of another place."""

FAR_FROM_NAMED_M: Final = 2000
"""The same where only a long street's or a community's name is known."""

_SMALLEST: Final = 32
"""The pixels of the shorter side below which a photo shows nothing."""


class Doubt(StrEnum):
    """What makes a proof doubtful."""

    NO_PHOTO = "no_photo"
    FAR = "far"  # taken elsewhere
    SAME_HERE = "same_here"  # the report has this picture already, most likely from before
    SAME_ELSEWHERE = "same_elsewhere"  # the proof of another report
    TINY = "tiny"  # too few pixels to show anything


class NoPhoto(StrEnum):
    """Why there is no photo of a repair."""

    NIGHT = "night"
    PRIVATE = "private"
    UNSEEN = "unseen"


def metres_away(place: Position, taken: Position | None) -> int | None:
    """Return how far from a report's place a photo was taken, in metres; None if its file doesn't say."""
    return round(distance_m(place, taken)) if taken is not None and taken.usable else None


def is_far(place: Position, away_m: int) -> bool:
    """Return whether so many metres from a report's place are another place, beyond what its accuracy allows."""
    return away_m > (FAR_M + (place.accuracy_m or 0) if is_exact(place) else FAR_FROM_NAMED_M)


def is_tiny(photo: Photo) -> bool:
    """Return whether a photo has too few pixels to show anything."""
    return min(photo.width, photo.height) < _SMALLEST
