"""Questions to riders who pass a repair: what lies near, who was asked, and what goes with time and with its rider."""

from dataclasses import replace

from domain.geo.positions import METRES_PER_DEGREE, Position
from domain.people.riders import Rider
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Report, Status
from services.ports.transaction import Transaction
from storage.database import Database
from tests.contract.conftest import PLACE

CHECKER = 2


def north(metres: float) -> Position:
    return replace(PLACE, lat=PLACE.lat + metres / METRES_PER_DEGREE)


def resolved(report: Report, number: int, metres: float = 0, **changes: object) -> Report:
    made = replace(report, id=number, number=ReportNumber("DC", "2611", number), status=Status.RESOLVED)
    return replace(made, position=north(metres), **changes)  # type: ignore[arg-type]


async def stock(database: Database, rider: Rider, *reports: Report) -> None:
    async def add(tx: Transaction) -> None:
        await tx.riders.save(replace(rider, id=CHECKER, chat_id=8_000_000_002, checks=True))
        for report in reports:
            await tx.reports.add(report)

    await database.write(add)


async def near(database: Database, rider_id: int = CHECKER) -> list[tuple[int, int]]:
    found = await database.read(lambda tx: tx.spot_checks.near(rider_id, PLACE, 300))
    return [(each.report_id, round(each.distance_m)) for each in found]


async def test_what_waits_for_an_answer_near_by_is_found_the_nearest_first(
    stocked: Database, rider: Rider, report: Report
) -> None:
    waits = [resolved(report, 21, 290), resolved(report, 22, 5), resolved(report, 23, -150), resolved(report, 24, 310)]
    others = [resolved(report, 30 + at, status=status) for at, status in enumerate(set(Status) - {Status.RESOLVED})]
    await stock(stocked, rider, *waits, *others)
    assert await near(stocked) == [(22, 5), (23, 150), (21, 290)]
    assert await near(stocked, rider.id) == [], "the reporter's own"


async def test_nobody_is_asked_twice_about_the_same(stocked: Database, rider: Rider, report: Report) -> None:
    await stock(stocked, rider, resolved(report, 21), resolved(report, 22))
    assert await stocked.read(lambda tx: tx.spot_checks.asked_last(CHECKER)) is None
    await stocked.write(lambda tx: tx.spot_checks.add(CHECKER, 21, 5_000))
    await stocked.write(lambda tx: tx.spot_checks.add(rider.id, 22, 9_000))
    assert await near(stocked) == [(22, 0)]
    assert await stocked.read(lambda tx: tx.spot_checks.asked_last(CHECKER)) == 5_000
    assert await stocked.read(lambda tx: tx.spot_checks.was_asked(CHECKER, 21))
    assert not await stocked.read(lambda tx: tx.spot_checks.was_asked(CHECKER, 22))
    assert await stocked.read(lambda tx: tx.spot_checks.asked_about(21)) == [CHECKER]


async def test_what_was_asked_goes_with_time_and_with_its_rider(
    stocked: Database, rider: Rider, report: Report
) -> None:
    await stock(stocked, rider, resolved(report, 21), resolved(report, 22))
    for rider_id, report_id, at in ((CHECKER, 21, 5_000), (CHECKER, 22, 6_000), (rider.id, 22, 7_000)):
        await stocked.write(lambda tx, asked=(rider_id, report_id, at): tx.spot_checks.add(*asked))  # type: ignore[misc]
    await stocked.write(lambda tx: tx.spot_checks.purge(6_000))
    assert await stocked.read(lambda tx: tx.spot_checks.asked_about(21)) == []
    assert await stocked.read(lambda tx: tx.spot_checks.asked_about(22)) == [CHECKER, rider.id]
    await stocked.write(lambda tx: tx.erasure.forget(replace(rider, id=CHECKER, chat_id=8_000_000_002), 9_000))
    assert await stocked.read(lambda tx: tx.spot_checks.asked_about(22)) == [rider.id]


async def test_it_is_kept_whether_a_rider_wants_to_be_asked(stocked: Database, rider: Rider) -> None:
    assert not (await known(stocked, rider.id)).checks
    await stocked.write(lambda tx: tx.riders.save(replace(rider, checks=True)))
    assert (await known(stocked, rider.id)).checks


async def known(database: Database, rider_id: int) -> Rider:
    rider = await database.read(lambda tx: tx.riders.get(rider_id))
    assert rider
    return rider
