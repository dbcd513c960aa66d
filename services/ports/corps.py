"""The repository of the knights' service corps."""

from typing import Protocol

from domain.people.riders import Rider
from domain.programme.corps import Call, Called


class Corps(Protocol):
    """Who may be called by the colour of a badge that they hold, and who was."""

    async def last_holder(self, knight: str, after: int, limit: int) -> int | None:
        """Return the last of the next `limit` riders who hold a colour, whose ids are above `after`; None for none."""

    async def to_call(self, call: Call, after: int, last: int) -> list[Rider]:
        """Return those with ids above `after`, up to `last`, whom a call reaches, by id.

        They hold the colour, want to be called, have agreed, are reachable and not banned, were not called that day,
        and have never signed up for the activity.
        """

    async def reaches(self, call: Call) -> int:
        """Return how many riders `to_call` has in all."""

    async def note(self, called: Called) -> bool:
        """Keep that a rider was called; return False if they were that day."""

    async def of_rider(self, rider_id: int) -> list[Called]:
        """Return when a rider was called lately, the oldest first."""

    async def purge(self, before: int) -> None:
        """Forget who was called before a time (ms UTC)."""
