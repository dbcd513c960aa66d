"""Live locations: where a rider's phone is while the rider shares it, and how long that counts."""

from dataclasses import dataclass
from typing import Final

from domain.geo.positions import Position

FRESH_MS: Final = 2 * 60_000
ACCURATE_M: Final = 100
KEPT_MS: Final = 24 * 3_600_000
"""How long the last position of a live location is kept: a day."""


@dataclass(frozen=True, slots=True)
class LiveLocation:
    """The latest position of a rider's current or last live location.

    Attributes:
        rider_id: The rider.
        message_id: The message that Telegram updates.
        position: The position, of source `live`.
        at: When the phone was there, ms UTC.
        until: The end of the sharing, ms UTC; if it was stopped, when.
    """

    rider_id: int
    message_id: int
    position: Position
    at: int
    until: int

    def counts(self, now: int) -> bool:
        """Return whether it says where the rider is at `now`: still shared, fresh and accurate enough."""
        accuracy = self.position.accuracy_m
        return now - self.at <= FRESH_MS and now <= self.until and (accuracy is None or accuracy <= ACCURATE_M)
