"""Boards: who stands on them, when they change, and what each rider sees of the others."""

from dataclasses import replace
from typing import Any

import pytest

from domain.people.messages import PointsShown
from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind
from domain.programme.board_messages import BoardsShown
from domain.programme.rankings import Measure, Standing
from domain.programme.team_errors import NoTeam
from domain.programme.teams import Stay
from domain.tickets.lifecycle import Action
from domain.week.messages import Digest
from domain.week.weeks import span_of, week_of
from services.ports.transaction import Transaction
from services.programme import boards, joining
from services.upkeep import forgetting, my_data
from services.upkeep import timers as upkeep
from tests.team_town import MESSAGE, stay_of, with_teams
from tests.usecases import Case, spot

TEAMS, COMPANIES, MATES = BoardsShown(), BoardsShown("company"), BoardsShown("mates", "checks")


@pytest.fixture
async def town(case: Case) -> Case:
    """Two teams, and timers that fire."""
    await with_teams(case)
    await case.do(upkeep.start)
    return case


async def riding(case: Case, count: int, team: str = "east", *, first: int = 11, on: bool = True) -> list[Rider]:
    """So many riders who join a team and go on its board, or not."""
    riders = [await case.rider(first + number) for number in range(count)]
    for rider in riders:
        await case.do(joining.enter, rider.id, team)
        if on:
            await case.do(boards.choose, rider, MATES, on=True)
    await case.told()
    return riders


async def checked(case: Case, rider: Rider, times: int, points: int = 2) -> None:
    """So many checks of a rider's."""

    async def add(tx: Transaction) -> None:
        for number in range(times):
            cause = f"checked:{rider.id}:{number}:{points}"
            await tx.ledger.add(Entry(cause, rider.id, None, Merit.CHECKED, points, "2026-11-24", case.clock.at))

    await case.database.write(add)


async def week_ends(case: Case) -> None:
    """Let time pass until the boards of the running week are counted."""
    week = week_of(case.clock.at, case.deps.district.timezone)
    end = span_of(week, case.deps.district.timezone).end
    await case.passes(milliseconds=end - case.clock.at + 5 * 3_600_000)
    assert await case.database.read(lambda tx: tx.rankings.week()) == str(week)


async def numbers(case: Case, reader: Rider, shown: BoardsShown = MATES) -> list[tuple[int, int]]:
    view = await case.view(shown, reader)
    assert isinstance(view, boards.MatesView)
    return [(place, stay.number) for place, stay in view.rows]


async def busy(case: Case, count: int = 5) -> list[Rider]:
    """Riders of a team who are on its board, each with one check more than the one before."""
    riders = await riding(case, count)
    for number, rider in enumerate(riders, 1):
        await checked(case, rider, number)
    return riders


async def test_a_team_s_board_comes_after_the_week_and_stands_for_the_next(town: Case) -> None:
    riders = await busy(town)
    assert await numbers(town, riders[0]) == []
    await week_ends(town)
    known = [(1, 5), (2, 4), (3, 3), (4, 2), (5, 1)]
    assert await numbers(town, riders[0]) == known
    await checked(town, riders[0], 9, points=3)
    await town.passes(days=3)
    assert await numbers(town, riders[0]) == known
    await week_ends(town)
    assert (await numbers(town, riders[0]))[0] == (1, 1)


async def test_who_opts_out_is_gone_at_once_and_four_make_no_board(town: Case) -> None:
    riders = await busy(town, 6)
    await week_ends(town)
    await town.do(boards.choose, riders[5], MATES, on=False)
    assert (1, 6) not in await numbers(town, riders[0])
    assert len(await numbers(town, riders[0])) == 5
    assert await town.database.read(lambda tx: tx.rankings.of_rider(riders[5].id)) == []
    await town.do(boards.choose, riders[5], MATES, on=True)
    assert len(await numbers(town, riders[5])) == 5, "who comes back waits for the next week"
    await town.do(boards.choose, riders[4], MATES, on=False)
    assert await numbers(town, riders[0]) == []
    assert "不到 5 人" in (await town.told(riders[4].chat_id))[-1].text


async def test_who_did_not_ask_for_it_is_not_on_the_board_and_nothing_is_kept_of_them(town: Case) -> None:
    await busy(town)
    (quiet,) = await riding(town, 1, first=31, on=False)
    await checked(town, quiet, 50)
    await week_ends(town)
    assert 6 not in [number for _, number in await numbers(town, quiet)]
    assert await town.database.read(lambda tx: tx.rankings.of_rider(quiet.id)) == []
    assert (await town.view(PointsShown(), quiet)).in_team == {}


@pytest.mark.parametrize("how", ["leaves", "is banned", "is forgotten"])
async def test_who_is_not_in_the_team_any_more_or_banned_is_not_shown(town: Case, how: str) -> None:
    riders = await busy(town, 6)
    await week_ends(town)
    gone = riders[5]
    if how == "leaves":
        await town.do(joining.leave, gone.id)
    elif how == "is banned":
        await town.database.write(lambda tx: tx.riders.save(replace(gone, barred=SanctionKind.BAN)))
    else:
        await town.do(forgetting.forget, gone)
    assert len(await numbers(town, riders[0])) == 5
    if how != "is banned":
        assert await town.database.read(lambda tx: tx.rankings.of_rider(gone.id)) == []


async def test_another_team_is_not_seen_and_another_team_s_board_is_asked_for_anew(town: Case) -> None:
    riders = await busy(town, 6)
    await week_ends(town)
    (stranger,) = await riding(town, 1, "west", first=31)
    assert await numbers(town, stranger) == []
    nobody = await town.rider(41)
    assert isinstance(await town.view(MATES, nobody), boards.BoardView)
    with pytest.raises(NoTeam):
        await town.do(boards.choose, nobody, MATES, on=True)
    await town.do(joining.enter, riders[0].id, "west")
    assert not (await stay_of(town, riders[0])).on_board


async def test_others_figures_are_not_told_and_one_s_own_are(town: Case) -> None:
    riders = await busy(town)
    await week_ends(town)
    await town.do(boards.show, riders[4], MATES)
    (shown,) = await town.told(riders[4].chat_id)
    assert "骑手 4 号" in shown.text
    assert "帮忙看 5 次" in shown.text
    assert not [other for other in range(1, 5) if f"{other} 次" in shown.text]
    assert "🙈 不上榜" in shown.keys


async def test_teams_and_companies_are_ranked_by_what_is_fixed_at_the_end_of_the_week(town: Case) -> None:
    riders = await riding(town, 5, on=False)
    for number, rider in enumerate(riders):
        fixed = await town.submitted(at=spot(2 * number), by=rider)
        await town.resolved(fixed)
        open_still = await town.submitted(at=spot(2 * number + 1), by=rider)
    await week_ends(town)
    await town.moved(await town.accepted(open_still), Action.RESOLVE, "换好了")
    for shown, name in ((TEAMS, "城东队"), (COMPANIES, "顺达")):
        await town.do(boards.show, riders[0], shown)
        told = next(each for each in await town.told(riders[0].chat_id) if "榜 ·" in each.text)
        assert f"1. {name}：50%" in told.text
        assert "你们：第 1 名，50%" in told.text
    assert (await town.view(TEAMS, await town.rider(41))).own is None


async def test_reports_stay_the_team_s_of_that_time_and_false_and_withdrawn_ones_do_not_count(town: Case) -> None:
    riders = await riding(town, 5)
    for number, rider in enumerate(riders):
        await town.resolved(await town.submitted(at=spot(number), by=rider))
    await town.settled(await town.moved(await town.submitted(at=spot(8), by=riders[0]), Action.REJECT, reason="false"))
    for rider in riders:
        await town.do(joining.enter, rider.id, "west")
    await week_ends(town)
    rows = (await town.view(TEAMS, riders[0])).rows
    assert [(each.id, each.figure) for each in rows] == [("east", 95)]


async def test_checks_that_earned_nothing_count_for_nobody(town: Case) -> None:
    riders = await busy(town)
    await checked(town, riders[0], 30, points=0)
    await week_ends(town)
    assert (5, 1) in await numbers(town, riders[0])


async def test_weeks_before_the_last_four_do_not_count(town: Case) -> None:
    riders = await busy(town)
    for _ in range(4):
        await week_ends(town)
        assert await numbers(town, riders[0]) != []
    await week_ends(town)
    assert await numbers(town, riders[0]) == []


async def test_points_and_the_digest_tell_one_s_places_and_the_record_what_is_kept(town: Case) -> None:
    riders = await busy(town)
    week = week_of(town.clock.at, town.deps.district.timezone)
    await week_ends(town)
    places: Any = {Measure.CHECKS: Standing(2, 5)}
    assert (await town.view(PointsShown(), riders[3])).in_team == places
    digest = await town.view(Digest(f"rider:{riders[3].id}", str(week)), riders[3])
    assert digest.in_team == places
    before = Digest(f"rider:{riders[3].id}", str(week.shifted(-1)), asked=True)
    assert (await town.view(before, riders[3])).in_team == {}
    record = await town.database.read(lambda tx: my_data.record_of(tx, riders[3]))
    assert record["boards"] == [{"team": "east", "reports": 0, "fixed": 0, "checks": 4}]
    assert record["teams"][0]["on_board"]


async def test_the_first_night_counts_the_week_before(town: Case) -> None:
    rider = await town.rider(41)
    await town.do(boards.show, rider, TEAMS)
    assert "还没算出来" in (await town.told(rider.chat_id))[-1].text
    await town.passes(days=1)
    await town.do(boards.show, rider, TEAMS)
    assert "不排名" in (await town.told(rider.chat_id))[-1].text


async def test_a_stay_is_kept_as_it_was_but_for_the_board(town: Case) -> None:
    (rider,) = await riding(town, 1)
    assert await stay_of(town, rider) == Stay(
        (await stay_of(town, rider)).id, rider.id, "east", 1, town.clock.at, on_board=True
    )
    await town.do(boards.choose, rider, replace(MATES, edits=MESSAGE), on=False)
    assert not (await stay_of(town, rider)).on_board
