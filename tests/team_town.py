"""Two teams of a company, and riders who join and lead them."""

from dataclasses import replace
from typing import Any

from domain.people.riders import Rider
from domain.programme.teams import Company, Invite, InviteKind, Stay, Team
from services.ports.transaction import Transaction
from services.programme import joining, teams
from services.programme.links import Opened
from tests.usecases import Case

WEEK_MS = 7 * 86_400_000
MESSAGE = 5


async def with_teams(case: Case) -> Case:
    """A company, and two teams that go on."""

    async def stock(tx: Transaction) -> None:
        await tx.teams.save_companies([Company("acme", "顺达", "Acme")])
        await tx.teams.save_teams([Team("east", "城东队", "East", "acme"), Team("west", "城西队", "West")])

    await case.database.write(stock)
    case.deps = replace(case.deps, username=lambda: "qianshao_bot")
    case.has_district()
    return case


async def invited(case: Case, **changes: Any) -> str:
    """The code of an invite into the eastern team, made by nobody of these."""
    at = case.clock.at
    invite = replace(Invite("CODE", "east", InviteKind.MEMBER, 99, at, at + WEEK_MS, 2), **changes)
    await case.database.write(lambda tx: tx.teams.save_invite(invite))
    return invite.code


async def opens(case: Case, rider: Rider, code: str) -> None:
    await case.database.write(lambda tx: teams.open_invite(Opened(tx, case.deps, rider, code)))


async def joined(case: Case, rider: Rider, code: str = "CODE") -> Stay:
    await case.do(teams.join, rider, code, MESSAGE)
    return await stay_of(case, rider)


async def stay_of(case: Case, rider: Rider) -> Stay:
    stay = await case.database.read(lambda tx: tx.teams.stay_of(rider.id))
    assert stay is not None
    return stay


async def led(case: Case, rider: Rider) -> Rider:
    """The rider, who leads the eastern team now."""
    stay = await case.do(joining.enter, rider.id, "east")
    await case.database.write(lambda tx: tx.teams.save_stay(replace(stay, captain=True)))
    return rider
