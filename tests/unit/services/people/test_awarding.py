"""What earns points, how often, and under which cap of a district's day."""

import pytest

from domain.people.riders import Rider
from domain.programme.teams import Team
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from services.people.awarding import answer_earns
from services.programme import joining
from tests.sample_views import HOUR
from tests.usecases import Case, spot

URGENT = "manhole_missing"
MIDNIGHT = 14 * HOUR
"""From the start of the case to the district's midnight, which is not that of UTC."""


async def gained(case: Case, rider: Rider, report: Report) -> list[tuple[str, int]]:
    """What a report has given a rider, in order."""
    entries = await case.database.read(lambda tx: tx.ledger.of_report(report.id))
    return [(entry.merit.value, entry.points) for entry in entries if entry.rider_id == rider.id]


async def test_a_routed_report_earns_once_however_often_it_moves(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    for queue in ("drainage", "city-management"):
        report = await case.moved(report, Action.BOUNCE, "不归我们管")
        report = await case.moved(report, Action.ASSIGN, queue=queue)
    assert await gained(case, rider, report) == [("routed", 1)]


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("street_light", [("routed", 1), ("accepted", 4)]),
        (URGENT, [("routed", 1), ("accepted", 4), ("urgent", 5)]),
    ],
)
async def test_accepted_earns_once_and_more_where_it_is_urgent(
    case: Case, category: str, expected: list[tuple[str, int]]
) -> None:
    rider, witness = await case.rider(), await case.rider(8)
    report = await case.witnessed(await case.accepted(await case.submitted(category, by=rider)), witness)
    assert await gained(case, rider, report) == expected
    await case.accepted(await case.answered(await case.resolved(report), witness, Action.NOT_FIXED))
    assert await gained(case, rider, report) == expected


@pytest.mark.parametrize("first", [Action.FIXED, Action.NOT_FIXED])
async def test_an_answer_earns_the_same_whatever_it_is(case: Case, first: Action) -> None:
    rider, witness = await case.rider(), await case.rider(8)
    mine = await case.resolved(await case.submitted(by=rider))
    await case.answered(mine, rider, first)
    assert (await gained(case, rider, mine))[2:] == [("answered", 5)]
    theirs = await case.resolved(await case.witnessed(await case.submitted("rubbish", by=rider), witness))
    await case.answered(theirs, witness, first)
    assert await gained(case, witness, theirs) == [("witness", 2), ("checked", 2)]


async def test_a_second_answer_earns_nothing_more(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    report = await case.answered(report, rider, Action.NOT_FIXED)
    await case.answered(await case.resolved(report), rider, Action.FIXED)
    assert [merit for merit, _ in await gained(case, rider, report)].count("answered") == 1


async def well_earned(case: Case, rider: Rider) -> int:
    """Three urgent reports from the first tap to the last; what they give."""
    for number in range(3):
        report = await case.resolved(await case.submitted(URGENT, by=rider, at=spot(number)))
        await case.answered(report, rider)
    return await case.balance(rider)


async def test_a_day_gives_fifty_points_and_the_next_one_anew(case: Case) -> None:
    rider = await case.rider()
    assert await well_earned(case, rider) == 45
    report = await case.accepted(await case.submitted(URGENT, by=rider, at=spot(3)))
    assert await case.balance(rider) == 50
    await case.answered(await case.resolved(report), rider)
    case.clock.at += MIDNIGHT - 1
    await case.submitted(by=rider, at=spot(4))
    assert await case.balance(rider) == 50
    case.clock.at += 1
    await case.submitted(by=rider, at=spot(5))
    assert await case.balance(rider) == 51


async def test_the_last_award_of_a_day_is_cut_to_what_still_fits(case: Case) -> None:
    rider = await case.rider()
    await well_earned(case, rider)
    last = [await case.submitted(URGENT, by=rider, at=spot(number)) for number in (3, 4)]
    assert await case.balance(rider) == 47
    await case.accepted(last[0])
    assert await gained(case, rider, last[0]) == [("routed", 1), ("accepted", 3), ("urgent", 0)]


async def test_what_is_taken_back_makes_no_room_under_the_cap(case: Case) -> None:
    rider = await case.rider()
    await well_earned(case, rider)
    report = await case.accepted(await case.submitted(URGENT, by=rider, at=spot(3)))
    await case.settled(await case.moved(report, Action.REJECT, reason="false"))
    assert await case.balance(rider) == 45
    await case.submitted(by=rider, at=spot(4))
    assert await case.balance(rider) == 45


@pytest.mark.parametrize(("reason", "left"), [("false", (0, 0)), ("out_of_scope", (5, 2)), ("unclear", (5, 2))])
async def test_only_a_false_report_takes_back_what_it_gave_witnesses_too(
    case: Case, reason: str, left: tuple[int, int]
) -> None:
    rider, witness = await case.rider(), await case.rider(8)
    report = await case.witnessed(await case.accepted(await case.submitted(by=rider)), witness)
    assert (await case.balance(rider), await case.balance(witness)) == (5, 2)
    report = await case.moved(report, Action.REJECT, reason=reason)
    assert (await case.balance(rider), await case.balance(witness)) == (5, 2), "it can still be undone"
    await case.settled(report)
    assert (await case.balance(rider), await case.balance(witness)) == left


async def test_a_repeat_of_ones_own_report_earns_nothing(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.witnessed(report, rider)
    assert await gained(case, rider, report) == [("routed", 1)]
    assert (await case.now(report)).witnesses == 0


async def in_team(case: Case, *riders: Rider, team: str = "east") -> None:
    await case.database.write(lambda tx: tx.teams.save_teams([Team(team, team, team)]))
    for rider in riders:
        await case.do(joining.enter, rider.id, team)


async def to_check(case: Case, number: int, by: Rider, checker: Rider) -> Report:
    """A report that is said to be fixed, which the checker has seen, too."""
    return await case.resolved(await case.witnessed(await case.submitted(by=by, at=spot(number)), checker))


async def test_three_checks_of_team_mates_earn_in_a_week(case: Case) -> None:
    checker, mate, stranger = await case.rider(7), await case.rider(8), await case.rider(9)
    await in_team(case, checker, mate)
    reports = [await to_check(case, number, mate, checker) for number in range(5)]
    strangers = await to_check(case, 9, stranger, checker)
    offered, given = [], []
    for report in (*reports[:4], strangers):
        offered.append(await case.do(answer_earns, report, checker.id))
        await case.answered(report, checker)
        given.append((await gained(case, checker, report))[-1])
    assert offered == [2, 2, 2, 0, 2]
    assert given == [*[("checked", 2)] * 3, ("checked", 0), ("checked", 2)]
    await case.passes(days=6)  # another week has begun
    await case.answered(reports[4], checker)
    assert (await gained(case, checker, reports[4]))[-1] == ("checked", 2)


async def test_what_was_checked_counts_by_the_teams_of_that_time(case: Case) -> None:
    checker, mate = await case.rider(7), await case.rider(8)
    reports = [await to_check(case, number, mate, checker) for number in range(4)]
    for report in reports[:3]:
        await case.answered(report, checker)  # strangers as yet
    await case.passes(minutes=1)
    await in_team(case, checker, mate)
    await case.answered(reports[3], checker)
    assert (await gained(case, checker, reports[3]))[-1] == ("checked", 2)
