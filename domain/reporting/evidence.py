"""Evidence that a rider was at a report's place: a position measured there just now, or a photo of one's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from domain.geo.last_places import MEASURED
from domain.geo.live_location import ACCURATE_M
from domain.geo.positions import Point, Position, distance_m

LAST_MS: Final = 3 * 60_000
"""How long the place of one's last report still says where one is."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What one message of a draft tells about where its rider was.

    Attributes:
        message_id: The message.
        positions: The positions that it gave its draft, from any source.
        foreign: Whether it was forwarded or sent through another bot, so that it tells nothing about this rider.
        photo_taken_at: When its photo was taken by its file, ms UTC; None if the file doesn't say, or there is none.
        shows: Whether it brought a photo, a voice message or a video; False in drafts of before this.
    """

    message_id: int
    positions: tuple[Position, ...] = ()
    foreign: bool = False
    photo_taken_at: int | None = None
    shows: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when one had to be: within `radius_m` of the place, at most `within_ms` before or after `now`."""

    place: Point
    radius_m: float
    now: int
    within_ms: int

    def has(self, position: Position) -> bool:
        """Return whether a position was measured here and now; one of unknown time was not."""
        return position.source in MEASURED and self._is_now(position.taken_at) and self._is_here(position)

    def shows(self, trace: Trace) -> bool:
        """Return whether a message's photo may have been taken here and now: nothing says otherwise."""
        is_late = trace.photo_taken_at is not None and not self._is_now(trace.photo_taken_at)
        taken = [each for each in trace.positions if each.source == "exif"]
        return not trace.foreign and not is_late and all(self._is_near(each) for each in taken)

    def was_seen(self, traces: Iterable[Trace]) -> bool:
        """Return whether any message of the rider's own brought a position measured here and now."""
        return any(self.has(position) for trace in traces if not trace.foreign for position in trace.positions)

    def _is_here(self, position: Position) -> bool:
        return self._is_near(position) and (position.accuracy_m is None or position.accuracy_m <= ACCURATE_M)

    def _is_near(self, position: Position) -> bool:
        return distance_m(self.place, position) <= self.radius_m

    def _is_now(self, at: int | None) -> bool:
        return at is not None and abs(self.now - at) <= self.within_ms
