"""Companies, teams, who rides in which from when until when, and the invites by which people join."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

NAME_LONGEST: Final = 40
"""Characters of a company's or a team's name."""

NICK_LONGEST: Final = 12
"""Characters of the name by which a rider chooses to be seen in a team."""


@dataclass(frozen=True, slots=True)
class Company:
    """A company that riders ride for."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Team:
    """A volunteer team; `ended` is its last day, as `2026-11-23`, "" of one that goes on."""

    id: str
    zh: str
    en: str
    company: str | None = None
    ended: str = ""

    def is_over(self, today: date) -> bool:
        """Return whether its last day has passed."""
        return bool(self.ended) and self.ended < today.isoformat()


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A rider as the district's list has them, under the district's own code, without a name.

    Attributes:
        joined: The day on which they joined, as `2026-11-23`, "" where it is not known.
        claim: The code of the personal link.
        rider_id: Who opened it; None while nobody has.
    """

    code: str
    team: str | None
    company: str | None
    trade: str
    joined: str
    claim: str
    rider_id: int | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """A rider's time in a team; one is open at most. Whoever comes back has a new one, under a new number.

    Attributes:
        number: By which the others of the team know them, from 1.
        since, until: ms UTC; `until` is None as long as they stay.
        nick: What they want to be called in this team, "" for nothing.
        captain: Whether they lead the team.
        hears_captain: Whether the captain's announcements reach them.
        on_board: Whether they want to be on the board of the team's riders.
    """

    id: int
    rider_id: int
    team: str
    number: int
    since: int
    until: int | None = None
    nick: str = ""
    captain: bool = False
    hears_captain: bool = True
    on_board: bool = False


class InviteKind(StrEnum):
    """What opening an invite leads to."""

    MEMBER = "member"
    CAPTAIN = "captain"


@dataclass(frozen=True, slots=True)
class Invite:
    """A link into a team.

    Attributes:
        by: The rider who made it, 0 for the supervisors.
        at, ends_at: ms UTC.
        uses: How many may join by it.
        used: How many have.
        revoked: Whether it was taken back.
    """

    code: str
    team: str
    kind: InviteKind
    by: int
    at: int
    ends_at: int
    uses: int
    used: int = 0
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class TeamFigures:
    """What a team's riders did in a span, each while they were in it: reports, those of them now fixed, and checks."""

    reports: int = 0
    fixed: int = 0
    checks: int = 0
