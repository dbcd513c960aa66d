"""The life of a report: whatever is asked of it, it moves along the table, towards an end."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reporting.reports import Status
from domain.tickets.lifecycle import (
    FINAL,
    OPEN,
    TRANSITIONS,
    UNDO_MS,
    WAITING,
    Action,
    Condition,
    Effect,
    Need,
    Role,
    To,
    Transition,
    is_heard,
    open_actions,
    standing,
    transition,
)
from tests.sample_views import report

STAFF = {Role.QUEUE, Role.TRIAGE, Role.SUPERVISOR}
RIDERS = {Role.REPORTER, Role.WITNESS, Role.CHECKER}
LED_BACK = {Status.CONFIRMED, Status.CLOSED_UNCONFIRMED}
UNDONE_FOR_A_WHILE = {Status.REJECTED, Status.DUPLICATE}
DAY = 86_400_000


def targets(source: Status, rows: Iterable[Transition] = TRANSITIONS) -> set[Status]:
    return set().union(*(ends(row) for row in rows if source in row.sources))


def ends(row: Transition) -> set[Status]:
    """Where a row may lead: one that goes back, to wherever the report came from."""
    if isinstance(row.target, Status):
        return {row.target}
    return {came for into in TRANSITIONS if into.target in row.sources for came in into.sources}


def reachable(start: Status, rows: Iterable[Transition] = TRANSITIONS) -> set[Status]:
    found, new = {start}, {start}
    while new:
        new = set().union(*(targets(status, rows) for status in new)) - found
        found |= new
    return found


def test_statuses_are_open_or_final_and_waiting_ones_are_open() -> None:
    assert set(Status) == OPEN | FINAL
    assert not OPEN & FINAL
    assert WAITING < OPEN


def test_every_status_is_reached_from_the_first() -> None:
    assert reachable(Status.SUBMITTED) == set(Status)


@pytest.mark.parametrize("status", Status)
def test_every_open_status_has_an_exit_and_of_the_final_ones_what_was_resolved_or_can_be_undone(status: Status) -> None:
    assert bool(targets(status) - {status}) is (status in OPEN | LED_BACK | UNDONE_FOR_A_WHILE)
    assert bool(reachable(status) & FINAL)


@pytest.mark.parametrize("status", sorted(WAITING - {Status.SUBMITTED}))
def test_where_staff_must_act_they_alone_can_bring_it_to_an_end(status: Status) -> None:
    by_staff = [row for row in TRANSITIONS if row.roles & STAFF]
    assert reachable(status, by_staff) & (FINAL | {Status.RESOLVED})


def test_what_is_resolved_ends_without_anybody() -> None:
    assert Action.CLOSE in open_actions(report(status=Status.RESOLVED), [Role.SYSTEM], 0)


@given(st.sampled_from(Status), st.sampled_from(Action))
def test_an_action_leads_from_a_status_to_one_place(source: Status, action: Action) -> None:
    rows = [row for row in TRANSITIONS if row.action is action and source in row.sources]
    assert len(rows) <= 1
    assert transition(action, source) == (rows[0] if rows else None)


@given(st.sampled_from(Status), st.sets(st.sampled_from(Role)))
def test_what_is_open_to_roles_is_what_the_table_lets_them_do(source: Status, roles: set[Role]) -> None:
    offered = open_actions(report(status=source, former=Status.ROUTED, closed_at=0), roles, UNDO_MS - 1)
    for action in Action:
        row = transition(action, source)
        assert (action in offered) is (row is not None and bool(row.roles & roles))


_ANSWERS, _UNDO = frozenset({Action.FIXED, Action.NOT_FIXED}), frozenset({Action.UNDO})
_LEAD_BACK = dict.fromkeys(LED_BACK, _ANSWERS) | {
    Status.REJECTED: _UNDO,
    Status.DUPLICATE: _UNDO | {Action.UNMERGE},
}


@given(st.lists(st.tuples(st.sampled_from(Action), st.sampled_from(Role)), max_size=60))
def test_whatever_is_asked_only_an_answer_or_an_undo_leaves_an_end_and_nothing_begins_anew(
    asked: list[tuple[Action, Role]],
) -> None:
    it, effects, later = report(status=Status.SUBMITTED), list[Effect](), tuple[Effect, ...]()
    for action, role in asked:
        row = transition(action, it.status)
        if row is None or role not in row.roles:
            continue
        assert it.status in OPEN or action in _LEAD_BACK[it.status]
        effects, later = [*effects, *row.effects], row.later
        it = replace(it, status=row.leads(it), former=it.status)
        assert it.status is not Status.SUBMITTED
    effects += later
    assert effects.count(Effect.AWARD_ROUTED) <= 1
    assert (effects.count(Effect.TAKE_BACK) + effects.count(Effect.TAKE_BACK_IF_FALSE)) <= 1


def test_what_can_be_undone_says_nothing_to_riders_before() -> None:
    undo = next(row for row in TRANSITIONS if row.action is Action.UNDO)
    into = [row for row in TRANSITIONS if row.target in undo.sources]
    assert {row.action for row in into} == {row.action for row in TRANSITIONS if row.later}
    for row in into:
        assert row.effects == ()
        assert Effect.TELL_RIDERS in row.later
    assert undo.effects == (Effect.RESUME_CLOCKS,)


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: row.action.value)
def test_a_row_is_for_staff_or_for_riders_or_for_the_clock(row: Transition) -> None:
    assert not (row.roles & STAFF and row.roles & RIDERS)


def test_who_may_do_what() -> None:
    by_role = {role: {row.action for row in TRANSITIONS if role in row.roles} for role in Role}
    assert by_role[Role.REPORTER] == {Action.FIXED, Action.NOT_FIXED, Action.WITHDRAW, Action.MOVE}
    assert by_role[Role.WITNESS] == by_role[Role.CHECKER] == {Action.FIXED, Action.NOT_FIXED}
    assert by_role[Role.SYSTEM] == {Action.ROUTE, Action.RESUME, Action.CLOSE, Action.UNMERGE, Action.RESETTLE}
    assert Action.BOUNCE not in by_role[Role.TRIAGE], "triage has nowhere to bounce to"
    assert Action.ASSIGN not in by_role[Role.QUEUE], "a queue sends nothing on to a third"


def test_what_must_be_explained_is() -> None:
    needs = {row.action: row.need for row in TRANSITIONS}
    assert needs[Action.RESOLVE] is Need.WORDS_OR_PHOTO
    assert needs[Action.REJECT] is Need.REASON
    assert needs[Action.HOLD] is Need.WORDS
    assert needs[Action.BOUNCE] is Need.REASON_OR_WORDS
    assert needs[Action.DUPLICATE] is Need.ORIGINAL
    assert needs[Action.ASSIGN] is Need.QUEUE


BETWEEN_QUEUES = {
    Action.BOUNCE, Action.ASSIGN, Action.MOVE, Action.CORRECT, Action.RELOCATE, Action.RESETTLE,
}  # fmt: skip
UNTOLD = {Action.ROUTE, Action.UNDO, Action.UNMERGE}
"""What changes nothing that riders have heard of."""


@pytest.mark.parametrize("row", [row for row in TRANSITIONS if row.action not in UNTOLD and row.target is not To.SAME])
def test_every_change_stands_on_the_receipt_and_is_told_but_for_those_between_queues(row: Transition) -> None:
    follows = {*row.effects, *row.later}
    is_told = bool({Effect.TELL_RIDERS, Effect.ASK_RIDERS} & follows)
    assert is_told is (row.action not in BETWEEN_QUEUES)
    assert Effect.SHOW_RECEIPT in follows


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(("days", "is_soon"), [(0, True), (30, True), (31, False)])
def test_what_riders_say_is_heard_for_thirty_days_after_the_end(status: Status, days: int, *, is_soon: bool) -> None:
    closed_at = 0 if status in FINAL else None
    assert is_heard(status, closed_at, days * DAY) is (status in OPEN or is_soon)


def test_whatever_riders_are_told_of_stands_on_the_receipt_too() -> None:
    told = {Effect.TELL_RIDERS, Effect.ASK_RIDERS}
    for follows in [part for row in TRANSITIONS for part in (row.effects, row.later)]:
        assert not told & {*follows} or Effect.SHOW_RECEIPT in follows


@pytest.mark.parametrize(
    ("condition", "stands", "not_yet"),
    [
        (Condition.URGENT, {"urgent": True}, {"urgent": False}),
        (Condition.HELD_TWICE, {"holds": 2}, {"holds": 1}),
        (Condition.LONG_RESOLVED, {"resolved_at": 0}, {"resolved_at": 1}),
    ],
)
def test_a_condition_stands_from_its_limit_on(
    condition: Condition, stands: dict[str, Any], not_yet: dict[str, Any]
) -> None:
    now = 30 * DAY + 1
    assert standing([condition], report(**stands), now) == (condition,)
    assert standing([condition], report(**not_yet), now) == ()


def test_a_third_hold_and_that_of_an_urgent_ticket_are_a_supervisors() -> None:
    hold = transition(Action.HOLD, Status.ACCEPTED)
    assert hold is not None
    assert hold.supervised == {Condition.URGENT, Condition.HELD_TWICE}
    assert Role.SUPERVISOR in hold.roles


@pytest.mark.parametrize("former", [Status.ACCEPTED, Status.IN_PROGRESS, None])
def test_a_hold_ends_where_it_began(former: Status | None) -> None:
    resume = transition(Action.RESUME, Status.ON_HOLD)
    assert resume is not None
    assert resume.leads(report(status=Status.ON_HOLD, former=former)) is (former or Status.IN_PROGRESS)


def test_what_starts_the_clocks_anew_is_what_somebody_has_to_act_on_again() -> None:
    started = {row.action for row in TRANSITIONS if Effect.START_CLOCKS in row.effects}
    assert started == {Action.ROUTE, Action.ASSIGN, Action.MOVE}
    goes_on = {row.action for row in TRANSITIONS if {Effect.RESUME_CLOCKS, Effect.REOPEN_CLOCKS} & {*row.effects}}
    assert goes_on == {Action.RESUME, Action.UNDO, Action.UNMERGE, Action.NOT_FIXED}
