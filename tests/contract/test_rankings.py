"""Boards, and what is counted for them, on both engines."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind
from domain.programme.rankings import Board, Did, Mate, Measure, NamedPlace, Place, Standing, ranked
from domain.programme.teams import Company, Stay, Team
from domain.reporting.reports import Actor, ActorKind, Event, Report, Status
from domain.week.weeks import Span
from services.ports.transaction import Transaction
from storage.database import Database

SYSTEM = Actor(ActorKind.SYSTEM, 0, "")
EAST = Stay(50, 1, "east", 1, 1_000, until=2_000)
WEST = Stay(51, 1, "west", 1, 2_000, on_board=True)
SPAN = Span(1_000, 3_000)
PLACES = [
    Place(Board.TEAM, Measure.SHARE, "west", 1, 80),
    Place(Board.TEAM, Measure.SHARE, "east", 2, 50),
    Place(Board.COMPANY, Measure.CHECKS, "acme", 1, 3),
]
DID = Did(51, 1, "west", None, shows=True, reports=4, fixed=3, checks=2)


@pytest.fixture
async def town(stocked: Database) -> Database:
    """A rider who went from one team to another."""

    async def stock(tx: Transaction) -> None:
        await tx.teams.save_companies([Company("acme", "顺达", "Acme")])
        await tx.teams.save_teams([Team("east", "城东队", "East", "acme"), Team("west", "城西队", "West")])
        for stay in (EAST, WEST):
            await tx.teams.save_stay(stay)

    await stocked.write(stock)
    return stocked


async def reported(database: Database, report: Report, *lives: tuple[int, Sequence[tuple[int, Status]]]) -> None:
    """Reports, each with when it was submitted and what it became when."""

    async def stock(tx: Transaction) -> None:
        for number, (submitted, steps) in enumerate(lives, 100):
            serial = replace(report.number, serial=number)
            await tx.reports.add(replace(report, id=number, number=serial, submitted_at=submitted))
            before = Status.ROUTED
            for at, status in ((submitted, Status.ROUTED), *steps):
                event = Event(1_000 * number + at % 999, number, at, "step", before, status, SYSTEM, "", "", "a")
                await tx.reports.add_events([event])
                before = status

    await database.write(stock)


async def test_a_report_counts_for_the_team_of_its_time_as_it_stood_at_the_end(town: Database, report: Report) -> None:
    await reported(
        town,
        report,
        (1_500, [(1_600, Status.RESOLVED)]),
        (1_999, [(3_000, Status.RESOLVED)]),
        (2_000, [(2_100, Status.RESOLVED), (2_200, Status.CONFIRMED)]),
        (2_500, [(2_600, Status.WITHDRAWN)]),
        (2_501, [(2_600, Status.REJECTED)]),
        (2_502, [(2_600, Status.DUPLICATE)]),
        (2_503, [(3_500, Status.WITHDRAWN)]),
        (999, [(1_100, Status.RESOLVED)]),
        (3_000, [(3_100, Status.RESOLVED)]),
    )
    found = await town.read(lambda tx: tx.rankings.did(SPAN))
    assert sorted(found, key=lambda each: each.stay_id) == [
        Did(50, 1, "east", "acme", shows=False, reports=2, fixed=1, checks=0),
        Did(51, 1, "west", None, shows=True, reports=2, fixed=1, checks=0),
    ]


async def test_checks_are_those_that_earned_points(town: Database) -> None:
    entries = [
        Entry("a", 1, None, Merit.CHECKED, 2, "2026-11-23", 1_500),
        Entry("b", 1, None, Merit.ANSWERED, 5, "2026-11-23", 2_000),
        Entry("c", 1, None, Merit.CHECKED, 0, "2026-11-23", 2_000),
        Entry("d", 1, None, Merit.WITNESS, 2, "2026-11-23", 2_000),
        Entry("e", 1, None, Merit.CHECKED, 2, "2026-11-23", 3_000),
    ]

    async def add(tx: Transaction) -> None:
        for each in entries:
            await tx.ledger.add(each)

    await town.write(add)
    found = await town.read(lambda tx: tx.rankings.did(SPAN))
    assert sorted((each.stay_id, each.checks) for each in found) == [(50, 1), (51, 1)]


async def test_boards_are_kept_in_place_of_those_before(town: Database) -> None:
    assert await town.read(lambda tx: tx.rankings.week()) is None
    await town.write(lambda tx: tx.rankings.keep("2026-W46", PLACES, [DID]))
    assert await town.read(lambda tx: tx.rankings.week()) == "2026-W46"
    assert await town.read(lambda tx: tx.rankings.first(Board.TEAM, Measure.SHARE, 9)) == [
        NamedPlace(Board.TEAM, Measure.SHARE, "west", 1, 80, "城西队", "West"),
        NamedPlace(Board.TEAM, Measure.SHARE, "east", 2, 50, "城东队", "East"),
    ]
    (company,) = await town.read(lambda tx: tx.rankings.first(Board.COMPANY, Measure.CHECKS, 9))
    assert (company.zh, company.figure) == ("顺达", 3)
    assert len(await town.read(lambda tx: tx.rankings.first(Board.TEAM, Measure.SHARE, 1))) == 1
    assert await town.read(lambda tx: tx.rankings.place_of(Board.TEAM, Measure.SHARE, "east")) == PLACES[1]
    assert await town.read(lambda tx: tx.rankings.place_of(Board.TEAM, Measure.CHECKS, "east")) is None
    await town.write(lambda tx: tx.rankings.keep("2026-W47", [], []))
    assert await town.read(lambda tx: tx.rankings.week()) == "2026-W47"
    assert await town.read(lambda tx: tx.rankings.first(Board.TEAM, Measure.SHARE, 9)) == []
    assert await town.read(lambda tx: tx.rankings.of_rider(1)) == []


async def test_mates_are_those_who_want_it_now_and_are_not_banned(town: Database, rider: Rider) -> None:
    await town.write(lambda tx: tx.rankings.keep("2026-W46", [], [DID]))
    mate = Mate(WEST, 4, 3, 2)
    assert await town.read(lambda tx: tx.rankings.mates("west", 0)) == [mate]
    assert await town.read(lambda tx: tx.rankings.mates("east", 0)) == []
    banned = replace(rider, barred=SanctionKind.BAN, barred_until=5_000)
    await town.write(lambda tx: tx.riders.save(banned))
    assert await town.read(lambda tx: tx.rankings.mates("west", 4_999)) == []
    assert await town.read(lambda tx: tx.rankings.mates("west", 5_000)) == [mate]
    await town.write(lambda tx: tx.riders.save(replace(banned, barred_until=None)))
    assert await town.read(lambda tx: tx.rankings.mates("west", 9_000)) == []
    await town.write(lambda tx: tx.riders.save(replace(banned, barred=SanctionKind.MUTE)))
    assert await town.read(lambda tx: tx.rankings.mates("west", 0)) == [mate]
    await town.write(lambda tx: tx.teams.save_stay(replace(WEST, on_board=False)))
    assert await town.read(lambda tx: tx.rankings.mates("west", 0)) == []
    assert await town.read(lambda tx: tx.rankings.of_rider(1)) == [replace(mate, stay=replace(WEST, on_board=False))]


async def test_who_takes_themselves_off_or_is_forgotten_leaves_nothing(town: Database, rider: Rider) -> None:
    await town.write(lambda tx: tx.rankings.keep("2026-W46", [], [DID]))
    await town.write(lambda tx: tx.rankings.erase(1))
    assert await town.read(lambda tx: tx.rankings.of_rider(1)) == []
    await town.write(lambda tx: tx.rankings.keep("2026-W46", [], [DID]))
    await town.write(lambda tx: tx.erasure.forget(rider, 5_000))
    assert await town.read(lambda tx: tx.rankings.of_rider(1)) == []
    assert not any(each.on_board for each in await town.read(lambda tx: tx.teams.stays_of(1)))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 3)), min_size=4, max_size=9))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_places_are_those_of_the_order_of_all_mates(
    town: Database, rider: Rider, figures: list[tuple[int, int, int]]
) -> None:
    did = [
        Did(
            500 + number,
            500 + number,
            "west",
            None,
            shows=True,
            reports=reports,
            fixed=min(fixed, reports),
            checks=checks,
        )
        for number, (reports, fixed, checks) in enumerate(figures)
    ]

    async def stock(tx: Transaction) -> None:
        for each in did:
            await tx.riders.save(replace(rider, id=each.rider_id, chat_id=each.rider_id))
            await tx.teams.save_stay(Stay(each.stay_id, each.rider_id, "west", each.stay_id, 3_000, on_board=True))
        await tx.rankings.keep("2026-W46", [], did)

    await town.write(stock)
    mates = await town.read(lambda tx: tx.rankings.mates("west", 0))
    for each in did:
        told = await town.read(lambda tx, rider_id=each.rider_id: tx.rankings.standings(rider_id, 0))  # type: ignore[misc]
        orders = {measure: ranked(mates, measure) for measure in Measure}
        assert told == {
            measure: Standing(place, len(order))
            for measure, order in orders.items()
            for place, mate in order
            if mate.stay.id == each.stay_id
        }
    assert await town.read(lambda tx: tx.rankings.standings(1, 0)) == {}
