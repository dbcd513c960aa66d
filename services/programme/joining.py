"""Who is in which team: a rider is in one at a time, and each stay is a row of its own."""

from dataclasses import replace

from domain.messages import Precedence
from domain.programme.team_messages import TeamChanged
from domain.programme.teams import RosterRow, Stay
from services.deps import Deps
from services.outgoing import to_rider
from services.ports.transaction import Transaction


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
        await tx.teams.save_stay(replace(stay, until=deps.clock.now()))
        if stay.captain:
            await revoke_all(tx, deps, stay)
    return stay


async def revoke_all(tx: Transaction, deps: Deps, stay: Stay) -> None:
    """Take back what a captain has invited by."""
    for invite in await tx.teams.invites(stay.team, deps.clock.now()):
        if invite.by == stay.rider_id:
            await tx.teams.save_invite(replace(invite, revoked=True))


async def follow_roster(tx: Transaction, deps: Deps, now: RosterRow, before: RosterRow) -> None:
    """Let who has claimed a row ride where it says now, unless they had left the team that it named before."""
    if now.rider_id is None:
        return
    stay = await tx.teams.stay_of(now.rider_id)
    if (stay.team if stay is not None else None) != before.team:
        return
    if now.team is None:
        await leave(tx, deps, now.rider_id)
    else:
        await enter(tx, deps, now.rider_id, now.team)
    rider = await tx.riders.get(now.rider_id)
    if rider is not None:
        await tx.outbox.put(to_rider(deps, rider, TeamChanged(now.team or ""), precedence=Precedence.DIGEST))
