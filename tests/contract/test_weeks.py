"""The figures of a week."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import SYSTEM, Event, Report, Status
from domain.week.weeks import Span
from services.ports.transaction import Transaction
from services.ports.weeks import QueueFigures, RiderFigures
from storage.database import Database

START, END = 100_000, 200_000
WEEK = Span(START, END)
Step = tuple[int, str, Status, str]
"""When, action, status after it, queue after it."""

ROUTE = ("route", Status.ROUTED, "property")


@pytest.fixture
async def riding(database: Database, rider: Rider) -> Database:
    await database.write(lambda tx: tx.riders.save(rider))
    return database


async def live(database: Database, report: Report, steps: Sequence[Step]) -> None:
    """Store a report and its history; it stands as its last step left it."""
    _, _, status, queue = steps[-1]
    submitted_at = steps[0][0]

    async def store(tx: Transaction) -> None:
        await tx.reports.add(
            replace(
                report,
                number=ReportNumber("DC", "2611", report.id),
                submitted_at=submitted_at,
                status=status,
                queue=queue,
            )
        )
        before = Status.SUBMITTED
        for count, (at, action, target, queue_after) in enumerate(steps):
            number = report.id * 100 + count
            await tx.reports.add_events(
                [Event(number, report.id, at, action, before, target, SYSTEM, "", "", queue_after)]
            )
            before = target

    await database.write(store)


async def queue_figures(database: Database, queue: str = "property") -> QueueFigures:
    return await database.read(lambda tx: tx.weeks.queue(queue, WEEK))


async def rider_figures(database: Database, rider_id: int = 1) -> RiderFigures:
    return await database.read(lambda tx: tx.weeks.rider(rider_id, WEEK))


async def test_a_week_is_told_once_a_scope(database: Database) -> None:
    assert await database.write(lambda tx: tx.weeks.tell("rider:1", "2026-W47", 5))
    assert not await database.write(lambda tx: tx.weeks.tell("rider:1", "2026-W47", 6))
    assert await database.write(lambda tx: tx.weeks.tell("rider:1", "2026-W48", 6))
    assert await database.write(lambda tx: tx.weeks.tell("rider:2", "2026-W47", 6))


async def test_an_empty_week(riding: Database) -> None:
    figures = await queue_figures(riding)
    assert figures == QueueFigures()
    assert await rider_figures(riding) == RiderFigures()


async def test_what_happened_in_a_queue_is_counted_within_the_week(riding: Database, report: Report) -> None:
    await live(
        riding,
        replace(report, id=1),
        [
            (START, *ROUTE),
            (START + 50, "accept", Status.ACCEPTED, "property"),
            (START + 60, "commented", Status.ACCEPTED, "property"),
            (START + 70, "resolve", Status.RESOLVED, "property"),
            (START + 80, "not_fixed", Status.REOPENED, "property"),
            (START + 90, "accept", Status.ACCEPTED, "property"),
            (START + 95, "resolve", Status.RESOLVED, "property"),
            (END - 1, "fixed", Status.CONFIRMED, "property"),
        ],
    )
    await live(riding, replace(report, id=2), [(END, *ROUTE)])
    await live(riding, replace(report, id=3), [(START - 1, *ROUTE)])
    figures = await queue_figures(riding)
    assert figures.received == 1
    assert (figures.accepted, figures.resolved, figures.reopened, figures.confirmed) == (2, 2, 1, 1)
    assert (figures.bounced, figures.median_response) == (0, 50)


async def test_a_bounce_leaves_one_queue_and_arrives_in_another(riding: Database, report: Report) -> None:
    await live(
        riding,
        replace(report, id=1),
        [
            (START + 1, *ROUTE),
            (START + 2, "bounce", Status.BOUNCED, "triage"),
            (START + 3, "assign", Status.ROUTED, "committee"),
            (START + 13, "accept", Status.ACCEPTED, "committee"),
        ],
    )
    property_, triage, committee = [await queue_figures(riding, queue) for queue in ("property", "triage", "committee")]
    assert (property_.received, property_.bounced, property_.open) == (1, 1, 0)
    assert (triage.received, triage.bounced, triage.open) == (1, 0, 0)
    assert (committee.received, committee.accepted, committee.median_response, committee.open) == (1, 1, 10, 1)


async def test_the_median_of_first_responses_counts_from_arrival(riding: Database, report: Report) -> None:
    for number, waited in enumerate((10, 500, 30), 1):
        await live(
            riding,
            replace(report, id=number),
            [(START - 5, *ROUTE), (START - 5 + waited, "accept", Status.ACCEPTED, "property")],
        )
    assert (await queue_figures(riding)).median_response == 30


async def test_open_tickets_are_those_that_waited_when_the_week_ended(riding: Database, report: Report) -> None:
    accepted = (START + 5, "accept", Status.ACCEPTED, "property")
    histories: dict[int, list[Step]] = {
        1: [(START + 1, *ROUTE)],
        2: [(START, *ROUTE), accepted, (START + 6, "resolve", Status.RESOLVED, "property")],
        3: [(START + 3, *ROUTE), (END + 1, "withdraw", Status.WITHDRAWN, "property")],
        4: [(START + 2, *ROUTE), (END + 1, "bounce", Status.BOUNCED, "triage")],
        5: [(START + 4, *ROUTE), (END - 1, "bounce", Status.BOUNCED, "triage")],
        6: [(END, *ROUTE)],
        7: [(START + 9, *ROUTE), accepted, (END + 5, "resolve", Status.RESOLVED, "property")],
    }
    for number, steps in histories.items():
        closed_at = steps[-1][0] if steps[-1][2] is Status.WITHDRAWN else None
        await live(riding, replace(report, id=number, due_at=None, closed_at=closed_at), steps)
    figures = await queue_figures(riding)
    assert figures.open == 4


async def test_overdue_are_those_that_fell_so_in_the_week_and_those_that_stand_so_at_its_end(
    riding: Database, report: Report
) -> None:
    resolved: list[Step] = [(START, *ROUTE), (START + 9, "resolve", Status.RESOLVED, "property")]
    await live(riding, replace(report, id=1, due_at=END - 1), [(START, *ROUTE)])
    await live(riding, replace(report, id=2, due_at=END), [(START, *ROUTE)])
    await live(riding, replace(report, id=3, due_at=START + 1, overdue_at=START + 1), resolved)
    await live(riding, replace(report, id=4, due_at=START - 1, overdue_at=START - 1), resolved)
    await live(riding, replace(report, id=5, due_at=START + 1, overdue_at=START + 1), [(START, *ROUTE)])
    figures = await queue_figures(riding)
    assert (figures.overdue, figures.late) == (3, 2)


async def test_a_riders_week_has_what_was_fixed_what_waits_and_what_is_asked(
    riding: Database, rider: Rider, report: Report
) -> None:
    await riding.write(lambda tx: tx.riders.save(replace(rider, id=2, chat_id=2)))
    accepted = (START, "accept", Status.ACCEPTED, "property")
    resolved = (END - 1, "resolve", Status.RESOLVED, "property")
    histories: dict[int, list[Step]] = {
        1: [(START - 9, *ROUTE)],
        2: [(START - 8, *ROUTE), accepted, (END, "resolve", Status.RESOLVED, "property")],
        3: [(START + 1, *ROUTE), (START + 5, "reject", Status.REJECTED, "property")],
        5: [(START - 7, *ROUTE), accepted, resolved],
        6: [(START - 7, *ROUTE), accepted, resolved, (END, "not_fixed", Status.REOPENED, "property")],
        7: [
            (START - 7, *ROUTE),
            (START - 6, "accept", Status.ACCEPTED, "property"),
            (START - 1, "resolve", Status.RESOLVED, "property"),
        ],
        8: [(START - 7, *ROUTE), accepted, (START + 9, "resolve", Status.RESOLVED, "property"),
            (START + 10, "not_fixed", Status.REOPENED, "property")],
    }  # fmt: skip
    for number, steps in histories.items():
        closed_at = steps[-1][0] if steps[-1][2] is Status.REJECTED else None
        await live(riding, replace(report, id=number, due_at=9 - number, closed_at=closed_at), steps)
    await live(riding, replace(report, id=4, rider_id=2, witnesses=1), [(START + 1, *ROUTE), accepted, resolved])
    await riding.write(lambda tx: tx.reports.add_witness(4, 1, START + 2))
    figures = await rider_figures(riding)
    assert figures.submitted == 1
    assert [(each.id, each.resolved_at) for each in figures.fixed] == [(5, END - 1), (6, END - 1)]
    assert [each.id for each in figures.waiting] == [8, 6, 1]
    assert [each.id for each in figures.asked] == [2, 4, 5, 7]
    assert (figures.open, figures.asks) == (3, 4)


async def test_a_riders_points_are_those_of_the_week_and_the_balance_at_its_end(
    stocked: Database, report: Report
) -> None:
    async def earn(tx: Transaction) -> None:
        for cause, points, at in (("a", 1, START - 1), ("b", 4, START), ("c", -2, END - 1), ("d", 50, END)):
            await tx.ledger.add(Entry(cause, 1, report.id, Merit.ACCEPTED, points, "2026-11-23", at))

    await stocked.write(earn)
    figures = await rider_figures(stocked)
    assert (figures.points, figures.balance) == (2, 3)
