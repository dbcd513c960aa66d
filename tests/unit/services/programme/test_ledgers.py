"""The three ledgers: each row's fate, what is kept of a file, and riders who follow their row."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from domain.district.problems import BadValue
from domain.programme.ledgers import Fate, Ledger, LedgerRow
from domain.programme.team_errors import ClaimUnknown
from domain.programme.team_messages import TeamChanged
from domain.programme.teams import Company, Team
from files.csv_out import inert
from services.programme import joining, teams
from services.programme.ledgers import Plan, carry_out, plan, renew_link, rows_of, unclaimed
from services.upkeep import retention
from tests.tables import waiting
from tests.usecases import Case

CELLS = {
    Ledger.COMPANIES: ("id", "zh", "en"),
    Ledger.TEAMS: ("id", "zh", "en", "company", "ended"),
    Ledger.RIDERS: ("code", "team", "company", "trade", "joined"),
}


def rows(ledger: Ledger, *lines: str) -> list[LedgerRow]:
    """A file's rows, their cells between commas."""
    columns = CELLS[ledger]
    return [
        LedgerRow(number, dict(zip(columns, line.split(","), strict=False))) for number, line in enumerate(lines, 2)
    ]


async def brought(case: Case, ledger: Ledger, *lines: str) -> Plan:
    """What became of a file."""
    taken = rows(ledger, *lines)
    planned = await case.database.read(lambda tx: plan(tx, case.deps.district, ledger, taken))
    await carry_out(case.database, case.deps, planned)
    return planned


def fates(planned: Plan) -> list[str]:
    return [row.fate.value for row in planned.rows]


def whys(planned: Plan) -> Iterable[str]:
    return [row.why.code for row in planned.rows if row.why is not None]


@pytest.fixture
async def town(case: Case) -> Case:
    """A company and two teams."""
    await brought(case, Ledger.COMPANIES, "acme,顺达快递,Acme")
    await brought(case, Ledger.TEAMS, "east,城东队,East,acme,", "west,城西队,West,,")
    return case


async def test_a_file_taken_twice_changes_nothing_the_second_time(town: Case) -> None:
    first = await brought(town, Ledger.RIDERS, "R1,east,acme,courier,2026-11-23", "R2,west,,外卖,2026年3月1日")
    again = await brought(town, Ledger.RIDERS, "R1,城东队,顺达快递,快递,2026/11/23", "R2,west,,food_delivery,20260301")
    third = await brought(town, Ledger.RIDERS, "R1,west,acme,courier,2026-11-23")
    assert (fates(first), fates(again), fates(third)) == (["new", "new"], ["same", "same"], ["changed"])
    assert (first.gone, third.gone) == ((), ("R2",))
    kept = await town.database.read(lambda tx: rows_of(tx, Ledger.RIDERS))
    assert kept == [("R1", "west", "acme", "courier", "2026-11-23"), ("R2", "west", "", "food_delivery", "2026-03-01")]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("R2,nowhere,,courier,", "ledger_no_team"),
        ("R2,east,nobody,courier,", "ledger_no_company"),
        ("R2,east,,astronaut,", "ledger_no_trade"),
        ("R2,east,,courier,yesterday", "ledger_day"),
        ("R2,east,,courier,2026-02-30", "ledger_day"),
        ("R1,east,,courier,", "ledger_twice"),
        ("13912345678,east,,courier,", "ledger_code_of_person"),
        ("11010519491231002X,east,,courier,", "ledger_code_of_person"),
        ("骑手一,east,,courier,", "ledger_code"),
        (",east,,courier,", "ledger_code"),
    ],
)
async def test_a_wrong_row_is_left_out_and_stops_no_other(town: Case, line: str, why: str) -> None:
    planned = await brought(town, Ledger.RIDERS, "R1,east,,courier,", line, "R3,west,,courier,46349")
    assert fates(planned) == ["new", "wrong", "new"]
    assert whys(planned) == [why]
    kept = await town.database.read(lambda tx: rows_of(tx, Ledger.RIDERS))
    assert [row[0] for row in kept] == ["R1", "R3"]
    assert kept[-1][-1] == "2026-11-23"


async def test_a_name_that_two_have_is_no_name(town: Case) -> None:
    await brought(town, Ledger.TEAMS, "east2,城东队,East,,")
    assert whys(await brought(town, Ledger.RIDERS, "R1,城东队,,courier,")) == ["ledger_ambiguous"]


async def test_companies_and_teams_need_a_name_of_some_length(town: Case) -> None:
    planned = await brought(town, Ledger.COMPANIES, "a,,", f"b,{'长' * 41},", "c,'=顺,")
    assert whys(planned) == ["ledger_name_missing", "ledger_name_long"]
    assert await town.database.read(lambda tx: tx.teams.company("c")) == Company("c", "=顺", "=顺")


async def test_what_a_file_has_no_column_for_stays(town: Case) -> None:
    planned = await brought(town, Ledger.TEAMS, "east,城东一队")
    assert fates(planned) == ["changed"]
    assert await town.database.read(lambda tx: tx.teams.team("east")) == Team("east", "城东一队", "East", "acme")


async def test_a_plan_alone_changes_nothing(town: Case) -> None:
    taken = rows(Ledger.COMPANIES, "new,新,")
    planned = await town.database.read(lambda tx: plan(tx, town.deps.district, Ledger.COMPANIES, taken))
    assert planned.counts() == {Fate.NEW: 1, Fate.CHANGED: 0, Fate.SAME: 0, Fate.WRONG: 0}
    assert [each.id for each in await town.database.read(lambda tx: tx.teams.companies())] == ["acme"]


async def test_who_has_claimed_a_row_follows_it_into_another_team(town: Case) -> None:
    rider, lost = await town.rider(), await town.rider(8)
    await brought(town, Ledger.RIDERS, "R1,,,courier,", "R2,east,,courier,", "R3,east,,courier,")
    await town.database.write(lambda tx: tx.rosters.claim("R1", rider.id))
    await town.database.write(lambda tx: tx.rosters.claim("R2", lost.id))  # and has left that team
    assert [row.code for row in await town.database.read(unclaimed)] == ["R3"]
    await brought(town, Ledger.RIDERS, "R1,east,,courier,", "R2,west,,courier,")
    stay = await town.database.read(lambda tx: tx.teams.stay_of(rider.id))
    assert stay is not None
    assert (stay.team, stay.number) == ("east", 1)
    assert await town.database.read(lambda tx: tx.teams.stay_of(lost.id)) is None
    assert [each.meaning for each in waiting(town)] == [TeamChanged("east")]
    await brought(town, Ledger.RIDERS, "R1,,,courier,")
    assert await town.database.read(lambda tx: tx.teams.stay_of(rider.id)) is None
    stays = await town.database.read(lambda tx: tx.teams.stays_of(rider.id))
    assert stays == [replace(stay, until=town.clock.at)]


async def test_who_claims_a_row_while_a_file_is_judged_follows_it_too(town: Case) -> None:
    early, gone = await town.rider(), await town.rider(8)
    await brought(town, Ledger.RIDERS, "R1,east,,courier,", "R2,east,,courier,")
    await town.database.write(lambda tx: tx.rosters.claim("R2", gone.id))
    await town.do(joining.enter, gone.id, "east")
    taken = rows(Ledger.RIDERS, "R1,west,,courier,", "R2,west,,courier,")
    planned = await town.database.read(lambda tx: plan(tx, town.deps.district, Ledger.RIDERS, taken))
    await town.database.write(lambda tx: tx.rosters.claim("R1", early.id))
    await town.do(joining.enter, early.id, "east")
    await town.database.write(lambda tx: tx.erasure.forget(gone, town.clock.at))
    await carry_out(town.database, town.deps, planned)
    stay = await town.database.read(lambda tx: tx.teams.stay_of(early.id))
    assert stay is not None
    assert stay.team == "west"
    assert await town.database.read(lambda tx: tx.teams.stay_of(gone.id)) is None


async def test_a_list_leads_nobody_into_a_team_that_is_over(town: Case) -> None:
    rider = await town.rider()
    await brought(town, Ledger.TEAMS, "old,老队,Old,,2026-11-01")
    await brought(town, Ledger.RIDERS, "R1,east,,courier,")
    await town.database.write(lambda tx: tx.rosters.claim("R1", rider.id))
    await town.do(joining.enter, rider.id, "east")
    await brought(town, Ledger.RIDERS, "R1,old,,courier,")
    assert await town.database.read(lambda tx: tx.teams.stay_of(rider.id)) is None
    assert [each.meaning for each in waiting(town)] == [TeamChanged("")]


async def test_riders_leave_a_team_in_the_night_after_its_last_day_and_are_told(town: Case) -> None:
    rider, stays = await town.rider(), await town.rider(8)
    await town.do(joining.enter, rider.id, "east")
    await town.do(joining.enter, stays.id, "west")
    await brought(town, Ledger.TEAMS, "east,城东队,East,acme,2026-11-24")
    await town.do(retention.plan_next)
    await town.passes(hours=10)
    assert await town.database.read(lambda tx: tx.teams.stay_of(rider.id)) is not None
    await town.passes(hours=10)
    assert await town.database.read(lambda tx: tx.teams.stay_of(rider.id)) is None
    assert await town.database.read(lambda tx: tx.teams.stay_of(stays.id)) is not None
    (told,) = await town.told(rider.chat_id)
    assert "城东队</b>解散了" in told.text
    assert told.is_silent


async def test_a_new_link_frees_a_row_from_who_has_opened_it(town: Case) -> None:
    wrong, right = await town.rider(), await town.rider(8)
    await brought(town, Ledger.RIDERS, "R1,east,,courier,")
    (before,) = await town.database.read(unclaimed)
    await town.do(teams.claim, wrong, before.claim, 5)
    await town.told()
    fresh = await town.do(renew_link, "R1")
    assert await town.database.read(lambda tx: tx.teams.stay_of(wrong.id)) is None
    assert "没有队伍" in (await town.told(wrong.chat_id))[-1].text
    with pytest.raises(ClaimUnknown):
        await town.do(teams.claim, wrong, before.claim, 5)
    await town.do(teams.claim, right, fresh, 5)
    assert [row.code for row in await town.database.read(lambda tx: tx.rosters.of_rider(right.id))] == ["R1"]
    with pytest.raises(BadValue):
        await town.do(renew_link, "R9")


async def test_a_name_of_one_language_follows_when_it_changes(town: Case) -> None:
    await brought(town, Ledger.COMPANIES, "c,老名,")
    planned = await brought(town, Ledger.COMPANIES, "c,新名")
    assert fates(planned) == ["changed"]
    assert await town.database.read(lambda tx: tx.teams.company("c")) == Company("c", "新名", "新名")


@pytest.mark.parametrize("name", ["=1+1", "＝顺", "-顺", "＠顺", "+顺"])
async def test_what_begins_like_a_formula_comes_back_as_it_was(town: Case, name: str) -> None:
    await brought(town, Ledger.COMPANIES, f"c,{inert(name)},")
    assert await town.database.read(lambda tx: tx.teams.company("c")) == Company("c", name, name)


async def test_a_name_stands_on_one_line(town: Case) -> None:
    await brought(town, Ledger.COMPANIES, "c,顺达 \n 快递,")
    assert await town.database.read(lambda tx: tx.teams.company("c")) == Company("c", "顺达 快递", "顺达 快递")


async def test_each_row_has_a_personal_link_that_stays(town: Case) -> None:
    await brought(town, Ledger.RIDERS, *(f"R{number},east,,courier," for number in range(600)))
    before = {row.code: row.claim for row in await town.database.read(unclaimed)}
    assert len(set(before.values())) == 600
    await brought(town, Ledger.RIDERS, *(f"R{number},west,,courier," for number in range(600)))
    assert {row.code: row.claim for row in await town.database.read(unclaimed)} == before
