"""What a rider's help names: what leads somewhere for this very person."""

from dataclasses import replace

from domain.district.badges import Badges
from domain.people.messages import HowTo
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.teams import Stay, Team
from handlers.command import COMMANDS, Scope
from services.people.helping import _COMMANDS, HowToView
from services.ports.transaction import Transaction
from tests.usecases import Case

ALWAYS = ("language", "mydata", "forget")
NEW = (
    "report",
    "my",
    "points",
    "badges",
    "lessons",
    "rewards",
    "stations",
    "activities",
    "appeal",
    "wish",
    "checks",
    "missing",
    *ALWAYS,
)


async def helped(case: Case, rider: Rider | None) -> tuple[str, ...]:
    view: HowToView = await case.view(HowTo(), rider)
    return view.commands


def test_it_names_all_commands_but_itself_and_those_of_desks_and_platforms() -> None:
    assert set(_COMMANDS) == {name for scope, name in COMMANDS if scope is Scope.RIDERS} - {"help", "voucher", "verify"}


async def test_whoever_has_not_agreed_reads_how_to_begin(case: Case) -> None:
    assert await helped(case, await case.rider(consent=0)) == ("start", *ALWAYS)
    assert await helped(case, None) == ("start", *ALWAYS)


async def test_a_newcomer_reads_what_there_is(case: Case) -> None:
    rider = await case.rider()
    assert await helped(case, rider) == NEW
    case.has_district(stations={}, rewards={}, badges=Badges(), lessons={})
    gone = {"stations", "rewards", "badges", "lessons"}
    assert await helped(case, rider) == tuple(name for name in NEW if name not in gone)


async def test_drafts_and_reports_bring_what_they_are_for(case: Case) -> None:
    rider = await case.rider()
    await case.drafted(rider)
    assert set(await helped(case, rider)) - set(NEW) == {"cancel"}
    reporter = await case.rider(8)
    await case.submitted(by=reporter)
    assert set(await helped(case, reporter)) - set(NEW) == {"invite", "slip", "digest", "year"}


async def test_a_banned_rider_reads_what_is_left(case: Case) -> None:
    rider = await case.rider()
    await case.submitted(by=rider)
    banned = replace(rider, barred=SanctionKind.BAN, barred_for=SanctionReason.FALSE)
    assert not {"report", "invite", "slip", "checks"} & set(await helped(case, banned))


async def test_captains_read_what_they_can_do_with_their_team(case: Case) -> None:
    rider, captain = await case.rider(), await case.rider(8)

    async def stock(tx: Transaction) -> None:
        await tx.teams.save_teams([Team("east", "城东队", "East")])
        await tx.teams.save_stay(Stay(1, captain.id, "east", 1, case.clock.at, captain=True))

    await case.database.write(stock)
    plain, leads = await case.view(HowTo(), rider), await case.view(HowTo(), captain)
    assert ("team" in plain.commands, plain.captain) == (True, False)
    assert ("team" in leads.commands, leads.captain) == (True, True)
