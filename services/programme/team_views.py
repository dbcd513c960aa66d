"""What riders and supervisors see of a team, as things stand when it is sent."""

from dataclasses import dataclass
from typing import Final

from domain.district.past import Name
from domain.people.announcements import Announcement, AnnouncementState
from domain.programme.links import LinkKind, StartLink
from domain.programme.rankings import FEWEST_RIDERS
from domain.programme.team_messages import (
    CaptainAsked,
    CaptainTold,
    ClaimAsked,
    InviteAsked,
    InviteShown,
    JoinAsked,
    LeaveAsked,
    MembersShown,
    RemovedTold,
    TeamAnnouncementShown,
    TeamChanged,
    TeamEndedTold,
    TeamSheet,
    TeamShown,
    TeamsShown,
)
from domain.programme.teams import Company, Invite, InviteKind, RosterRow, Stay, Team, TeamFigures
from domain.week.weeks import span_of, week_of
from services.deps import Deps
from services.gathering import Reading, gather
from services.ports.transaction import Transaction
from services.tickets.asking import asking_of

MEMBERS_SHOWN: Final = 12
TEAMS_A_PAGE: Final = 10
Told = JoinAsked | LeaveAsked | TeamChanged | RemovedTold | TeamEndedTold | CaptainTold


@dataclass(frozen=True, slots=True)
class Weeks:
    """What a team did this week and in the last."""

    this: TeamFigures
    last: TeamFigures


@dataclass(frozen=True, slots=True)
class TeamView:
    """A rider's team: their own stay, the first of its members, how many there are, and the rows of the list.

    `team` and `stay` are None of who is in none, `weeks` where so few ride in it that figures would tell of one.
    """

    team: Team | None
    stay: Stay | None
    company: Company | None = None
    captain: Stay | None = None
    members: tuple[Stay, ...] = ()
    size: int = 0
    weeks: Weeks | None = None
    trades: tuple[Name, ...] = ()
    companies: tuple[Company, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldView:
    """Something about a team; `other` is the one that a rider would leave for it."""

    notice: Told
    team: Team | None
    other: Team | None = None
    as_captain: bool = False


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A row of the district's list, put before who opened its link."""

    notice: ClaimAsked
    row: RosterRow
    team: Team | None
    company: Company | None
    trade: Name | None
    other: Team | None = None


@dataclass(frozen=True, slots=True)
class InvitesView:
    """The invites of a team that may still be used, as its captain sees them."""

    team: Team
    invites: tuple[Invite, ...]


@dataclass(frozen=True, slots=True)
class InviteView:
    """An invite and its link."""

    team: Team
    invite: Invite
    url: str


@dataclass(frozen=True, slots=True)
class MembersView:
    """A page of a team's members before its captain; `after` is the number behind which the next begins, 0 for none."""

    notice: MembersShown
    members: tuple[Stay, ...]
    own: Stay
    after: int


@dataclass(frozen=True, slots=True)
class AnnouncementToTeam:
    """A captain's announcement, and how many would get it now, or were told."""

    announcement: Announcement
    team: Team
    reaches: int


@dataclass(frozen=True, slots=True)
class TeamsView:
    """A page of the district's teams with how many riders they have, and how many pages there are."""

    rows: tuple[tuple[Team, int], ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class SheetView:
    """A team as supervisors see it; `weeks` is None where so few ride in it that figures would tell of one."""

    notice: TeamSheet
    team: Team
    company: Company | None
    captain: Stay | None
    size: int
    weeks: Weeks | None
    url: str


@dataclass(frozen=True, slots=True)
class CaptainView:
    """Somebody who has opened a captain's link."""

    notice: CaptainAsked
    stay: Stay
    team: Team
    captain: Stay | None


async def weeks_of(tx: Transaction, deps: Deps, team_id: str, size: int) -> Weeks | None:
    """Return what a team of so many riders did this week and in the last; None of fewer than boards rank."""
    if size < FEWEST_RIDERS:
        return None
    zone = deps.district.timezone
    week = week_of(deps.clock.now(), zone)
    this = await tx.teams.figures(team_id, span_of(week, zone))
    return Weeks(this, await tx.teams.figures(team_id, span_of(week.shifted(-1), zone)))


@gather.register
async def team_view(meaning: TeamShown, reading: Reading) -> TeamView | None:
    """Return the rider's team."""
    del meaning
    tx, rider = reading.tx, reading.rider
    if rider is None:
        return None
    stay = await tx.teams.stay_of(rider.id)
    team = await tx.teams.team(stay.team) if stay is not None else None
    rows = await tx.rosters.of_rider(rider.id)
    trades, companies = await _worked(reading, rows, team)
    if stay is None or team is None:
        return TeamView(None, None, trades=trades, companies=companies)
    size = await tx.teams.size(team.id)
    return TeamView(
        team,
        stay,
        await _company(tx, team),
        await tx.teams.captain(team.id),
        tuple(await tx.teams.members(team.id, 0, MEMBERS_SHOWN)),
        size,
        await weeks_of(tx, reading.deps, team.id, size),
        trades,
        companies,
    )


async def _worked(
    reading: Reading, rows: list[RosterRow], team: Team | None
) -> tuple[tuple[Name, ...], tuple[Company, ...]]:
    """Return what a rider does, and the companies that they ride for beside their team's."""
    known = reading.deps.district.trades
    trades = tuple(known[trade] for trade in dict.fromkeys(row.trade for row in rows) if trade in known)
    own = team.company if team is not None else None
    ids = dict.fromkeys(row.company for row in rows if row.company not in {None, own})
    found = [await reading.tx.teams.company(each) for each in ids if each is not None]
    return trades, tuple(each for each in found if each is not None)


async def _company(tx: Transaction, team: Team | None) -> Company | None:
    return await tx.teams.company(team.company) if team is not None and team.company is not None else None


async def _others(reading: Reading, team_id: str | None) -> Team | None:
    """Return the team that the rider would leave."""
    stay = await reading.tx.teams.stay_of(reading.rider.id) if reading.rider is not None else None
    return await reading.tx.teams.team(stay.team) if stay is not None and stay.team != team_id else None


@gather.register
async def join_view(meaning: JoinAsked, reading: Reading) -> ToldView | None:
    """Return the team that an invite leads to; None if that is gone."""
    invite = await reading.tx.teams.invite(meaning.code)
    if invite is None:
        return None
    team, other = await reading.tx.teams.team(invite.team), await _others(reading, invite.team)
    return ToldView(meaning, team, other, invite.kind is InviteKind.CAPTAIN)


@gather.register
async def leave_view(meaning: LeaveAsked, reading: Reading) -> ToldView | None:
    """Return the team that the rider would leave; None if they are in none."""
    team = await _others(reading, None)
    return ToldView(meaning, team) if team is not None else None


@gather.register
async def changed_view(meaning: TeamChanged, reading: Reading) -> ToldView:
    """Return the team in which the list has a rider."""
    return ToldView(meaning, await reading.tx.teams.team(meaning.team))


@gather.register
async def removed_view(meaning: RemovedTold, reading: Reading) -> ToldView:
    """Return the team that took somebody out."""
    return ToldView(meaning, await reading.tx.teams.team(meaning.team))


@gather.register
async def ended_view(meaning: TeamEndedTold, reading: Reading) -> ToldView:
    """Return the team that is over."""
    return ToldView(meaning, await reading.tx.teams.team(meaning.team))


@gather.register
async def captain_told_view(meaning: CaptainTold, reading: Reading) -> ToldView:
    """Return the team that somebody leads, or leads no more."""
    return ToldView(meaning, await reading.tx.teams.team(meaning.team))


@gather.register
async def claim_view(meaning: ClaimAsked, reading: Reading) -> ClaimView | None:
    """Return the row that a personal link is of; None if it is gone."""
    row = await reading.tx.rosters.claimed_by(meaning.code)
    if row is None:
        return None
    team = await reading.tx.teams.team(row.team) if row.team is not None else None
    company = await reading.tx.teams.company(row.company) if row.company is not None else None
    goes_on = team is not None and not team.is_over(reading.deps.today)
    other = await _others(reading, row.team) if goes_on else None
    return ClaimView(meaning, row, team, company, reading.deps.district.trades.get(row.trade), other)


async def led(reading: Reading) -> tuple[Team, Stay] | None:
    """Return the team that the rider leads, and their stay; None if they lead none."""
    stay = await reading.tx.teams.stay_of(reading.rider.id) if reading.rider is not None else None
    if stay is None or not stay.captain:
        return None
    team = await reading.tx.teams.team(stay.team)
    return (team, stay) if team is not None else None


@gather.register
async def invites_view(meaning: InviteAsked, reading: Reading) -> InvitesView | None:
    """Return the open invites of the captain's team."""
    del meaning
    found = await led(reading)
    if found is None:
        return None
    return InvitesView(found[0], tuple(await reading.tx.teams.invites(found[0].id, reading.deps.clock.now())))


@gather.register
async def invite_view(meaning: InviteShown, reading: Reading) -> InviteView | None:
    """Return an invite with its link."""
    invite = await reading.tx.teams.invite(meaning.code)
    team = await reading.tx.teams.team(invite.team) if invite is not None else None
    if invite is None or team is None:
        return None
    return InviteView(team, invite, reading.deps.address_of(StartLink(LinkKind.INVITE, invite.code)))


@gather.register
async def members_view(meaning: MembersShown, reading: Reading) -> MembersView | None:
    """Return a page of the captain's team."""
    found = await led(reading)
    if found is None:
        return None
    team, own = found
    page = await reading.tx.teams.members(team.id, meaning.after, MEMBERS_SHOWN + 1)
    shown = page[:MEMBERS_SHOWN]
    return MembersView(meaning, tuple(shown), own, shown[-1].number if len(page) > len(shown) else 0)


@gather.register
async def announcement_to_team(meaning: TeamAnnouncementShown, reading: Reading) -> AnnouncementToTeam | None:
    """Return a captain's announcement; None if it is gone."""
    made = await reading.tx.announcements.get(meaning.announcement_id)
    team = await reading.tx.teams.team(made.team) if made is not None else None
    if made is None or team is None:
        return None
    is_asked = made.state is AnnouncementState.ASKED
    return AnnouncementToTeam(
        made, team, await reading.tx.teams.reaches(team.id, by_captain=True) if is_asked else made.told
    )


@gather.register
async def teams_view(meaning: TeamsShown, reading: Reading) -> TeamsView | None:
    """Return a page of all teams; None where the group is the supervisors' no more."""
    if not await _is_supervisors(meaning, reading):
        return None
    teams, sizes = await reading.tx.teams.teams(), await reading.tx.teams.sizes()
    today = reading.deps.today
    going = [team for team in teams if not team.is_over(today)]
    pages = max(1, -(-len(going) // TEAMS_A_PAGE))
    page = min(meaning.page, pages - 1)
    rows = going[page * TEAMS_A_PAGE : (page + 1) * TEAMS_A_PAGE]
    return TeamsView(tuple((team, sizes.get(team.id, 0)) for team in rows), page, pages)


@gather.register
async def sheet_view(meaning: TeamSheet, reading: Reading) -> SheetView | None:
    """Return a team as supervisors see it; None where the group is theirs no more, or there is no such team."""
    tx = reading.tx
    team = await tx.teams.team(meaning.team)
    if team is None or not await _is_supervisors(meaning, reading):
        return None
    url = reading.deps.address_of(StartLink(LinkKind.INVITE, meaning.link)) if meaning.link else ""
    captain, size = await tx.teams.captain(team.id), await tx.teams.size(team.id)
    weeks = await weeks_of(tx, reading.deps, team.id, size)
    return SheetView(meaning, team, await _company(tx, team), captain, size, weeks, url)


async def _is_supervisors(meaning: TeamsShown | TeamSheet, reading: Reading) -> bool:
    return (await asking_of(reading.tx, reading.deps, meaning.chat_id, meaning.thread_id)).sees_all


@gather.register
async def captain_view(meaning: CaptainAsked, reading: Reading) -> CaptainView | None:
    """Return who has opened a captain's link, also after they have left the team."""
    stay = await reading.tx.teams.stay(meaning.stay_id)
    team = await reading.tx.teams.team(stay.team) if stay is not None else None
    if stay is None or team is None:
        return None
    return CaptainView(meaning, stay, team, await reading.tx.teams.captain(team.id))
