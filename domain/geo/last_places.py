"""The place of a rider's last report: how long it still says where the rider is, and what shows that they went on."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Final

from domain.geo.place_names import is_exact
from domain.geo.positions import Position, distance_m

MEASURED: Final = frozenset({"location", "live", "exif"})
"""Sources of a position that a phone or a camera measured; all others somebody chose or wrote."""

WALKING_KMH: Final = 6.0
"""The speed above which two positions are not one stay: nobody walks about a place faster."""

UNKNOWN_ACCURACY_M: Final = 20.0
"""How far off a position of unknown accuracy may be: as a phone between houses."""

AHEAD_MS: Final = 60_000
"""How far a position's time may lie ahead of our clock; one beyond that is unknown."""

_MINUTE: Final = 60_000
_KMH: Final = 3600
"""Kilometres an hour in one metre a millisecond."""


class Serves(StrEnum):
    """What a last place is good for: taken as the place, offered to the rider, or neither."""

    TAKEN = "taken"
    OFFERED = "offered"
    NEITHER = "neither"


def serves(place: Position, since: Iterable[Position], now: int, take_minutes: int, offer_minutes: int) -> Serves:
    """Return what a last place is good for at `now` (ms UTC).

    It is as old as it was measured, and neither taken nor offered if that is unknown, or if one of the positions
    measured `since` shows that the rider went on. A place that was chosen or written is at most offered, one that is
    no more than the name of a street or a community not even that.
    """
    if place.taken_at is None or not is_exact(place) or any(has_left(place, later) for later in since):
        return Serves.NEITHER
    age = now - place.taken_at
    if not -AHEAD_MS <= age <= offer_minutes * _MINUTE:
        return Serves.NEITHER
    is_measured = place.source in MEASURED
    return Serves.TAKEN if is_measured and age <= take_minutes * _MINUTE else Serves.OFFERED


def has_left(place: Position, later: Position) -> bool:
    """Return whether a position that was measured later is so far away that the rider must have gone on.

    What both may be off by speaks for having stayed. A position of an unknown or an earlier time shows nothing.
    """
    if later.source not in MEASURED or place.taken_at is None or later.taken_at is None:
        return False
    passed = later.taken_at - place.taken_at
    gone_m = distance_m(place, later) - _off_by_m(place) - _off_by_m(later)
    return passed > 0 and gone_m * _KMH > WALKING_KMH * passed


def newer(known: Position | None, given: Position) -> Position:
    """Return the one of two places that was measured last; one of an unknown time gives way."""
    if known is None or known.taken_at is None:
        return given
    return given if given.taken_at is not None and given.taken_at >= known.taken_at else known


def as_last(place: Position) -> Position:
    """Return a place as the last one of its rider, as old as it was measured."""
    return replace(place, source="last")


def _off_by_m(position: Position) -> float:
    return position.accuracy_m if position.accuracy_m is not None else UNKNOWN_ACCURACY_M
