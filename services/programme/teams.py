"""What riders do about teams: come by an invite or a personal link, leave, choose what they are called."""

import re
from dataclasses import replace
from typing import Final

from domain.people.riders import Rider
from domain.programme.links import LinkKind
from domain.programme.team_errors import (
    ClaimOwn,
    ClaimUnknown,
    ClaimUsed,
    InviteBeforeLeft,
    InviteEnded,
    InviteOwn,
    InviteRevoked,
    InviteSameTeam,
    InviteUnknown,
    InviteUsedUp,
    NickUnfit,
    NoTeam,
    TeamEnded,
)
from domain.programme.team_messages import (
    CaptainAsked,
    CaptainTold,
    ClaimAsked,
    JoinAsked,
    LeaveAsked,
    NickHow,
    TeamShown,
)
from domain.programme.teams import NICK_LONGEST, Invite, InviteKind, RosterRow, Stay
from services.deps import Deps
from services.outgoing import answer, to_group
from services.people.sanctions import refuse_banned
from services.ports.transaction import Transaction
from services.programme import captains, joining
from services.programme.links import Opened, follows
from services.supervisor_keys import captain_key
from services.tickets.supervisors import own_group

_NICK: Final = re.compile(r"[^\W_](?:[^\W_]|[ ·-](?=[^\W_]))*")
"""Letters, characters and digits with a sign between them: no point, which makes a link; no @, no line end."""

_NUMBER: Final = re.compile(r"\d{5}")
"""What may be somebody's telephone number."""


@follows(LinkKind.INVITE)
async def open_invite(it: Opened) -> None:
    """Ask who came by an invite whether to join.

    Raises:
        Refused: See `_usable`.
    """
    await _usable(it.tx, it.deps, it.rider, it.code)
    await answer(it.tx, it.deps, it.rider, JoinAsked(it.code))


async def join(tx: Transaction, deps: Deps, rider: Rider, code: str, message_id: int) -> None:
    """Join the team of an invite; by a captain's, ask the supervisors whether they are to lead it.

    Raises:
        Refused: See `_usable`.
    """
    invite = await _usable(tx, deps, rider, code)
    await tx.teams.save_invite(replace(invite, used=invite.used + 1))
    stay = await tx.teams.stay_of(rider.id)
    if stay is None or stay.team != invite.team:
        stay = await joining.enter(tx, deps, rider.id, invite.team)
    await answer(tx, deps, rider, TeamShown(edits=message_id))
    if invite.kind is InviteKind.CAPTAIN:
        await _ask_supervisors(tx, deps, rider, stay)


async def _ask_supervisors(tx: Transaction, deps: Deps, rider: Rider, stay: Stay) -> None:
    group = await own_group(tx, deps)
    if group is not None:
        await tx.outbox.put(to_group(deps, group, CaptainAsked(stay.id), captain_key(stay.id, deps.clock.now())))
    await answer(tx, deps, rider, CaptainTold(stay.team, captains.WAITS))


async def _usable(tx: Transaction, deps: Deps, rider: Rider, code: str) -> Invite:
    """Return the invite with this code, as the rider may use it.

    Raises:
        Barred: They are banned.
        InviteUnknown, InviteRevoked, InviteUsedUp, InviteEnded, TeamEnded, InviteOwn, InviteSameTeam, InviteBeforeLeft:
            It can't be used.
    """
    refuse_banned(deps, rider)
    invite = await tx.teams.invite(code)
    team = await tx.teams.team(invite.team) if invite is not None else None
    if invite is None or team is None:
        raise InviteUnknown
    if invite.by == rider.id:
        raise InviteOwn
    stay = await tx.teams.stay_of(rider.id)
    if stay is not None and stay.team == invite.team and (invite.kind is InviteKind.MEMBER or stay.captain):
        raise InviteSameTeam
    left = [each.until for each in await tx.teams.stays_of(rider.id) if each.team == invite.team and each.until]
    for is_over, refusal in (
        (invite.revoked, InviteRevoked),
        (invite.used >= invite.uses, InviteUsedUp),
        (invite.ends_at <= deps.clock.now(), InviteEnded),
        (team.is_over(deps.today), TeamEnded),
        (max(left, default=0) > invite.at, InviteBeforeLeft),
    ):
        if is_over:
            raise refusal
    return invite


@follows(LinkKind.CLAIM)
async def open_claim(it: Opened) -> None:
    """Ask who came by a personal link whether the row is theirs.

    Raises:
        Refused: See `_claimable`.
    """
    await _claimable(it.tx, it.deps, it.rider, it.code)
    await answer(it.tx, it.deps, it.rider, ClaimAsked(it.code))


async def claim(tx: Transaction, deps: Deps, rider: Rider, code: str, message_id: int) -> None:
    """Take a row of the district's list as one's own, and join the team that it names.

    Raises:
        Refused: See `_claimable`.
    """
    row = await _claimable(tx, deps, rider, code)
    if not await tx.rosters.claim(row.code, rider.id):
        raise ClaimUsed
    stay, team = await tx.teams.stay_of(rider.id), await tx.teams.team(row.team) if row.team is not None else None
    if team is not None and not team.is_over(deps.today) and (stay is None or stay.team != team.id):
        await joining.enter(tx, deps, rider.id, team.id)
    await answer(tx, deps, rider, TeamShown(edits=message_id))


async def _claimable(tx: Transaction, deps: Deps, rider: Rider, code: str) -> RosterRow:
    """Return the row of a personal link that the rider may open.

    Raises:
        Barred: They are banned.
        ClaimUnknown, ClaimOwn, ClaimUsed: It can't be opened, or not any more.
    """
    refuse_banned(deps, rider)
    row = await tx.rosters.claimed_by(code)
    if row is None:
        raise ClaimUnknown
    if row.rider_id is not None:
        raise ClaimOwn if row.rider_id == rider.id else ClaimUsed
    return row


async def stay_in(tx: Transaction, rider: Rider) -> Stay:
    """Return the rider's stay.

    Raises:
        NoTeam: They are in no team.
    """
    stay = await tx.teams.stay_of(rider.id)
    if stay is None:
        raise NoTeam
    return stay


async def ask_to_leave(tx: Transaction, deps: Deps, rider: Rider, message_id: int) -> None:
    """Ask once more before somebody leaves.

    Raises:
        NoTeam: They are in no team.
    """
    await stay_in(tx, rider)
    await answer(tx, deps, rider, LeaveAsked(edits=message_id))


async def leave(tx: Transaction, deps: Deps, rider: Rider, message_id: int) -> None:
    """Leave the team; what was done stays the team's of that time.

    Raises:
        NoTeam: They are in no team.
    """
    await stay_in(tx, rider)
    await joining.leave(tx, deps, rider.id)
    await answer(tx, deps, rider, TeamShown(edits=message_id))


async def call_me(tx: Transaction, deps: Deps, rider: Rider, nick: str) -> None:
    """Let the team see a name that the rider chose, for this team alone; without one, say how that is done.

    Raises:
        NoTeam: They are in no team.
        NickUnfit: It is no name: too long, a number, a link.
    """
    stay = await stay_in(tx, rider)
    nick = " ".join(nick.split())
    if not nick:
        await answer(tx, deps, rider, NickHow())
        return
    if len(nick) > NICK_LONGEST or not _NICK.fullmatch(nick) or _NUMBER.search(nick):
        raise NickUnfit
    await tx.teams.save_stay(replace(stay, nick=nick))
    await answer(tx, deps, rider, TeamShown())


async def hide(tx: Transaction, deps: Deps, rider: Rider, message_id: int) -> None:
    """Let the team see the number alone.

    Raises:
        NoTeam: They are in no team.
    """
    await tx.teams.save_stay(replace(await stay_in(tx, rider), nick=""))
    await answer(tx, deps, rider, TeamShown(edits=message_id))


async def hear_captain(tx: Transaction, deps: Deps, rider: Rider, message_id: int, *, hears: bool) -> None:
    """Let the captain's announcements reach the rider, or not.

    Raises:
        NoTeam: They are in no team.
    """
    await tx.teams.save_stay(replace(await stay_in(tx, rider), hears_captain=hears))
    await answer(tx, deps, rider, TeamShown(edits=message_id))
