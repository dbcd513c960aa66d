"""Riders on the lookout for missing persons: where they were last, and whom a search reaches."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from domain.geo.last_places import AHEAD_MS, MEASURED
from domain.geo.positions import Position

KEPT_MS: Final = 2 * 60 * 60_000
"""How long it counts, and is kept, where a rider was."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a rider who is on the lookout was last, in WGS-84 degrees, as a phone or a camera measured it.

    `at` is when, ms UTC, `accuracy_m` how exactly, None if that is unknown.
    """

    rider_id: int
    lat: float
    lng: float
    at: int
    accuracy_m: float | None


@dataclass(frozen=True, slots=True)
class Search:
    """Whom a call about a missing person looks for at a time (ms UTC).

    Attributes:
        missing_id: The case, of which whoever was told is left out.
        lat, lng, radius_m: The circle in which they were within the last two hours.
        knight: The colour of a badge that they hold, "" for all.
    """

    missing_id: int
    lat: float
    lng: float
    radius_m: float
    knight: str
    now: int

    @property
    def since(self) -> int:
        """From when on it counts where a rider was, ms UTC."""
        return self.now - KEPT_MS


class Near(NamedTuple):
    """A rider whom a search reaches: what it takes to write to them."""

    rider_id: int
    chat_id: int
    language: str | None


def as_whereabouts(rider_id: int, place: Position, now: int) -> Whereabouts | None:
    """Return a place as that where a rider was; None where nothing measured it, or not within the last two hours."""
    if place.source not in MEASURED or place.taken_at is None or not place.usable:
        return None
    if not now - KEPT_MS < place.taken_at <= now + AHEAD_MS:
        return None
    return Whereabouts(rider_id, place.lat, place.lng, place.taken_at, place.accuracy_m)
