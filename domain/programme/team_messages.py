"""The messages about teams."""

from dataclasses import dataclass

from domain.messages import FixedNotice, Manner, Meaning, Notice
from domain.tickets.lookups import LookedUp


@dataclass(frozen=True, slots=True)
class TeamShown(Notice, name="team"):
    """The rider's team with its week, or how to join one."""


@dataclass(frozen=True, slots=True)
class JoinAsked(Notice, name="join_asked"):
    """The question whether to join a team, by an invite with this code."""

    code: str


@dataclass(frozen=True, slots=True)
class ClaimAsked(Notice, name="claim_asked"):
    """The question whether a rider is the one of the district's list whose personal link has this code."""

    code: str


@dataclass(frozen=True, slots=True)
class LeaveAsked(Notice, name="leave_asked"):
    """The question whether to leave the team."""


class NickHow(FixedNotice, name="nick_how"):
    """How a rider chooses what their team calls them."""

    __slots__ = ()


class AnnounceHow(FixedNotice, name="announce_how"):
    """How a captain writes to their team."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class InviteAsked(Notice, name="invite_asked"):
    """The question which kind of invite a captain wants, with those that may still be used."""


@dataclass(frozen=True, slots=True)
class InviteShown(Notice, name="invite_shown"):
    """An invite as a picture with a QR code, and as a link."""

    code: str


@dataclass(frozen=True, slots=True)
class MembersShown(Notice, name="members"):
    """A page of a team's members before its captain, those with numbers above `after`.

    `removing` is the stay of whom the captain is asked about.
    """

    after: int = 0
    removing: int = 0


@dataclass(frozen=True, slots=True)
class TeamChanged(Notice, name="team_changed"):
    """The district's list says of a rider that they ride in another team now, "" for in none."""

    team: str


@dataclass(frozen=True, slots=True)
class RemovedTold(Notice, name="removed_told"):
    """A captain has taken a rider out of the team."""

    team: str


@dataclass(frozen=True, slots=True)
class TeamEndedTold(Notice, name="team_ended_told"):
    """A team is over, so that its riders are in none."""

    team: str


@dataclass(frozen=True, slots=True)
class CaptainTold(Notice, name="captain_told"):
    """A rider leads a team now, does no more, or was not named: `named`, `ended`, `refused`; or `waits` for that."""

    team: str
    what: str


@dataclass(frozen=True, slots=True)
class TeamAnnouncementShown(Meaning, name="team_announcement", manner=Manner.CARD):
    """A captain's announcement before it is sent, and what became of it."""

    announcement_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsShown(LookedUp, name="teams", reads_much=True):
    """A page, counted from 0, of all teams with how many riders they have."""

    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamSheet(LookedUp, name="teams_sheet", reads_much=True):
    """A team with its weeks and its captain; `link` is the code of a captain's invite that was just made."""

    team: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class CaptainAsked(Notice, name="captain_asked"):
    """Whether the rider of this stay, who has opened a captain's link, is to lead the team."""

    stay_id: int
    by: str = ""
    named: bool = False
