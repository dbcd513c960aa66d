"""Companies, teams, stays, invites and the district's list of riders, on both engines."""

from dataclasses import replace

import pytest

from domain.errors import Conflict
from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.programme.teams import Company, Invite, InviteKind, RosterRow, Stay, Team, TeamFigures
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Report, Status
from domain.week.weeks import Span
from services.ports.transaction import Transaction
from storage.database import Database

ACME, EAST, WEST = (
    Company("acme", "顺达", "Acme"),
    Team("east", "城东队", "East", "acme"),
    Team("west", "城西队", "West"),
)
STAY = Stay(50, 1, "east", 1, 1_000)
INVITE = Invite("ABC", "east", InviteKind.MEMBER, 1, 1_000, 9_000, 2)
ROW = RosterRow("R1", "east", "acme", "courier", "2026-11-23", "CLAIM1")


@pytest.fixture
async def town(stocked: Database, rider: Rider) -> Database:
    """A rider with a report, another rider, a company and two teams."""

    async def stock(tx: Transaction) -> None:
        await tx.riders.save(replace(rider, id=2, chat_id=2))
        await tx.teams.save_companies([ACME])
        await tx.teams.save_teams([WEST, EAST])

    await stocked.write(stock)
    return stocked


async def test_companies_and_teams_are_kept_and_renamed(town: Database) -> None:
    assert await town.read(lambda tx: tx.teams.companies()) == [ACME]
    assert await town.read(lambda tx: tx.teams.teams()) == [EAST, WEST]
    await town.write(lambda tx: tx.teams.save_companies([replace(ACME, zh="顺达快递")]))
    await town.write(lambda tx: tx.teams.save_teams([replace(EAST, company=None, ended="2026-12-01")]))
    assert await town.read(lambda tx: tx.teams.company("acme")) == replace(ACME, zh="顺达快递")
    assert await town.read(lambda tx: tx.teams.team("east")) == replace(EAST, company=None, ended="2026-12-01")
    assert await town.read(lambda tx: tx.teams.company("nobody")) is None
    assert await town.read(lambda tx: tx.teams.team("nobody")) is None


async def test_a_rider_is_in_one_team_at_a_time_and_its_numbers_are_given_once(town: Database) -> None:
    await town.write(lambda tx: tx.teams.save_stay(STAY))
    with pytest.raises(Conflict):
        await town.write(lambda tx: tx.teams.save_stay(replace(STAY, id=51, team="west")))
    with pytest.raises(Conflict):
        await town.write(lambda tx: tx.teams.save_stay(replace(STAY, id=51, rider_id=2)))
    assert await town.read(lambda tx: tx.teams.next_number("east")) == 2
    assert await town.read(lambda tx: tx.teams.next_number("west")) == 1
    await town.write(lambda tx: tx.teams.save_stay(replace(STAY, until=2_000)))
    again = replace(STAY, id=52, team="west", since=2_000, nick="小李", captain=True, hears_captain=False)
    await town.write(lambda tx: tx.teams.save_stay(again))
    assert await town.read(lambda tx: tx.teams.stays_of(1)) == [replace(STAY, until=2_000), again]
    assert await town.read(lambda tx: tx.teams.stay_of(1)) == again
    assert await town.read(lambda tx: tx.teams.stay(50)) == replace(STAY, until=2_000)
    assert await town.read(lambda tx: tx.teams.captain("west")) == again
    assert await town.read(lambda tx: tx.teams.captain("east")) is None
    assert await town.read(lambda tx: tx.teams.members("west", 0, 9)) == [again]
    assert await town.read(lambda tx: tx.teams.members("west", 1, 9)) == []
    assert await town.read(lambda tx: tx.teams.sizes()) == {"west": 1}
    assert await town.read(lambda tx: tx.teams.size("west")) == 1
    assert await town.read(lambda tx: tx.teams.size("east")) == 0


async def test_what_was_done_belongs_to_the_team_of_its_time(town: Database, report: Report) -> None:
    await town.write(lambda tx: tx.teams.save_stay(replace(STAY, since=1_500, until=2_500)))
    await town.write(lambda tx: tx.teams.save_stay(replace(STAY, id=52, team="west", since=2_500)))

    async def act(tx: Transaction) -> None:
        others = {
            21: (2_400, Status.RESOLVED, 5_000),
            22: (2_500, Status.ROUTED, None),
            23: (2_300, Status.REJECTED, None),
        }
        for number, (at, status, resolved_at) in others.items():
            named = ReportNumber("DC", "2611", number)
            other = replace(report, id=number, number=named, submitted_at=at, status=status, resolved_at=resolved_at)
            await tx.reports.add(other)
        for at, merit in ((2_200, Merit.CHECKED), (2_600, Merit.ANSWERED), (2_300, Merit.ROUTED)):
            await tx.ledger.add(Entry(f"{merit}:{at}", 1, 20, merit, 2, "2026-11-23", at))

    await town.write(act)
    whole = Span(0, 10_000)
    assert await town.read(lambda tx: tx.teams.figures("east", whole)) == TeamFigures(2, 1, 1)
    assert await town.read(lambda tx: tx.teams.figures("west", whole)) == TeamFigures(1, 0, 1)
    assert await town.read(lambda tx: tx.teams.figures("east", Span(2_100, 2_500))) == TeamFigures(1, 1, 1)
    assert await town.read(lambda tx: tx.teams.figures("east", Span(2_500, 9_000))) == TeamFigures()


async def test_who_is_told_depends_on_who_speaks(town: Database, rider: Rider) -> None:
    async def stock(tx: Transaction) -> None:
        for number, changes in enumerate(({}, {"muted": True}, {"reachable": False}, {"consent": 0}, {}), 3):
            await tx.riders.save(replace(rider, id=number, chat_id=number, **changes))  # type: ignore[arg-type]
            stay = replace(STAY, id=50 + number, rider_id=number, number=number, hears_captain=number != 7)
            await tx.teams.save_stay(stay)

    await town.write(stock)

    async def told(after: int, *, by_captain: bool) -> list[int]:
        found = await town.read(lambda tx: tx.teams.to_tell("east", after, 9, by_captain=by_captain))
        return [each.id for each in found]

    assert await told(0, by_captain=True) == [3, 4]
    assert await told(0, by_captain=False) == [3, 7]
    assert await told(3, by_captain=False) == [7]


async def test_invites_count_and_end(town: Database) -> None:
    await town.write(lambda tx: tx.teams.save_invite(INVITE))
    assert await town.read(lambda tx: tx.teams.invite("ABC")) == INVITE
    assert await town.read(lambda tx: tx.teams.invite("XYZ")) is None
    assert await town.read(lambda tx: tx.teams.invites("east", 8_999)) == [INVITE]
    assert await town.read(lambda tx: tx.teams.invites("east", 9_000)) == []
    await town.write(lambda tx: tx.teams.save_invite(replace(INVITE, used=2)))
    assert await town.read(lambda tx: tx.teams.invites("east", 1_000)) == []
    await town.write(lambda tx: tx.teams.save_invite(replace(INVITE, used=0, revoked=True)))
    assert await town.read(lambda tx: tx.teams.invite("ABC")) == replace(INVITE, revoked=True)
    assert await town.read(lambda tx: tx.teams.invites("east", 1_000)) == []
    await town.write(lambda tx: tx.teams.purge_invites(9_000))
    assert await town.read(lambda tx: tx.teams.invite("ABC")) is not None
    await town.write(lambda tx: tx.teams.purge_invites(9_001))
    assert await town.read(lambda tx: tx.teams.invite("ABC")) is None


async def test_a_row_of_the_list_is_claimed_once_and_keeps_its_claim(town: Database) -> None:
    await town.write(lambda tx: tx.rosters.save([ROW, replace(ROW, code="R2", claim="CLAIM2", team=None)]))
    assert await town.write(lambda tx: tx.rosters.claim("R1", 1))
    assert not await town.write(lambda tx: tx.rosters.claim("R1", 2))
    await town.write(lambda tx: tx.rosters.save([replace(ROW, team="west", claim="OTHER", rider_id=2)]))
    kept = replace(ROW, team="west", rider_id=1)
    assert await town.read(lambda tx: tx.rosters.claimed_by("CLAIM1")) == kept
    assert await town.read(lambda tx: tx.rosters.claimed_by("OTHER")) is None
    assert await town.read(lambda tx: tx.rosters.of_rider(1)) == [kept]
    assert await town.read(lambda tx: tx.rosters.row("R1")) == kept
    assert await town.read(lambda tx: tx.rosters.row("R9")) is None
    await town.write(lambda tx: tx.rosters.renew("R1", "CLAIM3"))
    assert await town.read(lambda tx: tx.rosters.row("R1")) == replace(kept, rider_id=None, claim="CLAIM3")
    assert [row.code for row in await town.read(lambda tx: tx.rosters.rows("", 9))] == ["R1", "R2"]
    assert [row.code for row in await town.read(lambda tx: tx.rosters.rows("R1", 9))] == ["R2"]


async def test_whoever_is_forgotten_is_in_no_team_and_on_no_list(town: Database, rider: Rider) -> None:
    await town.write(lambda tx: tx.teams.save_stay(replace(STAY, nick="小李")))
    await town.write(lambda tx: tx.rosters.save([ROW]))
    await town.write(lambda tx: tx.rosters.claim("R1", 1))
    await town.write(lambda tx: tx.teams.save_invite(INVITE))
    await town.write(lambda tx: tx.erasure.forget(rider, 7_000))
    assert await town.read(lambda tx: tx.teams.stays_of(1)) == [replace(STAY, until=7_000)]
    assert await town.read(lambda tx: tx.rosters.of_rider(1)) == []
    assert await town.read(lambda tx: tx.teams.invites("east", 2_000)) == []


async def test_whoever_only_stayed_in_a_team_keeps_their_number_there(town: Database, rider: Rider) -> None:
    second = replace(rider, id=2, chat_id=2)
    await town.write(lambda tx: tx.teams.save_stay(replace(STAY, rider_id=2)))
    await town.write(lambda tx: tx.erasure.forget(second, 7_000))
    assert await town.read(lambda tx: tx.teams.stays_of(2)) == [replace(STAY, rider_id=2, until=7_000)]
    assert await town.read(lambda tx: tx.riders.by_chat(2)) is None
