"""A rejection and a merge can be undone for two minutes; until then nothing of them reaches a rider."""

from dataclasses import replace

import pytest

from domain.errors import NoLongerPossible, TooLateToUndo
from domain.people.riders import Rider
from domain.reporting.messages import DraftCard, ReportShown, ReportsList, StatusTold
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import UNDO_MS, Action, RejectReason
from domain.tickets.messages import TicketCard
from domain.timers import TimerKind
from services.tickets import ticket_actions
from services.tickets.ticket_actions import Staff
from storage.database import open_database
from tests.tables import timers, waiting
from tests.usecases import GROUPS, Case, spot

ZHOU = Staff(11, "周科员")
ENDS = [Action.REJECT, Action.DUPLICATE]


async def ended(case: Case, action: Action, *, accepted: bool = False) -> tuple[Report, Rider]:
    """A report that staff have just brought to its end, of which nothing waits to be told."""
    rider = await case.rider()
    report = await case.submitted(by=rider)
    if accepted:
        report = await case.accepted(report)
    original = await case.submitted(by=await case.rider(8), at=spot(1))
    await case.told()
    return await end(case, report, action, original), rider


async def end(case: Case, report: Report, action: Action, original: Report | None = None) -> Report:
    detail = {"original": str(original.id)} if original and action is Action.DUPLICATE else {"reason": "false"}
    return await case.moved(report, action, **detail)


def told(case: Case, rider: Rider) -> list[StatusTold]:
    """What riders are about to hear of a status."""
    return [each.meaning for each in waiting(case, rider.chat_id) if isinstance(each.meaning, StatusTold)]


@pytest.mark.parametrize("action", ENDS)
@pytest.mark.parametrize("accepted", [False, True])
async def test_what_is_undone_in_time_never_happened_to_riders(case: Case, action: Action, *, accepted: bool) -> None:
    report, rider = await ended(case, action, accepted=accepted)
    former, points = Status.ACCEPTED if accepted else Status.ROUTED, await case.balance(rider)
    await case.passes(seconds=119.999)
    back = await case.moved(report, Action.UNDO)
    assert (back.status, back.closed_at, back.stopped_at, back.former) == (former, None, None, None)
    assert (await case.view(ReportShown(report.id), rider)).report.status is former
    await case.told(GROUPS[report.queue])
    await case.passes(minutes=10)
    assert told(case, rider) == []
    assert (await case.balance(rider), (await case.now(report)).original) == (points, None)
    assert Action.REJECT in (await case.view(TicketCard(back.id, back.queue))).actions


@pytest.mark.parametrize("action", ENDS)
async def test_meanwhile_riders_see_it_as_it_was(case: Case, action: Action) -> None:
    report, rider = await ended(case, action, accepted=True)
    listed = await case.view(ReportsList(), rider)
    assert [each.status for each in listed.reports if each.id == report.id] == [Status.ACCEPTED]
    shown = await case.view(ReportShown(report.id), rider)
    assert (shown.report.status, shown.report.closed_at) == (Status.ACCEPTED, None)
    assert [event.action for event in shown.events][-1] == Action.ACCEPT
    assert (await case.view(DraftCard(report.id), rider)).report.status is Status.ACCEPTED
    await case.settled(report)
    assert (await case.view(ReportShown(report.id), rider)).report.status is report.status


@pytest.mark.parametrize("action", ENDS)
async def test_at_two_minutes_it_is_too_late_also_before_the_timer_fired(case: Case, action: Action) -> None:
    report, _ = await ended(case, action)
    case.clock.at += UNDO_MS
    assert Action.UNDO not in (await case.view(TicketCard(report.id, report.queue))).actions
    with pytest.raises(TooLateToUndo):
        await case.moved(report, Action.UNDO)
    assert (await case.now(report)).status is report.status
    await case.passes(seconds=0)
    with pytest.raises(TooLateToUndo):
        await case.moved(report, Action.UNDO)


async def test_a_colleague_undoes_it_and_a_second_one_is_told_that_it_is_done(case: Case) -> None:
    report, _ = await ended(case, Action.REJECT)
    await case.told()
    await case.do(ticket_actions.act, ZHOU, await case.ticket(report), Action.UNDO, Status.REJECTED)
    assert (await case.now(report)).status is Status.ROUTED
    assert (await case.events(report))[-1].actor.name == ZHOU.name
    with pytest.raises(NoLongerPossible):
        await case.do(ticket_actions.act, ZHOU, await case.ticket(report), Action.UNDO, Status.REJECTED)


async def test_what_was_undone_and_rejected_again_follows_once(case: Case) -> None:
    report, rider = await ended(case, Action.REJECT)
    await case.passes(minutes=1)
    await case.moved(report, Action.UNDO)
    await end(case, report, Action.REJECT)
    await case.passes(minutes=1)
    assert told(case, rider) == [], "the first rejection's two minutes are nobody's any more"
    await case.passes(minutes=1)
    assert len(told(case, rider)) == 1
    assert await case.balance(rider) == 0
    await case.passes(minutes=5)
    assert len(told(case, rider)) == 1


async def test_an_undo_survives_a_restart_and_what_follows_comes_after_one(case: Case) -> None:
    report, rider = await ended(case, Action.REJECT)
    async with open_database(case.address) as again:
        kept = await again.read(lambda tx: tx.reports.get(report.id))
        assert kept == report
        (over,) = timers(case, TimerKind.UNDO_OVER)
        assert over.due_at == (report.closed_at or 0) + UNDO_MS
    await case.passes(hours=3)
    assert [each.status for each in told(case, rider)] == ["rejected"]


async def test_a_report_that_the_last_release_rejected_is_no_ones_to_undo(case: Case) -> None:
    report, rider = await ended(case, Action.REJECT)
    settled = await case.settled(report)
    await case.database.write(lambda tx: tx.reports.save(replace(settled, former=None, closed_at=case.clock.at)))
    with pytest.raises(TooLateToUndo):
        await case.moved(report, Action.UNDO)
    assert (await case.view(ReportShown(report.id), rider)).report.status is Status.REJECTED


async def test_a_merge_goes_on_to_where_its_original_was_merged_meanwhile(case: Case) -> None:
    first, second, third = [await case.submitted(by=await case.rider(n), at=spot(n)) for n in (1, 2, 3)]
    await end(case, first, Action.DUPLICATE, second)
    await case.passes(minutes=1)
    await end(case, second, Action.DUPLICATE, third)
    await case.passes(minutes=2)
    for number in (1, 2):
        assert await case.database.read(lambda tx, number=number: tx.reports.is_witness(third.id, number))  # type: ignore[misc]
    assert (await case.now(third)).witnesses == 2


async def test_a_merge_into_what_was_undone_meanwhile_stays_with_it(case: Case) -> None:
    first, second, third = [await case.submitted(by=await case.rider(n), at=spot(n)) for n in (1, 2, 3)]
    await end(case, first, Action.DUPLICATE, second)
    await end(case, second, Action.DUPLICATE, third)
    await case.moved(second, Action.UNDO)
    await case.passes(minutes=3)
    assert (await case.now(first)).original == second.id
    assert ((await case.now(second)).witnesses, (await case.now(third)).witnesses) == (1, 0)


async def test_whoever_had_it_has_it_again(case: Case) -> None:
    report = await case.accepted(await case.submitted())
    await case.told()
    ticket = await case.ticket(report)
    await case.do(ticket_actions.reject, ZHOU, ticket, RejectReason.UNCLEAR)
    (closed,) = [call.text for call in await case.told(GROUPS[report.queue])]
    assert ZHOU.name in closed
    await case.adds(await case.rider(), report, "还在")
    assert ZHOU.name in next(call.text for call in await case.told() if call.method.startswith("edit"))
    await case.do(ticket_actions.act, ZHOU, await case.ticket(report), Action.UNDO, Status.REJECTED)
    assert (await case.now(report)).holder_id == report.holder_id
