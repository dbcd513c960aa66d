"""A question for a rider's place that has nothing to do with a draft: for stations near by, or to check in at one."""

from dataclasses import dataclass
from typing import Final

ANSWERED_MS: Final = 10 * 60_000
"""How long a place answers the question."""


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """A rider was asked for their place.

    Attributes:
        rider_id: The rider.
        message_id: The message by which they asked for it; what came to a draft later goes before it.
        asked_at: When, ms UTC.
        station: The station at which they check in, "" to find some.
        amenities: What these must have, as a mask of `domain.programme.stations.mask_of`.
    """

    rider_id: int
    message_id: int
    asked_at: int
    station: str = ""
    amenities: int = 0

    @property
    def until(self) -> int:
        """When it ends by itself, ms UTC."""
        return self.asked_at + ANSWERED_MS
