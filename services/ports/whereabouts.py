"""The repository of where riders were who are on the lookout for missing persons."""

from typing import Protocol

from domain.people.riders import Terms
from domain.programme.lookout import Near, Search, Whereabouts


class WhereaboutsKept(Protocol):
    """The repository of riders' last measured places; each has one, of the last two hours."""

    async def note(self, place: Whereabouts) -> None:
        """Keep where a rider was, unless a place that was measured later is kept."""

    async def of_rider(self, rider_id: int) -> Whereabouts | None:
        """Return where a rider was, None if that is not kept; it may be too old to count."""

    async def forget(self, rider_id: int) -> None:
        """Keep no more where a rider was."""

    async def within(self, search: Search, terms: Terms) -> list[Near]:
        """Return whom a search reaches, by id.

        They are on the lookout, have agreed to these terms, are reachable and not banned, were within the circle (by
        `domain.geo.positions.distance_m`) in the last two hours, hold the colour if there is one, and were not told of
        the case.
        """

    async def count_within(self, search: Search, terms: Terms) -> int:
        """Return how many riders `within` has."""

    async def purge(self, before: int) -> None:
        """Remove what was measured before a time (ms UTC)."""
