"""Sightings of missing persons: what riders who were told of one saw, and what makes it doubtful."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.geo.positions import Position, distance_m
from domain.programme.missing_persons import MissingPerson

ASKED_MS: Final = 10 * 60_000
"""How long what a rider sends belongs to a sighting, from the press of *seen here* on."""

AN_HOUR: Final = 5
"""How many sightings of one person a rider can send in an hour."""

SAME_MS: Final = 2 * 60_000
SAME_M: Final = 150.0
"""Within this time and distance a place is that of the sighting before."""

PHOTOS_AT_MOST: Final = 4
WORDS_LONGEST: Final = 300
"""Characters of what a rider says of a sighting."""

_OLD_MS: Final = 10 * 60_000
_DISAGREES_M: Final = 300.0
_FAR_TIMES: Final = 2
"""How many times as far as riders were told a sighting is doubtful."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a rider saw of a missing person.

    Attributes:
        missing_id: The call of which they were told.
        rider_number: The rider's number among those who saw something, by which staff know them again.
        number: The how manieth sighting of this rider it is.
        message_id: The message by which it began, in the rider's chat.
        words: What the rider says.
        photo_ids: Photos of it.
        position: Where it was; None until that is known, and once the call is over.
        photo_position, photo_taken_at: Where and when (ms UTC) the file of the newest photo says that it was taken.
        at: When it began, ms UTC.
        sent_at: When staff were told first, ms UTC; None until there is a place.
    """

    id: int
    missing_id: int
    rider_id: int
    rider_number: int
    number: int
    message_id: int
    words: str
    photo_ids: tuple[int, ...]
    position: Position | None
    photo_position: Position | None
    photo_taken_at: int | None
    at: int
    sent_at: int | None = None


class Doubt(StrEnum):
    """Why a sighting may not be what it seems."""

    FAR = "far"
    OLD = "old"
    UNTIMED = "untimed"
    PHOTO_ELSEWHERE = "photo_elsewhere"
    PHOTO_OLD = "photo_old"


def doubts(sighting: Sighting, missing: MissingPerson) -> tuple[Doubt, ...]:
    """Return what speaks against a sighting of which the place is known."""
    place, photo = sighting.position, sighting.photo_position
    if place is None:
        return ()
    seen, taken = missing.position, sighting.photo_taken_at
    found = {
        Doubt.FAR: seen is not None and distance_m(seen, place) > _FAR_TIMES * missing.radius_m,
        Doubt.OLD: place.taken_at is not None and sighting.at - place.taken_at > _OLD_MS,
        Doubt.UNTIMED: place.taken_at is None,
        Doubt.PHOTO_ELSEWHERE: photo is not None and distance_m(photo, place) > _DISAGREES_M,
        Doubt.PHOTO_OLD: taken is not None and sighting.at - taken > _OLD_MS,
    }
    return tuple(doubt for doubt, is_so in found.items() if is_so)


def is_same(sighting: Sighting, place: Position, now: int) -> bool:
    """Return whether a place is that of a sighting that began just before."""
    known = sighting.position
    return known is not None and now - sighting.at <= SAME_MS and distance_m(known, place) <= SAME_M
