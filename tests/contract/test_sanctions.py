"""What supervisors did against riders: appended, found by rider, by person and by its beginning, on both engines."""

from dataclasses import replace

from domain.people.riders import Rider
from domain.people.sanctions import Sanction, SanctionKind, SanctionReason
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import SYSTEM, Event, Report, Status
from services.ports.transaction import Transaction
from storage.database import Database

BAN = Sanction(1, 1, 7, "abc", SanctionKind.BAN, SanctionReason.FALSE, 1_000, 9_000, 20, 99, "王督办")


async def add(database: Database, *acts: Sanction) -> None:
    for act in acts:
        await database.write(lambda tx, act=act: tx.sanctions.add(act))  # type: ignore[misc]


async def test_acts_come_back_as_they_were_in_order(database: Database) -> None:
    lift = replace(BAN, id=2, kind=SanctionKind.LIFT, reason=None, until=2_000)
    mute = replace(BAN, id=3, begun_id=3, kind=SanctionKind.MUTE, until=None)
    await add(database, BAN, lift, mute)
    acts = await database.read(lambda tx: tx.sanctions.of_rider(7))
    assert acts == [replace(BAN, person=""), replace(lift, person=""), mute]
    assert await database.read(lambda tx: tx.sanctions.begun(1)) == acts[:2]
    assert await database.read(lambda tx: tx.sanctions.of_rider(8)) == []


async def test_a_person_is_known_by_the_newest_act_until_that_has_ended(database: Database) -> None:
    again = replace(BAN, id=2, rider_id=8)
    await add(database, BAN, again)
    assert await database.read(lambda tx: tx.sanctions.of_person("abc")) == again
    assert await database.read(lambda tx: tx.sanctions.of_person("")) is None
    await database.write(lambda tx: tx.sanctions.unname(8_999))
    assert await database.read(lambda tx: tx.sanctions.of_person("abc")) == again
    await database.write(lambda tx: tx.sanctions.unname(9_000))
    assert await database.read(lambda tx: tx.sanctions.of_person("abc")) is None
    assert len(await database.read(lambda tx: tx.sanctions.begun(1))) == 2


async def test_one_without_an_end_keeps_its_person(database: Database) -> None:
    await add(database, replace(BAN, until=None))
    await database.write(lambda tx: tx.sanctions.unname(1 << 60))
    assert await database.read(lambda tx: tx.sanctions.of_person("abc")) is not None


async def test_a_report_counts_as_false_by_its_last_rejection(stocked: Database, rider: Rider, report: Report) -> None:
    reasons = {21: ["false"], 22: ["out_of_scope"], 23: ["false", "unclear"], 24: []}

    async def stock(tx: Transaction) -> None:
        for number, given in reasons.items():
            status = Status.REJECTED if given else Status.ROUTED
            await tx.reports.add(replace(report, id=number, number=ReportNumber("DC", "2611", number), status=status))
            for at, reason in enumerate(given):
                detail = f'{{"reason": "{reason}"}}'
                event = Event(100 * number + at, number, at, "reject", status, status, SYSTEM, "", detail)
                await tx.reports.add_events([event])

    before = await stocked.read(lambda tx: tx.sanctions.record(rider.id))
    await stocked.write(stock)
    after = await stocked.read(lambda tx: tx.sanctions.record(rider.id))
    assert (after.reports - before.reports, after.false - before.false) == (4, 1)
    assert after.since == rider.created_at


async def test_nobody_has_done_nothing(database: Database) -> None:
    record = await database.read(lambda tx: tx.sanctions.record(404))
    assert (record.since, record.reports, record.false) == (None, 0, 0)
