"""The repository of boards, which are those of one ended week."""

from collections.abc import Sequence
from typing import Protocol

from domain.programme.rankings import Board, Did, Mate, Measure, NamedPlace, Place, Standings
from domain.week.weeks import Span


class Rankings(Protocol):
    """The repository of places of teams and companies, and of what the riders on their teams' boards did."""

    async def did(self, span: Span) -> list[Did]:
        """Return what riders did in a span, for each stay in a team; who did nothing is left out."""

    async def keep(self, week: str, places: Sequence[Place], did: Sequence[Did]) -> None:
        """Keep the boards of a week, and what riders on them did, in place of those of an earlier one."""

    async def week(self) -> str | None:
        """Return the week whose boards are kept, None for none."""

    async def first(self, board: Board, measure: Measure, limit: int) -> list[NamedPlace]:
        """Return the first places of a board in order, so many at most."""

    async def place_of(self, board: Board, measure: Measure, group: str) -> Place | None:
        """Return the place of a team or a company, or None."""

    async def mates(self, team: str, now: int) -> list[Mate]:
        """Return those on a team's board, as they want it now, in no order; without who is banned `now` (ms UTC)."""

    async def standings(self, rider_id: int, now: int) -> Standings:
        """Return a rider's places among their `mates` by the measures by which they have one."""

    async def of_rider(self, rider_id: int) -> list[Mate]:
        """Return what is kept of a rider."""

    async def erase(self, rider_id: int) -> None:
        """Remove what is kept of a rider."""
