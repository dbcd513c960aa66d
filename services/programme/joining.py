"""Who is in which team: a rider is in one at a time, and each stay is a row of its own."""

from dataclasses import replace
from typing import Final

from domain.messages import Precedence
from domain.programme.team_messages import TeamChanged, TeamEndedTold
from domain.programme.teams import Stay
from services.deps import Deps
from services.outgoing import to_rider
from services.ports.transaction import Transaction
from services.tickets.lateness import is_day

_AT_ONCE: Final = 500


async def enter(tx: Transaction, deps: Deps, rider_id: int, team_id: str) -> Stay:
    """Let a rider ride in a team from now on; the stay in another one ends."""
    await leave(tx, deps, rider_id)
    stay = Stay(deps.ids.new(), rider_id, team_id, await tx.teams.next_number(team_id), deps.clock.now())
    await tx.teams.save_stay(stay)
    return stay


async def leave(tx: Transaction, deps: Deps, rider_id: int) -> Stay | None:
    """End a rider's stay, and with it that they lead the team; return what it was, None if there was none.

    The invites of who led it are taken back.
    """
    stay = await tx.teams.stay_of(rider_id)
    if stay is not None:
        await tx.teams.save_stay(replace(stay, until=deps.clock.now(), on_board=False))
        await tx.rankings.erase(rider_id)
        if stay.captain:
            await revoke_all(tx, deps, stay)
    return stay


async def revoke_all(tx: Transaction, deps: Deps, stay: Stay) -> None:
    """Take back what a captain has invited by."""
    for invite in await tx.teams.invites(stay.team, deps.clock.now()):
        if invite.by == stay.rider_id:
            await tx.teams.save_invite(replace(invite, revoked=True))


async def follow_roster(tx: Transaction, deps: Deps, rider_id: int, before: str | None, now: str | None) -> None:
    """Let who has claimed a row ride in the team that it names now, unless they had left the one that it named before.

    One that is over is none.
    """
    stay, team = await tx.teams.stay_of(rider_id), await tx.teams.team(now) if now is not None else None
    if (stay.team if stay is not None else None) != before:
        return
    goes = team.id if team is not None and not team.is_over(deps.today) else ""
    if goes:
        await enter(tx, deps, rider_id, goes)
    elif await leave(tx, deps, rider_id) is None:
        return
    await _tell(tx, deps, rider_id, TeamChanged(goes))


async def end_teams(tx: Transaction, deps: Deps) -> None:
    """Let the riders of teams that are over leave them, and tell them; of a very large team the rest the next night."""
    for team in await tx.teams.teams():
        for stay in await tx.teams.members(team.id, 0, _AT_ONCE) if team.is_over(deps.today) else ():
            await leave(tx, deps, stay.rider_id)
            await _tell(tx, deps, stay.rider_id, TeamEndedTold(team.id))


async def _tell(tx: Transaction, deps: Deps, rider_id: int, notice: TeamChanged | TeamEndedTold) -> None:
    rider = await tx.riders.get(rider_id)
    if rider is not None and rider.reachable:
        outgoing = to_rider(deps, rider, notice, precedence=Precedence.DIGEST)
        await tx.outbox.put(replace(outgoing, silent=not is_day(deps, deps.clock.now())))
