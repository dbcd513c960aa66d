from dataclasses import replace

import pytest

from domain.errors import AlreadyDone, AlreadyYours, ColleagueLeft, NoColleague, NoLongerPossible, Stale
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action
from domain.tickets.messages import TicketCard
from services.tickets import members, ticket_actions
from services.tickets.colleagues import AT_MOST
from services.tickets.handing_over import hand_over
from services.tickets.ticket_actions import Staff
from tests.usecases import GROUPS, HERE, STAFF, Case

LI, WANG, ZHAO = Staff(STAFF.id, STAFF.name), Staff(11, "王师傅"), Staff(12, "赵工")


async def accepted_by(case: Case, staff: Staff, report: Report | None = None) -> Report:
    report = report or await case.submitted()
    await case.told()
    await case.do(ticket_actions.act, staff, await case.ticket(report), Action.ACCEPT, Status.ROUTED)
    return await case.now(report)


async def takes(case: Case, staff: Staff, report: Report) -> None:
    at = await case.ticket(report)
    await case.do(ticket_actions.act, staff, at, Action.TAKE, at.report.status)


async def offers(case: Case, staff: Staff, report: Report) -> tuple[int, ...]:
    at = await case.ticket(report)
    await case.do(ticket_actions.act, staff, at, Action.HAND_OVER, at.report.status)
    view = await case.view(TicketCard(report.id, report.queue))
    return tuple(each.user_id for each in view.colleagues)


@pytest.mark.parametrize("status", [Status.ACCEPTED, Status.IN_PROGRESS, Status.ON_HOLD])
async def test_a_colleague_takes_it_and_nothing_else_changes(case: Case, status: Status) -> None:
    report = await accepted_by(case, LI)
    if status is not Status.ACCEPTED:
        report = await case.moved(report, Action.START)
    if status is Status.ON_HOLD:
        report = await case.moved(report, Action.HOLD, "等配件", until=str(case.clock.at + 86_400_000))
    await case.told()
    await takes(case, WANG, report)
    taken = await case.now(report)
    assert (taken.holder_id, taken.holder) == (11, "王师傅")
    assert replace(taken, holder_id=report.holder_id, holder=report.holder, version=report.version) == report
    event = (await case.events(report))[-1]
    assert (event.action, event.source, event.target, event.actor) == ("take", status, status, WANG.actor)
    (told,) = await case.told()
    assert told.chat == GROUPS[report.queue]
    assert told.method.startswith("edit")


async def test_who_has_it_hears_so(case: Case) -> None:
    report = await accepted_by(case, LI)
    with pytest.raises(AlreadyYours):
        await takes(case, LI, report)


async def test_what_was_closed_meanwhile_is_not_taken(case: Case) -> None:
    report = await accepted_by(case, LI)
    await case.told()
    await case.resolved(report)
    at = await case.ticket(report)
    with pytest.raises(NoLongerPossible):
        await case.do(ticket_actions.act, WANG, at, Action.TAKE, Status.ACCEPTED)


async def test_it_is_offered_to_whoever_acted_here_of_late_newest_first(case: Case) -> None:
    long_ago = await accepted_by(case, Staff(13, "老孙"))
    await case.passes(days=31)
    here = replace(HERE, taken_at=case.clock.at)
    others = [await accepted_by(case, each, await case.submitted(at=here)) for each in (WANG, ZHAO)]
    elsewhere = await case.submitted("pothole", at=here)
    assert elsewhere.queue != long_ago.queue
    await accepted_by(case, Staff(14, "外单位"), elsewhere)
    report = await accepted_by(case, LI, await case.submitted(at=here))
    await case.told()
    assert others[0].queue == report.queue
    assert await offers(case, LI, report) == (12, 11)
    assert await offers(case, WANG, report) == (12,)


async def test_ten_are_offered_at_most(case: Case) -> None:
    for number in range(AT_MOST + 3):
        await accepted_by(case, Staff(100 + number, f"同事{number}"))
    report = await accepted_by(case, LI)
    await case.told()
    assert len(await offers(case, LI, report)) == AT_MOST


async def test_where_nobody_else_acted_it_says_so(case: Case) -> None:
    report = await accepted_by(case, LI)
    await case.told()
    with pytest.raises(NoColleague):
        await offers(case, LI, report)
    assert not (await case.now(report)).card_menu


async def test_who_reported_it_is_not_offered(case: Case) -> None:
    rider = await case.rider(7)
    await accepted_by(case, Staff(rider.chat_id, "骑手"), await case.submitted(by=await case.rider(8)))
    report = await accepted_by(case, LI, await case.submitted(by=rider))
    await case.told()
    with pytest.raises(NoColleague):
        await offers(case, LI, report)


async def test_the_colleague_has_it_then_and_is_told_once(case: Case) -> None:
    await accepted_by(case, WANG)
    report = await accepted_by(case, LI)
    await case.told()
    await offers(case, LI, report)
    await case.told()
    await case.do(hand_over, LI, await case.ticket(report), WANG.user_id, is_inside=True)
    handed = await case.now(report)
    assert (handed.holder_id, handed.holder, handed.status) == (11, "王师傅", Status.ACCEPTED)
    assert not handed.card_menu
    said = [call for call in await case.told() if "tg://user?id=11" in call.text]
    assert len(said) == 1
    assert "李主任" in said[0].text
    with pytest.raises(AlreadyDone):
        await case.do(hand_over, LI, await case.ticket(report), WANG.user_id, is_inside=True)


@pytest.mark.parametrize("why", ["left", "stranger"])
async def test_who_left_does_not_get_it_and_is_offered_no_more(case: Case, why: str) -> None:
    await accepted_by(case, WANG)
    report = await accepted_by(case, LI)
    await case.told()
    at = await case.ticket(report)
    chosen, error = (WANG.user_id, ColleagueLeft) if why == "left" else (77, Stale)
    with pytest.raises(error):
        await case.do(hand_over, LI, at, chosen, is_inside=why != "left")
    assert (await case.now(report)).holder_id == LI.user_id
    await case.do(members.heard, GROUPS[report.queue], WANG.user_id, inside=False)
    with pytest.raises(NoColleague):
        await offers(case, LI, report)
