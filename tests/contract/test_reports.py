"""Reports, events and witnesses."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from domain.errors import Conflict
from domain.geo.positions import METRES_PER_DEGREE
from domain.language.dangers import DangerKind
from domain.people.riders import Rider
from domain.reporting.numbers import ReportNumber
from domain.reporting.photos import Photo
from domain.reporting.reports import SYSTEM, Actor, ActorKind, Event, Report, Status
from services.ports.transaction import Transaction
from storage.database import Database


async def test_a_report_comes_back_as_it_was(stocked: Database, report: Report) -> None:
    assert await stocked.read(lambda tx: tx.reports.get(report.id)) == report
    assert await stocked.read(lambda tx: tx.reports.by_number("2611", 1)) == report
    assert await stocked.read(lambda tx: tx.reports.get(999)) is None


async def test_a_report_brings_its_photos_in_order(stocked: Database, report: Report, photo: Photo) -> None:
    photos = tuple(replace(photo, id=number, report_id=report.id) for number in (31, 32, 33))

    async def add(tx: Transaction) -> None:
        for each in reversed(photos):
            await tx.photos.add(each)

    await stocked.write(add)
    assert await stocked.read(lambda tx: tx.reports.get(report.id)) == replace(report, photos=photos)


async def test_a_report_keeps_the_danger_that_it_came_with(stocked: Database, report: Report) -> None:
    hurt = replace(report, id=21, number=ReportNumber("DC", "2611", 2), danger=DangerKind.INJURY)
    await stocked.write(lambda tx: tx.reports.add(hurt))
    saved = await stocked.write(lambda tx: tx.reports.save(replace(hurt, category="lamp")))
    assert saved.danger is DangerKind.INJURY
    assert await stocked.read(lambda tx: tx.reports.get(21)) == saved


async def test_usual_categories_are_those_of_the_newest_reports(stocked: Database, report: Report) -> None:
    async def add(tx: Transaction) -> None:
        for serial, category in enumerate(("lamp", "lamp", "sewer", "gas"), 2):
            each = replace(report, id=20 + serial, number=ReportNumber("DC", "2612", serial), category=category)
            await tx.reports.add(each)

    await stocked.write(add)
    assert await stocked.read(lambda tx: tx.reports.usual_categories(4)) == ("lamp", "gas", "sewer")
    assert await stocked.read(lambda tx: tx.reports.usual_categories(1)) == ("gas",)


async def test_every_column_of_a_report_is_saved(stocked: Database, report: Report) -> None:
    changed = replace(
        report,
        status=Status.ON_HOLD,
        category="lamp",
        note="换了",
        position=replace(report.position, lat=37.5, lng=116.4, datum="gcj02", source="typed", accuracy_m=None),
        community=None,
        queue="triage",
        route_reason="{}",
        urgent=True,
        respond_by=None,
        due_at=9,
        overdue_at=8,
        accepted_at=7,
        resolved_at=6,
        closed_at=5,
        holder="王",
        hold_until=4,
        card_menu="reject",
        witnesses=3,
        reopenings=2,
        outcome="等件",
        original=77,
    )
    saved = await stocked.write(lambda tx: tx.reports.save(changed))
    assert saved == replace(changed, version=2)
    assert await stocked.read(lambda tx: tx.reports.get(report.id)) == saved


async def test_saving_an_old_version_is_a_conflict_and_changes_nothing(stocked: Database, report: Report) -> None:
    saved = await stocked.write(lambda tx: tx.reports.save(replace(report, note="first")))
    with pytest.raises(Conflict):
        await stocked.write(lambda tx: tx.reports.save(replace(report, note="second")))
    assert await stocked.read(lambda tx: tx.reports.get(report.id)) == saved


async def test_two_changes_at_once_both_happen(stocked: Database, report: Report) -> None:
    async def count_witness(tx: Transaction) -> None:
        known = await tx.reports.get(report.id)
        assert known is not None
        await tx.reports.save(replace(known, witnesses=known.witnesses + 1))

    await asyncio.gather(*(stocked.write(count_witness) for _ in range(12)))
    known = await stocked.read(lambda tx: tx.reports.get(report.id))
    assert known is not None
    assert (known.witnesses, known.version) == (12, 13)


async def test_serials_are_dense_and_unique_whoever_asks_at_once(stocked: Database, report: Report) -> None:
    async def submit(tx: Transaction) -> int:
        serial = await tx.reports.next_serial("2612")
        await tx.reports.add(replace(report, id=1_000 + serial, number=ReportNumber("DC", "2612", serial)))
        return serial

    async def fail(tx: Transaction) -> None:
        await tx.reports.next_serial("2612")
        raise RuntimeError

    results = await asyncio.gather(
        *(stocked.write(submit if number % 4 else fail) for number in range(48)), return_exceptions=True
    )
    assert sorted(each for each in results if isinstance(each, int)) == list(range(1, 37))
    assert await stocked.write(lambda tx: tx.reports.next_serial("2701")) == 1


async def test_near_finds_open_reports_of_the_category_nearest_first(stocked: Database, report: Report) -> None:
    def at(number: int, metres: float, **changes: Any) -> Report:
        position = replace(report.position, lat=report.position.lat + metres / METRES_PER_DEGREE)
        return replace(
            report,
            id=number,
            number=ReportNumber("DC", "2611", number),
            position=position,
            **changes,
        )

    async def add(tx: Transaction) -> None:
        for each in (
            at(101, 70),
            at(102, -30),
            at(103, 101),
            at(104, 10, category="lamp"),
            at(105, 10, status=Status.CONFIRMED),
            at(106, 10, submitted_at=1_999),
            at(107, 20, status=Status.RESOLVED),
            at(108, 90),
            at(109, 95),
        ):
            await tx.reports.add(each)

    await stocked.write(add)
    found = await stocked.read(lambda tx: tx.reports.near(report.position, 100, 2_000, ["manhole"]))
    assert [each.id for each in found] == [20, 107, 102, 101, 108, 109]
    assert [round(each.distance_m) for each in found] == [0, 20, 30, 70, 90, 95]
    first = found[0]
    assert (first.category, first.lat, first.lng) == ("manhole", report.position.lat, report.position.lng)
    assert (first.submitted_at, first.rider_id) == (report.submitted_at, report.rider_id)

    async def ids(radius_m: float, categories: list[str] | None) -> list[int]:
        return [
            each.id
            for each in await stocked.read(lambda tx: tx.reports.near(report.position, radius_m, 2_000, categories))
        ]

    assert await ids(50, ["lamp", "manhole"]) == [20, 104, 107, 102]
    assert await ids(50, None) == [20, 104, 107, 102]
    assert await ids(50, ["lamp"]) == [104]
    assert await ids(50, ["l_mp", "manh%", "amp/manhole"]) == []
    assert await ids(50, []) == []
    assert await ids(2_000, ["manhole"]) == [20, 107, 102, 101, 108, 109, 103], (
        "more rows of cells than one statement has"
    )


async def test_of_a_spot_with_more_reports_than_one_statement_brings_each_is_found(
    stocked: Database, report: Report
) -> None:
    async def add(tx: Transaction) -> None:
        for n in range(1, 403):
            number = ReportNumber("DC", "2611", 1000 + n)
            await tx.reports.add(replace(report, id=1000 + n, number=number, submitted_at=5_000 + n // 3, photos=()))

    await stocked.write(add)
    found = await stocked.read(lambda tx: tx.reports.near(report.position, 100, 2_000, ["manhole"]))
    assert sorted(each.id for each in found) == [report.id, *range(1001, 1403)]


async def test_a_report_that_moved_or_closed_is_found_where_it_is(stocked: Database, report: Report) -> None:
    elsewhere = replace(report.position, lat=38.0)
    moved = await stocked.write(lambda tx: tx.reports.save(replace(report, position=elsewhere)))
    assert not await stocked.read(lambda tx: tx.reports.near(report.position, 100, 0, ["manhole"]))
    assert len(await stocked.read(lambda tx: tx.reports.near(elsewhere, 100, 0, ["manhole"]))) == 1
    await stocked.write(lambda tx: tx.reports.save(replace(moved, status=Status.REJECTED)))
    assert not await stocked.read(lambda tx: tx.reports.near(elsewhere, 100, 0, ["manhole"]))


async def test_a_riders_reports_are_those_reported_or_witnessed(
    stocked: Database, rider: Rider, report: Report
) -> None:
    async def add(tx: Transaction) -> None:
        await tx.riders.save(replace(rider, id=2, chat_id=2))
        for number, reporter in ((21, 1), (22, 2), (23, 2)):
            await tx.reports.add(
                replace(
                    report,
                    id=number,
                    rider_id=reporter,
                    number=ReportNumber("DC", "2611", number),
                    submitted_at=2_000 + number,
                )
            )
        assert await tx.reports.add_witness(22, 1, 5_000)

    await stocked.write(add)
    mine = await stocked.read(lambda tx: tx.reports.of_rider(1, 10, 0))
    assert [each.id for each in mine] == [22, 21, 20]
    assert [each.id for each in await stocked.read(lambda tx: tx.reports.of_rider(1, 1, 1))] == [21]
    assert await stocked.read(lambda tx: tx.reports.count_since(1, 2_001)) == 1


async def test_a_queue_sees_urgent_first_then_oldest(stocked: Database, report: Report) -> None:
    async def add(tx: Transaction) -> None:
        others: dict[int, dict[str, Any]] = {
            21: {"submitted_at": 1_000},
            22: {"submitted_at": 9_000, "urgent": True},
            23: {"status": Status.CONFIRMED},
            24: {"queue": "triage"},
        }
        for number, changes in others.items():
            await tx.reports.add(replace(report, id=number, number=ReportNumber("DC", "2611", number), **changes))

    await stocked.write(add)
    standing = await stocked.read(lambda tx: tx.reports.open_of_queue("property", 10))
    assert [each.id for each in standing] == [22, 21, 20]
    assert len(await stocked.read(lambda tx: tx.reports.open_of_queue("property", 2))) == 2


async def test_events_come_back_in_order(stocked: Database, event: Event) -> None:
    staff = Actor(ActorKind.STAFF, 5_000_000_000, "小李")
    later = replace(
        event, id=41, at=2_500, action="accept", source=Status.ROUTED, target=Status.ACCEPTED, actor=staff, words="好"
    )

    async def add(tx: Transaction) -> None:
        await tx.reports.add_events([event])
        await tx.reports.add_events([later])

    await stocked.write(add)
    read = await stocked.read(lambda tx: tx.reports.events(20))
    assert read == (event, later)
    assert [type(each.actor.kind) for each in read] == [ActorKind, ActorKind]


async def test_a_rider_is_a_witness_once(stocked: Database, rider: Rider) -> None:
    await stocked.write(lambda tx: tx.riders.save(replace(rider, id=2, chat_id=2)))
    assert not await stocked.read(lambda tx: tx.reports.is_witness(20, 2))
    assert await stocked.write(lambda tx: tx.reports.add_witness(20, 2, 3_000))
    assert not await stocked.write(lambda tx: tx.reports.add_witness(20, 2, 3_001))
    assert await stocked.read(lambda tx: tx.reports.is_witness(20, 2))


async def test_witnesses_keep_their_order_whoever_comes_later(stocked: Database, rider: Rider) -> None:
    async def meet(tx: Transaction) -> None:
        for number in (4, 2, 3):
            await tx.riders.save(replace(rider, id=number, chat_id=number))

    await stocked.write(meet)
    await stocked.write(lambda tx: tx.reports.add_witness(20, 4, 3_000, proven=False))
    await stocked.write(lambda tx: tx.reports.add_witness(20, 3, 3_001))
    await stocked.write(lambda tx: tx.reports.add_witness(20, 2, 3_001))
    assert await stocked.read(lambda tx: tx.reports.witnesses(20)) == [2, 3]
    await stocked.write(lambda tx: tx.reports.add_witness(20, 4, 3_002))
    assert await stocked.read(lambda tx: tx.reports.witnesses(20)) == [2, 3, 4]


async def test_who_took_part_in_a_report_took_part_in_its_duplicates(
    stocked: Database, rider: Rider, report: Report, event: Event
) -> None:
    async def add(tx: Transaction) -> None:
        for number in (2, 3):
            await tx.riders.save(replace(rider, id=number, chat_id=number))
        for number, original in ((21, None), (22, 21), (23, 22), (24, None)):
            serial = ReportNumber("DC", "2611", number)
            await tx.reports.add(replace(report, id=number, rider_id=2, number=serial, original=original))
        await tx.reports.add_witness(23, 3, 5_000)
        acts = {41: Actor(ActorKind.STAFF, rider.chat_id), 42: Actor(ActorKind.RIDER, 3), 43: SYSTEM}
        for number, actor in acts.items():
            await tx.reports.add_events([replace(event, id=number, report_id=22, actor=actor)])

    await stocked.write(add)

    async def found(tx: Transaction) -> list[tuple[bool, ...]]:
        reports, riders = (20, 21, 22, 23, 24), (1, 2, 3)
        return [
            tuple([await ask(report_id, rider_id) for report_id in reports for rider_id in riders])
            for ask in (tx.reports.concerns, tx.reports.acted_on)
        ]

    concerned, acted = await stocked.read(found)
    in_chain, apart = (False, True, True), (False, True, False)
    assert concerned == (*(True, False, False), *in_chain * 3, *apart)
    assert acted == (*(False,) * 3, *(True, False, False) * 3, *(False,) * 3)


async def test_evidence_makes_a_witness_of_one_who_had_also_seen_it(stocked: Database, rider: Rider) -> None:
    other = replace(rider, id=2, chat_id=2)
    await stocked.write(lambda tx: tx.riders.save(other))
    assert await stocked.write(lambda tx: tx.reports.add_witness(20, 2, 3_000, proven=False))
    assert not await stocked.write(lambda tx: tx.reports.add_witness(20, 2, 3_001, proven=False))
    assert not await stocked.read(lambda tx: tx.reports.is_witness(20, 2))
    assert await stocked.read(lambda tx: tx.reports.has_joined(20, 2))
    assert await stocked.read(lambda tx: tx.reports.count_also_seen(20)) == 1
    assert await stocked.read(lambda tx: tx.riders.of_report(20)) == [rider]
    assert await stocked.read(lambda tx: tx.riders.also_seen(20)) == [other]
    assert await stocked.write(lambda tx: tx.reports.add_witness(20, 2, 3_002))
    assert not await stocked.write(lambda tx: tx.reports.add_witness(20, 2, 3_003, proven=False))
    assert await stocked.read(lambda tx: tx.reports.is_witness(20, 2))
    assert await stocked.read(lambda tx: tx.riders.of_report(20)) == [rider, other]
    assert not await stocked.read(lambda tx: tx.riders.also_seen(20))


async def test_whoever_of_a_queues_staff_acted_last_comes_first(stocked: Database, report: Report) -> None:
    def event(number: int, at: int, actor: Actor, queue: str = "property") -> Event:
        return Event(number, report.id, at, "noted", Status.ROUTED, Status.ROUTED, actor, "", "", queue)

    li, wang = Actor(ActorKind.STAFF, 9, "李"), Actor(ActorKind.STAFF, 8, "王")
    happened = (
        event(1, 10, SYSTEM),
        event(2, 20, li),
        event(3, 30, wang),
        event(4, 40, Actor(ActorKind.RIDER, 1)),
        event(5, 50, wang, "gas"),  # by whom it was sent on, from another queue
        event(6, 60, Actor(ActorKind.STAFF, 0, "")),
    )
    await stocked.write(lambda tx: tx.reports.add_events(happened))
    for since, limit, found in ((0, 9, [wang, li]), (25, 9, [wang]), (0, 1, [wang])):
        acted = await stocked.read(lambda tx, s=since, n=limit: tx.reports.staff_of_queue("property", s, n))  # type: ignore[misc]
        assert acted == found
    assert await stocked.read(lambda tx: tx.reports.staff_of_queue("gas", 0, 9)) == []


async def test_what_was_merged_into_a_report_is_found(stocked: Database, report: Report) -> None:
    merged = [
        replace(report, id=number, number=ReportNumber("DC", "2611", number), original=report.id) for number in (22, 21)
    ]

    async def add(tx: Transaction) -> None:
        for each in merged:
            await tx.reports.add(each)

    await stocked.write(add)
    assert [each.id for each in await stocked.read(lambda tx: tx.reports.merged_into(report.id))] == [21, 22]
    assert await stocked.read(lambda tx: tx.reports.merged_into(21)) == []
