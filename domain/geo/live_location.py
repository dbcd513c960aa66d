"""A live location: where a rider's phone says it is while the rider shares it, and how long that counts."""

from dataclasses import dataclass
from typing import Final

from domain.geo.positions import Position

FRESH_MS: Final = 2 * 60_000
ACCURATE_M: Final = 100
KEPT_MS: Final = 24 * 3_600_000
"""The last place of a live location goes after a day."""


@dataclass(frozen=True, slots=True)
class LiveLocation:
    """The latest place of the live location that a rider shares, or shared last.

    Attributes:
        rider_id: whose it is.
        message_id: the message that moves.
        position: of source `live`.
        at: when the phone was there, ms UTC.
        until: end of the sharing, ms UTC; once it was stopped, the moment of that.
    """

    rider_id: int
    message_id: int
    position: Position
    at: int
    until: int

    def counts(self, now: int) -> bool:
        """Whether it says well enough where the rider is now: still shared, fresh, and not known to be vague."""
        accuracy = self.position.accuracy_m
        return now - self.at <= FRESH_MS and now <= self.until and (accuracy is None or accuracy <= ACCURATE_M)
