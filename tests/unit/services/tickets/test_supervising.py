"""What supervisors do about a ticket in their group, never past the table: chase once a day, assign anew, reject."""

import json

import pytest

from domain.errors import ChasedToday, NoLongerPossible, NothingToChase, OwnTicket, Stale, SupervisorsOnly
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action, Role
from domain.tickets.lookups import AuditShown
from handlers.pressing import StaffPress
from handlers.staff.presses import STAFF_PRESSES
from services.tickets import lookups
from services.tickets.changing import Request, change_status
from services.tickets.lookups import Asker
from services.tickets.ticket_actions import Staff
from tests.recording import Call
from tests.usecases import GROUPS, STAFF, Case, spot
from texts.base.callbacks import Press, Verb

HEAD, CHAT = Staff(99, "王督办"), GROUPS["supervisors"]


async def shown(case: Case, report: Report, chat: int = CHAT) -> Call:
    """The view of a ticket in the supervisors' group."""
    await case.told()
    await case.do(lookups.look_up, Asker(chat, None, HEAD.user_id, 77), str(report.number))
    return [call for call in await case.told(chat) if call.method.startswith("send")][-1]


async def press(
    case: Case, report: Report, verb: Verb, argument: str, message: int, staff: Staff = HEAD, chat: int = CHAT
) -> None:
    """A supervisor presses a key that was offered in the ticket's present status."""
    pressed = Press(verb, report.id, argument, (await case.now(report)).status)

    async def work(tx: object, deps: object) -> None:
        it = StaffPress(tx, deps, staff, pressed, chat, message)  # type: ignore[arg-type]
        await STAFF_PRESSES[verb].use_case(it)

    await case.do(work)


async def chase(case: Case, report: Report, **by: object) -> None:
    view = await shown(case, report)
    await press(case, report, Verb.SUPERVISE, "chase", view.message, **by)  # type: ignore[arg-type]


async def test_a_queue_hears_once_a_day_by_role_that_it_is_chased(case: Case) -> None:
    report = await case.submitted()
    await chase(case, report)
    (call,) = await case.told(GROUPS[report.queue])
    assert "催办" in call.text
    assert HEAD.name not in call.text
    assert call.params["reply_parameters"]["message_id"] == (await case.ticket(report)).card.message_id
    with pytest.raises(ChasedToday):
        await chase(case, report)
    await case.passes(days=1)
    await chase(case, report, staff=Staff(98, "赵督办"))
    events = [event for event in await case.events(report) if event.action == "chased"]
    assert [event.actor.name for event in events] == ["王督办", "赵督办"]


async def test_what_somebody_has_in_time_is_not_chased_but_what_is_late(case: Case) -> None:
    report = await case.accepted(await case.submitted())
    with pytest.raises(NothingToChase):
        await chase(case, report)
    await case.passes(days=40)
    await chase(case, report)


async def test_what_is_late_is_chased_from_the_notice(case: Case) -> None:
    report = await case.accepted(await case.submitted())
    await case.passes(days=40)
    told = [call for call in await case.told(CHAT) if "📣 催办" in call.keys]
    await press(case, report, Verb.SUPERVISE, "chase", told[-1].message)
    assert any("催办" in call.text for call in await case.told(GROUPS[report.queue]))


@pytest.mark.parametrize("action", [None, Action.ACCEPT, Action.START, Action.HOLD, Action.RESOLVE])
async def test_what_is_not_closed_goes_to_any_queue_with_new_limits(case: Case, action: Action | None) -> None:
    report = await case.submitted()
    if action is Action.RESOLVE:
        report = await case.resolved(report)
    elif action is not None:
        report = await case.accepted(report)
        if action is not Action.ACCEPT:
            until = {"until": str(case.clock.at + 86_400_000)} if action is Action.HOLD else {}
            report = await case.moved(report, action, "等配件", **until)
    view = await shown(case, report)
    await press(case, report, Verb.SUPERVISE, "assign.0", view.message)
    await case.passes(hours=1)
    await press(case, report, Verb.REASSIGN, "drainage", view.message)
    now = await case.now(report)
    assert (now.status, now.queue, now.holder, now.resolved_at, now.stopped_at) == (
        Status.ROUTED, "drainage", "", None, None,
    )  # fmt: skip
    assert now.respond_by is not None
    assert now.respond_by > case.clock.at
    last = (await case.events(report))[-1]
    assert json.loads(last.detail)["by"] == Role.SUPERVISOR


async def test_triage_sends_on_nothing_that_somebody_has(case: Case) -> None:
    report = await case.accepted(await case.submitted())
    with pytest.raises(NoLongerPossible):
        await case.do(change_status, report, Request(Action.ASSIGN, STAFF, Role.TRIAGE, detail={"queue": "drainage"}))


@pytest.mark.parametrize("reason", ["false", "out_of_scope"])
async def test_rejected_as_false_takes_points_back_and_out_of_scope_does_not(case: Case, reason: str) -> None:
    report = await case.moved(await case.accepted(await case.submitted()), Action.START)
    rider = await case.rider()
    before = await case.balance(rider)
    view = await shown(case, report)
    await press(case, report, Verb.SUPERVISE, "reject", view.message)
    await press(case, report, Verb.SUPERVISE, f"reject.{reason}", view.message)
    await case.settled(report)
    assert (await case.now(report)).status is Status.REJECTED
    assert (await case.balance(rider)) == (0 if reason == "false" else before)


async def test_a_rejection_is_undone_for_two_minutes(case: Case) -> None:
    report = await case.submitted()
    view = await shown(case, report)
    await press(case, report, Verb.SUPERVISE, "reject.false", view.message)
    await press(case, report, Verb.SUPERVISE, "undo", view.message)
    assert (await case.now(report)).status is Status.ROUTED


async def test_nothing_is_done_by_whoever_has_a_part_in_it_nor_elsewhere_nor_by_another_message(case: Case) -> None:
    report, other = await case.submitted(), await case.submitted(at=spot(3))
    rider = await case.rider()
    view = await shown(case, report)
    for argument in ("chase", "reject.false"):
        with pytest.raises(OwnTicket):
            await press(case, report, Verb.SUPERVISE, argument, view.message, Staff(rider.chat_id, "我"))
        with pytest.raises(Stale):
            await press(case, other, Verb.SUPERVISE, argument, view.message)
    triage = await shown(case, report, GROUPS["triage"])
    assert not {"📣 催办", "↪️ 改派"} & {*triage.keys}
    with pytest.raises(SupervisorsOnly):
        await press(case, report, Verb.SUPERVISE, "reject.false", triage.message, chat=GROUPS["triage"])
    assert (await case.now(report)).status is Status.ROUTED


@pytest.mark.parametrize(
    "forged", ["hang", "assign.zz", "assign.12345", "reject.boring", "undo.x", "assign", "chase.2"]
)
async def test_forged_keys_do_nothing(case: Case, forged: str) -> None:
    report = await case.submitted()
    view = await shown(case, report)
    with pytest.raises(Stale):
        await press(case, report, Verb.SUPERVISE, forged, view.message)


async def test_the_keys_are_those_that_lead_somewhere(case: Case) -> None:
    report = await case.submitted()
    assert {"📣 催办", "↪️ 改派", "🚫 不予受理", "🧾 全程记录"} <= {*(await shown(case, report)).keys}
    held = await case.accepted(report)
    held = await case.moved(held, Action.HOLD, "等配件", until=str(case.clock.at + 86_400_000))
    keys = (await shown(case, held)).keys
    assert "↪️ 改派" in keys
    assert "📣 催办" not in keys


async def test_the_audit_trail_has_times_roles_points_and_what_riders_heard(case: Case) -> None:
    report = await case.submitted()
    await case.accepted(report)
    view = await shown(case, report)
    await press(case, report, Verb.SUPERVISE, "reject.false", view.message)
    await case.settled(report)
    view = await shown(case, report)
    await press(case, report, Verb.AUDIT, "", view.message)
    (trail,) = await case.told(CHAT)
    for part in ("10:00:00", "上报人", "督办组 王督办", "⭐ +1", "⭐ +4", "⭐ -5", "已告诉骑手", "待受理 →"):
        assert part in trail.text, part
    elsewhere = await case.view(AuditShown(report_id=report.id, chat_id=GROUPS["triage"]))
    assert elsewhere is None
