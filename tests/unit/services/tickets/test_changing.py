"""What a transition needs besides the press, and where a ticket may go."""

import json
from dataclasses import replace
from typing import Any

import pytest

from domain.errors import AcceptedBy, AlreadyDone, NoLongerPossible, NotAllowed, Refused, TriageNeeded, WordsNeeded
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Event, Report, Status
from domain.tickets.lifecycle import Action, Role, transition
from domain.timers import Timer, TimerKind
from services.ports.transaction import Transaction
from services.tickets.changing import Request, change_status, open_row
from services.tickets.correcting import recategorized
from tests.sample_views import HOUR, MINUTE, report
from tests.tables import timers, waiting_keys
from tests.usecases import GROUPS, HERE, STAFF, START, Case


@pytest.mark.parametrize("words", ["", " \n"])
@pytest.mark.parametrize("action", [Action.RESOLVE, Action.BOUNCE, Action.HOLD, Action.REJECT, Action.DUPLICATE])
async def test_nothing_is_resolved_or_refused_without_saying_how_or_why(case: Case, action: Action, words: str) -> None:
    report = await case.accepted(await case.submitted())
    with pytest.raises(WordsNeeded):
        await case.moved(report, action, words)
    assert await case.now(report) == report


async def test_a_photo_alone_resolves_and_the_riders_see_it(case: Case) -> None:
    rider = await case.rider()
    report = await case.accepted(await case.submitted(by=rider))
    await case.told()
    after = replace(case.photo(), report_id=report.id, role=PhotoRole.AFTER)
    await case.database.write(lambda tx: tx.photos.add(after))
    request = Request(Action.RESOLVE, STAFF, Role.QUEUE, has_photo=True)
    assert (await case.do(change_status, await case.now(report), request)).status is Status.RESOLVED
    (told,) = [call for call in await case.told(rider.chat_id) if call.method == "sendPhoto"]
    assert "photo" not in told.params, "two photos are one picture, which is uploaded"
    assert told.keys == ["✅ 修好了", "❌ 没修好"]


async def test_a_bounce_goes_to_triage_and_never_on_to_a_third_queue(case: Case) -> None:
    report = await case.moved(await case.submitted(), Action.BOUNCE, "不归我们管")
    assert (report.queue, report.status) == ("triage", Status.BOUNCED)
    with pytest.raises(NoLongerPossible):
        await case.moved(report, Action.BOUNCE, "也不归我们管")
    report = await case.moved(report, Action.ASSIGN, queue="drainage")
    with pytest.raises(NotAllowed):
        await case.moved(report, Action.ASSIGN, queue="water")
    again = await case.moved(report, Action.BOUNCE, "还是不归我们管")
    assert again.queue == "triage"


async def test_a_change_that_fails_in_its_middle_leaves_nothing(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.told()

    async def accept_and_fail(tx: Transaction) -> Report:
        await change_status(tx, case.deps, report, Request(Action.ACCEPT, STAFF, Role.QUEUE))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await case.database.write(accept_and_fail)
    assert await case.now(report) == report
    assert await case.balance(rider) == 1
    assert await case.told() == []


HOLD_UNTIL = START + 5 * MINUTE


@pytest.mark.parametrize(
    ("action", "offered", "status", "error"),
    [
        (Action.ACCEPT, Status.ROUTED, Status.ACCEPTED, AcceptedBy),
        (Action.ACCEPT, None, Status.ACCEPTED, NoLongerPossible),
        (Action.ACCEPT, Status.ROUTED, Status.IN_PROGRESS, NoLongerPossible),
        (Action.ACCEPT, Status.RESOLVED, Status.ACCEPTED, NoLongerPossible),
        (Action.START, Status.ACCEPTED, Status.IN_PROGRESS, AlreadyDone),
        (Action.WITHDRAW, Status.ROUTED, Status.ROUTED, NotAllowed),
        (Action.ROUTE, None, Status.SUBMITTED, NotAllowed),
        (Action.ASSIGN, None, Status.BOUNCED, TriageNeeded),
    ],
)
def test_a_second_press_is_told_apart_from_one_that_comes_too_late(
    action: Action, offered: Status | None, status: Status, error: type[Refused]
) -> None:
    with pytest.raises(error) as caught:
        open_row(report(status=status), action, Role.QUEUE, 0, offered)
    assert type(caught.value) is error


@pytest.mark.parametrize("role", [Role.QUEUE, Role.TRIAGE])
def test_what_is_open_to_a_role_is_the_row_of_the_table(role: Role) -> None:
    accept = transition(Action.ACCEPT, Status.ROUTED)
    assert open_row(report(status=Status.ROUTED), Action.ACCEPT, role, now=0) is accept


async def test_a_change_is_kept_with_its_words_its_actor_and_the_queue_after_it(case: Case) -> None:
    report = await case.submitted()
    case.clock.at += 7
    moved = await case.moved(report, Action.BOUNCE, "不归我们管")
    assert moved == await case.now(report)
    *_, event = await case.events(report)
    routed, bounced = Status.ROUTED, Status.BOUNCED
    assert event == Event(event.id, report.id, START + 7, "bounce", routed, bounced, STAFF, "不归我们管", "", "triage")


async def test_what_else_belongs_to_a_change_is_kept_as_json(case: Case) -> None:
    report = await case.moved(await case.submitted(), Action.REJECT, reason="unclear")
    assert json.loads((await case.events(report))[-1].detail) == {"reason": "unclear"}


async def test_each_change_draws_the_card_and_closes_its_menu(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    open_menu = await case.database.write(lambda tx: tx.reports.save(replace(report, card_menu="reject")))
    accepted = await case.accepted(open_menu)
    assert accepted.card_menu == ""
    assert f"ticket:{report.id}:{report.queue}" in waiting_keys(case, GROUPS[report.queue])


async def test_staff_who_act_are_on_it_and_riders_are_not(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    assert report.holder == ""
    report = await case.resolved(report)
    assert report.holder == STAFF.name
    assert (await case.answered(report, rider)).holder == STAFF.name


async def test_the_last_comment_stays_until_the_next(case: Case) -> None:
    report = await case.moved(await case.accepted(await case.submitted()), Action.HOLD, "等配件")
    report = await case.moved(report, Action.RESUME)
    assert report.outcome == "等配件"
    assert (await case.moved(report, Action.RESOLVE, "换好了")).outcome == "换好了"


async def test_the_first_acceptance_is_the_one_that_counts(case: Case) -> None:
    rider = await case.rider()
    report = await case.accepted(await case.submitted(by=rider))
    assert (report.accepted_at, report.resolved_at, report.closed_at) == (START, None, None)
    case.clock.at += 5
    report = await case.answered(await case.resolved(report), rider, Action.NOT_FIXED)
    report = await case.accepted(report)
    assert report.accepted_at == START


async def test_a_report_is_resolved_when_it_was_last_and_no_longer_once_reopened(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    assert report.resolved_at == START
    case.clock.at += 5
    report = await case.answered(report, rider, Action.NOT_FIXED)
    assert report.resolved_at is None
    report = await case.resolved(report)
    assert report.resolved_at == START + 5


@pytest.mark.parametrize("ends", [Action.RESUME, Action.RESOLVE])
async def test_a_hold_stands_until_it_ends(case: Case, ends: Action) -> None:
    accepted = await case.accepted(await case.submitted())
    held = await case.moved(accepted, Action.HOLD, "等配件", until=str(HOLD_UNTIL))
    assert held.hold_until == HOLD_UNTIL
    assert timers(case, TimerKind.HOLD_OVER) == [Timer(TimerKind.HOLD_OVER, f"{held.id}:{HOLD_UNTIL}", HOLD_UNTIL)]
    assert (await case.moved(held, ends, "换好了")).hold_until is None


@pytest.mark.parametrize("detail", [{}, {"until": "0"}])
async def test_a_hold_without_an_end_has_no_timer(case: Case, detail: dict[str, str]) -> None:
    held = await case.moved(await case.accepted(await case.submitted()), Action.HOLD, "等配件", **detail)
    assert (held.status, held.hold_until) == (Status.ON_HOLD, None)
    assert timers(case, TimerKind.HOLD_OVER) == []


@pytest.mark.parametrize("supply", [{"has_photo": True}, {"words": "好了"}])
async def test_words_or_a_photo_resolve(case: Case, supply: dict[str, Any]) -> None:
    report = await case.accepted(await case.submitted())
    moved = await case.do(change_status, report, Request(Action.RESOLVE, STAFF, Role.QUEUE, **supply))
    assert moved.status is Status.RESOLVED


@pytest.mark.parametrize("action", [Action.BOUNCE, Action.HOLD])
async def test_a_photo_is_no_reason(case: Case, action: Action) -> None:
    report = await case.accepted(await case.submitted())
    with pytest.raises(WordsNeeded):
        await case.do(change_status, report, Request(action, STAFF, Role.QUEUE, has_photo=True))


async def test_triage_assigns_to_a_queue_and_to_nothing_else(case: Case) -> None:
    report = await case.moved(await case.submitted(), Action.BOUNCE, "不归我们管")
    with pytest.raises(WordsNeeded):
        await case.moved(report, Action.ASSIGN, "排水", reason="queue")


async def in_triage(case: Case, category: str = "other") -> Report:
    report = await case.submitted(category)
    assert report.queue == "triage"
    await case.told()
    return report


async def test_a_corrected_category_is_routed_again_to_its_queue(case: Case) -> None:
    report = await in_triage(case)
    moved = await case.do(recategorized, report, "manhole_missing", STAFF)
    assert (moved.category, moved.queue, moved.urgent) == ("manhole_missing", "city-management", True)
    assert (moved.status, moved.due_at) == (Status.ROUTED, START + 2 * HOUR)
    event = (await case.events(report))[-1]
    assert json.loads(event.detail) == {"queue": "city-management", "category": "manhole_missing"}
    assert (event.action, event.actor) == ("correct", STAFF)


async def test_a_category_that_stays_in_triage_is_corrected_there(case: Case) -> None:
    outside = replace(HERE, lat=37.42)  # a kilometre or so from the nearest community
    report = await case.submitted(at=outside)
    assert report.queue == "triage"
    await case.told()
    case.clock.at += MINUTE
    menu = await case.database.write(lambda tx: tx.reports.save(replace(report, card_menu="category")))
    moved = await case.do(recategorized, menu, "manhole_missing", STAFF)
    assert moved == await case.now(report)
    assert (moved.category, moved.queue, moved.urgent, moved.card_menu) == ("manhole_missing", "triage", True, "")
    assert moved.due_at == START + MINUTE + 2 * HOUR
    assert f"{report.id}:{moved.due_at}" in {timer.key for timer in timers(case, TimerKind.OVERDUE)}
    event = (await case.events(report))[-1]
    assert (event.action, event.actor, event.target) == ("correct", STAFF, Status.ROUTED)
    assert json.loads(event.detail) == {"category": "manhole_missing"}
    assert set(waiting_keys(case)) == {f"ticket:{report.id}:triage", f"draft:{report.id}", f"urgent_told:{report.id}"}


@pytest.mark.parametrize(("to", "is_urgent"), [("street_light", False), ("manhole_missing", True)])
async def test_urgency_is_that_of_the_corrected_category(case: Case, to: str, *, is_urgent: bool) -> None:
    report = await in_triage(case)
    assert (await case.do(recategorized, replace(report, urgent=True), to, STAFF)).urgent is is_urgent


async def test_a_correction_teaches_that_the_two_are_mistaken(case: Case) -> None:
    report = await in_triage(case)
    await case.do(recategorized, report, "street_light", STAFF)
    known = await case.database.read(lambda tx: tx.duplicates.experience("street_light"))
    assert known.confuses("street_light", "other")
