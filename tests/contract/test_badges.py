"""Trainings, badges and honour letters, on both engines."""

import asyncio
from dataclasses import replace

from domain.district.badges import Badges, Criteria, Honour
from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.programme.badges import Badge, BadgeReason, Honoured, Knight, Trace, Training
from domain.reporting.reports import Report
from domain.tickets.staff import QueueChat
from services.ports.transaction import Transaction
from services.programme import badges, honours
from services.tickets.ticket_actions import Staff
from storage.database import Database
from tests.usecases import START, Case

FIRE = Training("activity:5:1", 1, Knight.FLAME, 5_000)
FLAME = Badge(1, Knight.FLAME, 1, 5_000)
HONOUR = Honoured(50, 1, 5_000)
ALL = frozenset(Merit)


async def complete(database: Database, *trainings: Training) -> list[bool]:
    async def work(tx: Transaction) -> list[bool]:
        return [await tx.badges.complete(each) for each in trainings]

    return await database.write(work)


async def test_a_training_counts_once_for_each_cause(stocked: Database) -> None:
    again = replace(FIRE, cause="lesson:fire:1", at=4_000)
    traffic = replace(FIRE, cause="activity:6:1", knight=Knight.FLASH)
    assert await complete(stocked, FIRE, FIRE, again, traffic) == [True, False, True, True]
    assert await stocked.read(lambda tx: tx.badges.trainings(1)) == {Knight.FLAME: 2, Knight.FLASH: 1}
    assert await stocked.read(lambda tx: tx.badges.trainings_of(1)) == [again, FIRE, traffic]


async def test_a_training_that_was_none_can_be_taken_back_and_completed_again(stocked: Database) -> None:
    await complete(stocked, FIRE)
    assert await stocked.write(lambda tx: tx.badges.uncomplete(FIRE.cause))
    assert not await stocked.write(lambda tx: tx.badges.uncomplete(FIRE.cause))
    assert await complete(stocked, FIRE) == [True]


async def test_deeds_are_entries_with_points_that_were_not_taken_back(stocked: Database, report: Report) -> None:
    second = replace(report, id=21, number=replace(report.number, serial=9), category="pothole")
    entries = [
        Entry("a", 1, 20, Merit.ACCEPTED, 4, "2026-11-23", 1),
        Entry("b", 1, 21, Merit.ACCEPTED, 4, "2026-11-23", 2),
        Entry("c", 1, 21, Merit.ANSWERED, 0, "2026-11-23", 3),
        Entry("d", 1, None, Merit.MENTOR, 5, "2026-11-23", 4),
    ]

    async def add(tx: Transaction) -> None:
        await tx.reports.add(second)
        for each in entries:
            await tx.ledger.add(each)

    await stocked.write(add)
    known = {("accepted", "manhole"): 1, ("accepted", "pothole"): 1, ("mentor", None): 1}
    assert await stocked.read(lambda tx: tx.badges.deeds(1, ALL)) == known
    assert await stocked.read(lambda tx: tx.badges.deeds(1, {"mentor"})) == {("mentor", None): 1}
    assert await stocked.read(lambda tx: tx.badges.deeds(1, ())) == {}
    back = Entry("e", 1, 20, Merit.TAKEN_BACK, -4, "2026-11-24", 5)
    await stocked.write(lambda tx: tx.ledger.add(back))
    assert await stocked.read(lambda tx: tx.badges.deeds(1, ALL)) == {("accepted", "pothole"): 1, ("mentor", None): 1}


async def test_a_badge_is_given_once_and_its_trace_is_kept(stocked: Database) -> None:
    assert await stocked.write(lambda tx: tx.badges.give(FLAME))
    assert not await stocked.write(lambda tx: tx.badges.give(replace(FLAME, at=6_000)))
    taken = FLAME.traced(Trace(7_000, 900, "李主任", BadgeReason.ABSENT))
    assert await stocked.write(lambda tx: tx.badges.trace(taken))
    assert not await stocked.write(lambda tx: tx.badges.trace(taken))
    assert await stocked.read(lambda tx: tx.badges.of_rider(1)) == [taken]
    again = taken.traced(Trace(8_000, 901, ""))
    assert again.held
    assert await stocked.write(lambda tx: tx.badges.trace(again))
    assert await stocked.read(lambda tx: tx.badges.of_rider(1)) == [again]


async def test_a_letter_is_asked_for_and_signed_once(stocked: Database) -> None:
    assert await stocked.write(lambda tx: tx.badges.add_honour(HONOUR))
    assert not await stocked.write(lambda tx: tx.badges.add_honour(replace(HONOUR, id=51)))
    assert await stocked.read(lambda tx: tx.badges.honour_of(1)) == HONOUR
    signed = replace(HONOUR, year=2026, number=1, signed_at=6_000, signed_by=900, signed_name="李主任")
    assert await stocked.write(lambda tx: tx.badges.sign(signed))
    assert not await stocked.write(lambda tx: tx.badges.sign(replace(signed, number=2)))
    await stocked.write(lambda tx: tx.badges.drop_honour(50))
    assert await stocked.read(lambda tx: tx.badges.honour(50)) == signed
    assert await stocked.read(lambda tx: tx.badges.newest_letter(2026)) == 1
    assert await stocked.read(lambda tx: tx.badges.newest_letter(2027)) == 0


async def test_what_nobody_signed_can_be_dropped(stocked: Database) -> None:
    await stocked.write(lambda tx: tx.badges.add_honour(HONOUR))
    await stocked.write(lambda tx: tx.badges.drop_honour(50))
    assert await stocked.read(lambda tx: tx.badges.honour(50)) is None


async def test_all_of_it_goes_with_its_rider(stocked: Database, rider: Rider) -> None:
    await complete(stocked, FIRE)
    await stocked.write(lambda tx: tx.badges.give(FLAME))
    await stocked.write(lambda tx: tx.badges.add_honour(HONOUR))
    await stocked.write(lambda tx: tx.erasure.forget(rider, 7_000))
    assert await stocked.read(lambda tx: tx.badges.trainings_of(1)) == []
    assert await stocked.read(lambda tx: tx.badges.of_rider(1)) == []
    assert await stocked.read(lambda tx: tx.badges.honour_of(1)) is None


async def test_two_who_work_out_the_same_badge_give_it_once(town: Case, processes: tuple[Database, Database]) -> None:
    criteria = Criteria((1, 2, 3), (0, 0, 0))
    town.has_district(badges=Badges({Knight.FLAME: criteria}, Honour(1, 1)))
    supervisors = town.deps.district.supervisors
    assert supervisors is not None
    await town.database.write(lambda tx: tx.queues.link(QueueChat(supervisors.id, -500, None, START)))
    rider = await town.rider(7)
    await complete(town.database, replace(FIRE, rider_id=7))
    met = asyncio.Barrier(2) if processes[0] is not processes[1] else None
    attempts = [0, 0]

    async def once(nth: int) -> None:
        async def work(tx: Transaction) -> None:
            attempts[nth] += 1
            await tx.badges.of_rider(7)
            if met is not None and attempts[nth] == 1:
                await met.wait()
            await badges.work_out(tx, town.deps, "7:1")

        await processes[nth].write(work)

    await asyncio.gather(once(0), once(1))
    assert [(each.level, each.held) for each in await town.database.read(lambda tx: tx.badges.of_rider(7))] == [
        (1, True)
    ]
    told = [call for call in await town.told() if call.chat == rider.chat_id]
    assert len([call for call in told if "火焰" in call.text]) == 1
    assert len([call for call in town.telegram.calls if "荣誉骑士待签发" in call.text]) == 1


async def test_two_letters_that_are_signed_at_once_have_numbers_of_their_own(
    town: Case, processes: tuple[Database, Database]
) -> None:
    town.has_district(badges=Badges({Knight.FLAME: Criteria((1, 2, 3), (0, 0, 0))}, Honour(1, 1)))
    supervisors = town.deps.district.supervisors
    assert supervisors is not None
    await town.database.write(lambda tx: tx.queues.link(QueueChat(supervisors.id, -500, None, START)))
    for number in (7, 8):
        await town.rider(number)
        await complete(town.database, Training(f"activity:5:{number}", number, Knight.FLAME, START))
        await town.do(badges.work_out, f"{number}:1")
    asked = [await town.database.read(lambda tx, number=number: tx.badges.honour_of(number)) for number in (7, 8)]  # type: ignore[misc]
    met = asyncio.Barrier(2) if processes[0] is not processes[1] else None
    attempts = [0, 0]

    async def sign(nth: int) -> bool:
        honour = asked[nth]
        assert honour is not None

        async def work(tx: Transaction) -> bool:
            attempts[nth] += 1
            await tx.badges.newest_letter(2026)
            if met is not None and attempts[nth] == 1:
                await met.wait()
            return await honours.sign(tx, town.deps, Staff(900, "李主任"), -500, honour.id)

        return await processes[nth].write(work)

    assert all(await asyncio.gather(sign(0), sign(1)))
    letters = [await town.database.read(lambda tx, number=number: tx.badges.honour_of(number)) for number in (7, 8)]  # type: ignore[misc]
    assert sorted((each and each.year, each and each.number) for each in letters) == [(2026, 1), (2026, 2)]


async def test_a_deed_without_a_report_is_none_once_it_was_taken_back(stocked: Database) -> None:
    given = Entry("activity:5:1", 1, None, Merit.ACTIVITY, 5, "2026-11-23", 1)
    again = replace(given, cause="activity:5:1:2")
    back = replace(given, cause=f"taken_back:{given.cause}", merit=Merit.TAKEN_BACK, points=-5)

    async def add(tx: Transaction) -> None:
        for each in (given, back, again):
            await tx.ledger.add(each)

    await stocked.write(add)
    assert await stocked.read(lambda tx: tx.badges.deeds(1, ALL)) == {("activity", None): 1}
