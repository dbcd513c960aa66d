"""The repositories of companies, teams and the district's list of riders."""

from collections.abc import Sequence
from typing import Protocol

from domain.people.riders import Rider
from domain.programme.teams import Company, Invite, RosterRow, Stay, Team, TeamFigures
from domain.week.weeks import Span


class Teams(Protocol):
    """The repository of companies and teams, of who is in which, and of invites."""

    async def companies(self) -> list[Company]:
        """Return all companies by id."""

    async def company(self, company_id: str) -> Company | None:
        """Return the company with this id, or None."""

    async def save_companies(self, companies: Sequence[Company]) -> None:
        """Insert companies, or rename them."""

    async def teams(self) -> list[Team]:
        """Return all teams by id."""

    async def team(self, team_id: str) -> Team | None:
        """Return the team with this id, or None."""

    async def save_teams(self, teams: Sequence[Team]) -> None:
        """Insert teams, or put what they are now in place of what they were."""

    async def sizes(self) -> dict[str, int]:
        """Return how many riders each team has now; teams without any are left out."""

    async def stay_of(self, rider_id: int) -> Stay | None:
        """Return the rider's open stay, or None."""

    async def stays_of(self, rider_id: int) -> list[Stay]:
        """Return all stays of a rider, the first one first."""

    async def stay(self, stay_id: int) -> Stay | None:
        """Return the stay with this id, or None."""

    async def captain(self, team_id: str) -> Stay | None:
        """Return the open stay of the team's captain, or None."""

    async def members(self, team_id: str, after: int, limit: int) -> list[Stay]:
        """Return open stays of a team with numbers above `after`, in their order."""

    async def size(self, team_id: str) -> int:
        """Return how many riders a team has now."""

    async def next_number(self, team_id: str) -> int:
        """Return the number of who joins next. Two at once have the same; one of their stays is then refused."""

    async def save_stay(self, stay: Stay) -> None:
        """Insert a stay, or keep what has become of it.

        Raises:
            Conflict: The rider has another open stay, or the number is taken.
        """

    async def figures(self, team_id: str, span: Span) -> TeamFigures:
        """Return what the team's riders did in a span, each while they were in the team."""

    async def to_tell(self, team_id: str, after: int, limit: int, *, by_captain: bool) -> list[Rider]:
        """Return riders of a team with ids above `after` who are reachable and have agreed, in order.

        Without those who don't want to hear the captain, or, of what supervisors say, what concerns all.
        """

    async def reaches(self, team_id: str, *, by_captain: bool) -> int:
        """Return how many riders `to_tell` gives of a team."""

    async def invite(self, code: str) -> Invite | None:
        """Return the invite with this code, or None."""

    async def invites(self, team_id: str, now: int) -> list[Invite]:
        """Return the invites for riders of a team that may still be used, the newest first."""

    async def save_invite(self, invite: Invite) -> None:
        """Insert an invite, or keep what has become of it."""

    async def purge_invites(self, before: int) -> None:
        """Remove invites that ended before `before` (ms UTC)."""


class Rosters(Protocol):
    """The repository of the district's list of riders."""

    async def rows(self, after: str, limit: int) -> list[RosterRow]:
        """Return rows with codes above `after`, in order."""

    async def save(self, rows: Sequence[RosterRow]) -> None:
        """Insert rows, or put team, company, trade and day in place of what they were; claims stay."""

    async def row(self, code: str) -> RosterRow | None:
        """Return the row of a rider's code, or None."""

    async def claimed_by(self, code: str) -> RosterRow | None:
        """Return the row of a personal link's code, or None."""

    async def of_rider(self, rider_id: int) -> list[RosterRow]:
        """Return the rows that a rider has claimed."""

    async def claim(self, code: str, rider_id: int) -> bool:
        """Give an unclaimed row to a rider; return False if it has one already."""

    async def renew(self, code: str, claim: str) -> None:
        """Let a row be nobody's, under another personal link."""
