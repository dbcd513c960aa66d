"""Whatever is asked of a report in whatever role, it moves along the table whole, or not at all."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import TimeOrderedIds
from domain.errors import Refused
from domain.language.danger import DangerReader
from domain.language.suggestion import Suggester
from domain.people.points import Awards
from domain.people.riders import Rider
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Actor, ActorKind, Report, Status
from domain.tickets.lifecycle import FINAL, STOPPED, TRANSITIONS, Action, Role, transition
from services.deps import Deps, Limits
from services.ports.transaction import Transaction
from services.tickets.changing import Request, change_status
from storage.database import Database
from tests.town import sample_district

DISTRICT = sample_district()
HOUR = 3_600_000
REPORTER, WITNESS, ORIGINAL = 1, 2, 21
SELDOM = 90
ACTORS = {
    Role.QUEUE: Actor(ActorKind.STAFF, 9, "李"),
    Role.TRIAGE: Actor(ActorKind.STAFF, 8, "王"),
    Role.SUPERVISOR: Actor(ActorKind.STAFF, 9, "张"),
    Role.REPORTER: Actor(ActorKind.RIDER, REPORTER),
    Role.WITNESS: Actor(ActorKind.RIDER, WITNESS),
    Role.CHECKER: Actor(ActorKind.RIDER, WITNESS),
    Role.SYSTEM: Actor(ActorKind.SYSTEM, 0),
}
UNTIL = str(1_795_400_000_000 + 90 * 24 * HOUR)
EVERYTHING = {
    "reason": "unclear", "queue": "drainage", "original": str(ORIGINAL), "until": UNTIL, "to": "9",
    "category": "rubbish", "place": "37.44,116.31",
}  # fmt: skip


def request(action: Action, role: Role, words: str, detail: dict[str, str]) -> Request:
    return Request(action, ACTORS[role], role, words, detail=detail)


careless = st.builds(
    request,
    st.sampled_from(Action),
    st.sampled_from(Role),
    st.sampled_from(["", " ", "换了灯"]),
    st.sampled_from([{}, EVERYTHING, *({name: value} for name, value in EVERYTHING.items())]),
)
asking = st.lists(st.one_of(st.integers(0, 99), careless), min_size=10, max_size=40)
"""A number stands for one of the rows that are open then, seldom for one that ends the report."""


def chosen(number: int, report: Report) -> Request:
    rows = [
        row
        for row in TRANSITIONS
        if report.status in row.sources and (row.leads(report) not in FINAL or number > SELDOM)
    ]
    rows = rows or list(TRANSITIONS)
    row = rows[number % len(rows)]
    return request(row.action, sorted(row.roles)[number % len(row.roles)], "换了灯", EVERYTHING)


class Hands:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = 1_795_400_000_000

    def now(self) -> int:
        return self.at


class UndoneError(Exception):
    """Ends an example; nothing of it stays."""


@pytest.fixture
async def filed(database: Database, rider: Rider, report: Report) -> Database:
    async def file(tx: Transaction) -> None:
        for number in (REPORTER, WITNESS):
            await tx.riders.save(replace(rider, id=number, chat_id=number))
        new = replace(report, status=Status.SUBMITTED, category="stairwell_dark", queue="lighting", community="C6")
        await tx.reports.add(new)
        await tx.reports.add(replace(new, id=ORIGINAL, number=ReportNumber("DC", "2611", 2)))

    await database.write(file)
    return database


@given(asked=asking)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_a_request_is_carried_out_whole_or_changes_nothing(filed: Database, asked: list[int | Request]) -> None:
    clock = Hands()
    deps = Deps(DISTRICT, Suggester(()), DangerReader(()), clock, TimeOrderedIds(), Awards(), Limits())

    async def work(tx: Transaction) -> None:
        report = await tx.reports.get(20)
        assert report is not None
        for each in [0, *asked]:
            clock.at += HOUR
            report = await ask(tx, deps, report, chosen(each, report) if isinstance(each, int) else each)
        raise UndoneError

    with pytest.raises(UndoneError):
        await filed.write(work)


async def ask(tx: Transaction, deps: Deps, report: Report, request: Request) -> Report:
    """Ask for a change and check what came of it."""
    row, events = transition(request.action, report.status), await tx.reports.events(report.id)
    try:
        moved = await change_status(tx, deps, report, request)
    except Refused:
        assert await tx.reports.get(report.id) == report
        assert await tx.reports.events(report.id) == events
        return report
    assert row is not None
    assert request.role in row.roles
    target = row.leads(report, elsewhere=request.detail.get("queue", report.queue) != report.queue)
    assert (moved.status, moved.version) == (target, report.version + 1)
    assert await tx.reports.get(report.id) == moved
    *before, last = await tx.reports.events(report.id)
    assert tuple(before) == events
    assert (last.source, last.target, last.actor, last.at) == (
        report.status, target, request.actor, deps.clock.now(),
    )  # fmt: skip
    assert last.queue == moved.queue
    assert (moved.closed_at is not None) is (moved.status in FINAL)
    assert (moved.stopped_at is not None) is (moved.status in STOPPED)
    assert moved.overdue_at == report.overdue_at
    if request.action is Action.BOUNCE:
        assert moved.queue == deps.district.triage.id
    elif request.action not in {Action.ASSIGN, Action.MOVE, Action.CORRECT, Action.RELOCATE, Action.RESETTLE}:
        assert moved.queue == report.queue
    assert min([await tx.ledger.balance(rider) for rider in (REPORTER, WITNESS)]) >= 0
    return moved
