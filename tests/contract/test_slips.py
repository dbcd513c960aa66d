"""Delay slips and the deeds for which they can be had, on both engines."""

from dataclasses import replace

import pytest

from domain.people.riders import Rider
from domain.programme.slips import Deed, Done, Slip
from domain.reporting.drafts import Draft, DraftStage
from domain.reporting.reports import Actor, ActorKind, Event, Report
from services.ports.retention import Kept
from services.ports.transaction import Transaction
from storage.database import Database

SLIP = Slip(70, "ABCDEFGH", 1, 20, Deed.REPORT, 1_000, 2_000, 90_000)


async def saved(database: Database, *slips: Slip) -> None:
    async def work(tx: Transaction) -> None:
        for each in slips:
            await tx.slips.save(each)

    await database.write(work)


async def test_what_a_rider_chose_is_kept_and_found(stocked: Database) -> None:
    made = replace(SLIP, minutes=15, name="小李", made_at=5_000, ends_at=99_000, to_at=2_500)
    check = replace(SLIP, id=71, code="ABCDEFGJ", deed=Deed.CHECK)
    await saved(stocked, SLIP, made, check)
    assert await stocked.read(lambda tx: tx.slips.get(70)) == made
    assert await stocked.read(lambda tx: tx.slips.of_code("ABCDEFGH")) == made
    assert await stocked.read(lambda tx: tx.slips.of_code("ABCDEFGX")) is None
    assert await stocked.read(lambda tx: tx.slips.of_deed(1, 20, Deed.CHECK)) == check
    assert await stocked.read(lambda tx: tx.slips.of_deed(1, 20, Deed.WITNESS)) is None
    assert await stocked.read(lambda tx: tx.slips.of_rider(1)) == [made]
    assert await stocked.read(lambda tx: tx.slips.holders(20)) == {1}


async def test_there_is_one_for_a_deed(stocked: Database) -> None:
    await saved(stocked, SLIP)
    with pytest.raises(Exception, match=r"(?i)unique|met others"):
        await saved(stocked, replace(SLIP, id=71, code="ABCDEFGJ"))


async def test_what_is_over_goes(stocked: Database) -> None:
    await saved(stocked, SLIP)
    await stocked.write(lambda tx: tx.retention.purge(Kept.SLIPS, SLIP.ends_at, 10))
    assert await stocked.read(lambda tx: tx.slips.get(70)) == SLIP
    await stocked.write(lambda tx: tx.retention.purge(Kept.SLIPS, SLIP.ends_at + 1, 10))
    assert await stocked.read(lambda tx: tx.slips.get(70)) is None


async def test_deeds_are_what_a_rider_reported_witnessed_and_checked(
    stocked: Database, rider: Rider, draft: Draft, report: Report
) -> None:
    """Whoever became a witness by a merge, or without evidence, did nothing there by the record."""
    other = replace(rider, id=2, chat_id=2)

    async def work(tx: Transaction) -> None:
        await tx.riders.save(other)
        own = replace(draft, id=report.id, stage=DraftStage.SUBMITTED, report_id=report.id, opened_at=500)
        await tx.drafts.add(replace(own, heard_at=700))
        await tx.reports.add(replace(report, id=21, number=replace(report.number, serial=2), submitted_at=100))
        for report_id, proven in ((20, True), (21, False)):
            await tx.reports.add_witness(report_id, 2, 3_000, proven=proven)
        happened = [(20, "witnessed", 3_000), (21, "witnessed", 3_100), (20, "fixed", 8_000), (20, "not_fixed", 7_000)]
        actor = Actor(ActorKind.RIDER, 2)
        await tx.reports.add_events(
            [
                Event(number, report_id, at, action, report.status, report.status, actor, "", "")
                for number, (report_id, action, at) in enumerate(happened, 900)
            ]
        )

    await stocked.write(work)
    own = [Done(Deed.REPORT, 20, 500)]
    assert await stocked.read(lambda tx: tx.slips.deeds(1, 200)) == own
    theirs = [Done(Deed.CHECK, 20, 8_000), Done(Deed.WITNESS, 20, 3_000)]
    assert await stocked.read(lambda tx: tx.slips.deeds(2, 200)) == theirs
    assert await stocked.read(lambda tx: tx.slips.deeds(2, 8_001)) == []
    assert sorted(await stocked.read(lambda tx: tx.slips.acts(1, 20))) == sorted({500, 700, report.submitted_at})
    assert sorted(await stocked.read(lambda tx: tx.slips.acts(2, 20))) == [3_000, 7_000, 8_000]


async def test_a_rider_who_leaves_takes_them_along(stocked: Database, rider: Rider) -> None:
    await saved(stocked, replace(SLIP, made_at=5_000))
    await stocked.write(lambda tx: tx.erasure.forget(rider, 9_000))
    assert await stocked.read(lambda tx: tx.slips.of_code(SLIP.code)) is None
