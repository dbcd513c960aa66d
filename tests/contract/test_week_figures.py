"""The figures of a week beside the same figures counted naively, over random histories of many reports."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from random import Random

import pytest

from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import SYSTEM, Event, Report, Status
from domain.tickets.lifecycle import FINAL, TRANSITIONS, WAITING, Action
from domain.week.weeks import Span
from services.ports.transaction import Transaction
from services.ports.weeks import NOTHING, SHOWN_AT_MOST, QueueFigures, RiderFigures, RiderReport
from storage.database import Database

QUEUES = ("property", "committee", "triage")
RIDERS = (1, 2)
START, END = 1_000, 2_000
WEEK = Span(START, END)
EVERYTHING = range(3_000)


@dataclass(frozen=True, slots=True)
class History:
    """A report as it stands now, and all that happened to it, in order."""

    report: Report
    events: tuple[Event, ...]

    def at(self, end: int) -> Event | None:
        """The last thing that happened before an instant."""
        before = [event for event in self.events if event.at < end]
        return before[-1] if before else None

    @property
    def steps(self) -> list[tuple[str, Event]]:
        """Each event of the week with the queue that had the report before it, "" for none."""
        queues = ["", *(event.queue for event in self.events)]
        return [(queue, event) for queue, event in zip(queues, self.events, strict=False) if START <= event.at < END]

    def waits(self, end: int) -> str | None:
        """The queue that had to act at an instant."""
        last = self.at(end)
        return last.queue if last and last.target in WAITING else None


def histories(chance: Random, report: Report, count: int) -> list[History]:
    return [history(chance, replace(report, id=number)) for number in range(1, count + 1)]


def history(chance: Random, report: Report) -> History:
    """A walk along the table of transitions at random times, some of them equal; a missed limit may move."""
    times = iter(sorted(chance.choices(EVERYTHING, k=chance.randint(2, 14))))
    queue, status, at = chance.choice(QUEUES), Status.SUBMITTED, next(times)
    events = [event(report, 0, at, "submit", (status, status), queue)]
    former: Status | None = None
    for count, moment in enumerate(times, 1):
        rows = [row for row in TRANSITIONS if status in row.sources]
        if not rows:
            break
        row = chance.choice(rows)
        queue = {Action.BOUNCE: "triage", Action.ASSIGN: chance.choice(QUEUES)}.get(row.action, queue)
        target = row.leads(replace(report, former=former))
        events.append(event(report, count, moment, row.action.value, (status, target), queue))
        status, former, at = target, status, moment
    limit = chance.choice([None, *EVERYTHING])
    lived = History(report, tuple(events))
    return replace(
        lived,
        report=replace(
            report,
            number=ReportNumber("DC", "2611", report.id),
            rider_id=chance.choice(RIDERS),
            status=status,
            queue=queue,
            submitted_at=events[0].at,
            respond_by=chance.choice([None, *EVERYTHING]),
            due_at=chance.choice([limit, None, chance.choice(EVERYTHING)]),
            overdue_at=limit if limit is not None and lived.waits(limit) else None,
            closed_at=at if status in FINAL else None,
        ),
    )


def event(report: Report, count: int, at: int, action: str, way: tuple[Status, Status], queue: str) -> Event:
    return Event(report.id * 100 + count, report.id, at, action, *way, SYSTEM, "", "", queue)


def queue_week(lived: Sequence[History], queue: str) -> QueueFigures:
    steps = [step for each in lived for step in each.steps]
    moved = [event.target for _, event in steps if event.queue == queue and event.source is not event.target]
    standing = [each.report for each in lived if each.waits(END) == queue]
    late = {report.id for report in standing if report.due_at is not None and report.due_at < END}
    held = {each.report.id for each in lived if (last := each.at(END)) and last.target is Status.ON_HOLD}
    fell = {each.report.id for each in lived if fell_overdue_in(each, queue)}
    answers = [answer for each in lived for answer in responses(each, queue)]
    in_time = [each for _, each in answers if each is not None]
    acts = [(event.action, event.source) for _, event in steps if event.queue == queue]
    repairs = [
        (each.report, event)
        for each in lived
        for _, event in each.steps
        if event.queue == queue and event.source is not event.target and event.target is Status.RESOLVED
    ]
    return QueueFigures(
        received=sum(before != queue and event.queue == queue for before, event in steps),
        first_received=sum(before == "" and event.queue == queue for before, event in steps),
        accepted=sum(event.queue == queue and event.action == "accept" for _, event in steps),
        rejected=moved.count(Status.REJECTED) - acts.count(("undo", Status.REJECTED)),
        resolved=moved.count(Status.RESOLVED),
        confirmed=moved.count(Status.CONFIRMED),
        promised=len(in_time),
        answered_in_time=sum(in_time),
        resolved_in_time=sum(ends_in_time(report, event) for report, event in repairs),
        fell_overdue=len(fell),
        overdue=len((late - held) | fell),
        bounced=sum(before == queue and event.action == "bounce" for before, event in steps),
        reopened=sum(action == "not_fixed" for action, _ in acts),
        waited=tuple(sorted(waited for waited, _ in answers)),
        lasted=tuple(sorted(event.at - report.submitted_at for report, event in repairs)),
        open=len(standing),
        late=len(late - held),
    )


def fell_overdue_in(lived: History, queue: str) -> bool:
    at = lived.report.overdue_at
    return at is not None and START <= at < END and lived.waits(at) == queue


def ends_in_time(report: Report, event: Event) -> bool:
    return report.due_at is not None and (report.overdue_at is None or report.overdue_at >= event.at)


def responses(lived: History, queue: str) -> list[tuple[int, bool | None]]:
    """From each arrival in the queue to the acceptance in the week that followed it, and whether that was in time."""
    waited, arrived, promised = list[tuple[int, bool | None]](), None, lived.report.respond_by
    for before, after in pairwise([None, *lived.events]):
        assert after is not None
        if after.queue == queue and (before is None or before.queue != queue):
            arrived = after.at
        accepts = after.action == "accept" and after.source in {Status.ROUTED, Status.BOUNCED}
        if accepts and after.queue == queue and arrived is not None and START <= after.at < END:
            waited.append((after.at - arrived, None if promised is None else after.at <= promised))
    return waited


def rider_week(lived: Sequence[History], entries: Sequence[Entry], rider: int) -> RiderFigures:
    own = sorted((each for each in lived if each.report.rider_id == rider), key=lambda each: each.report.id)
    repairs = [(each.report, at) for each in own if (at := fixed_at(each))]
    waiting = [each.report for each in own if each.report.status in WAITING]
    asked = [each.report for each in own if each.report.status is Status.RESOLVED]
    earned = [entry for entry in entries if entry.rider_id == rider and entry.at < END]
    return RiderFigures(
        submitted=sum(
            START <= each.report.submitted_at < END for each in own if each.report.status is not Status.WITHDRAWN
        ),
        fixed=tuple(line(report, at) for report, at in sorted(repairs, key=lambda repair: (-repair[1], repair[0].id))),
        waiting=tuple(map(line, sorted(waiting, key=urgency)[:SHOWN_AT_MOST])),
        asked=tuple(map(line, sorted(asked, key=lambda report: (report.resolved_at or 0, report.id))[:SHOWN_AT_MOST])),
        open=len(waiting),
        asks=len(asked),
        points=sum(entry.points for entry in earned if entry.at >= START),
        balance=sum(entry.points for entry in earned),
    )


def fixed_at(lived: History) -> int | None:
    """When a report was resolved within the week, if it stood so at its end."""
    last = lived.at(END)
    times = [e.at for _, e in lived.steps if e.target is Status.RESOLVED and e.source is not Status.RESOLVED]
    return times[-1] if times and last and last.target in FIXED else None


FIXED = {Status.RESOLVED, Status.CONFIRMED, Status.CLOSED_UNCONFIRMED}


def urgency(report: Report) -> tuple[bool, float, int, int]:
    due_at = inf if report.due_at is None else report.due_at
    return report.status is Status.ON_HOLD, due_at, report.submitted_at, report.id


def line(report: Report, resolved_at: int | None = None) -> RiderReport:
    return RiderReport(
        id=report.id, number=report.number, category=report.category, community=report.community, queue=report.queue,
        status=report.status, lat=report.position.lat, lng=report.position.lng, submitted_at=report.submitted_at,
        due_at=report.due_at, overdue_at=report.overdue_at, resolved_at=resolved_at or report.resolved_at,
        witnesses=report.witnesses, may_be_shown=report.may_be_shown, has_pictures=False,
    )  # fmt: skip


def ledger(chance: Random, lived: Sequence[History]) -> list[Entry]:
    return [
        Entry(f"{each.report.id}", each.report.rider_id, each.report.id, Merit.ROUTED,
              chance.randint(-3, 9), "2026-11-23", chance.choice(EVERYTHING))
        for each in lived
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
async def test_figures_are_those_of_a_naive_count(database: Database, rider: Rider, report: Report, seed: int) -> None:
    chance = Random(seed)  # noqa: S311  the same histories each time
    lived = histories(chance, report, 40)
    entries = ledger(chance, lived)

    async def store(tx: Transaction) -> None:
        for number in RIDERS:
            await tx.riders.save(replace(rider, id=number, chat_id=number))
        for each in lived:
            await tx.reports.add(each.report)
            for event in each.events:
                await tx.reports.add_events([event])
        for entry in entries:
            await tx.ledger.add(entry)

    await database.write(store)
    together = await database.read(lambda tx: tx.weeks.queues(WEEK))
    for queue in QUEUES:
        assert together.get(queue, NOTHING) == queue_week(lived, queue)
        counted = await database.read(lambda tx, queue=queue: tx.weeks.queue(queue, WEEK))  # type: ignore[misc]
        assert counted == queue_week(lived, queue)
    for number in RIDERS:
        told = await database.read(lambda tx, number=number: tx.weeks.rider(number, WEEK))  # type: ignore[misc]
        assert told == rider_week(lived, entries, number)
