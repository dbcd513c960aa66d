"""What staff said that nobody decided about in time stays with the ticket."""

import pytest

from domain.errors import RiderLeft
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Status
from domain.tickets.lifecycle import Action
from domain.tickets.staff import NAMELESS
from services.people.riders import set_reachable
from services.tickets import ticket_actions
from services.tickets.ticket_actions import Staff
from tests.tables import newest_question
from tests.usecases import GROUPS, STAFF, Case

LI = Staff(STAFF.id, STAFF.name)


@pytest.mark.parametrize("user_id", [LI.user_id, NAMELESS])
async def test_a_reply_of_which_nobody_said_what_it_is_for_is_a_note(case: Case, user_id: int) -> None:
    report = await case.accepted(await case.submitted())
    await case.told()
    said = IncomingMessage(case.numbers.new(), "厂家下周才有货", photo=case.photo(), sent_at=case.clock.at)
    await case.do(ticket_actions.reply_to_card, Staff(user_id, ""), (await case.ticket(report)).card, said)
    await case.told()
    await case.passes(minutes=11)
    last, now = (await case.events(report))[-1], await case.now(report)
    calls = await case.told()
    assert not [call for call in calls if call.chat > 0]
    if user_id == NAMELESS:
        assert (last.action, len(now.photos)) == ("accept", 1)
    else:
        assert (last.action, last.words, now.photos[-1].role) == ("noted", "厂家下周才有货", PhotoRole.SAID)
        assert "厂家下周才有货" in next(call.text for call in calls if call.method.startswith("edit"))


async def test_an_answer_without_a_day_is_a_note_if_no_day_follows(case: Case) -> None:
    report = await case.accepted(await case.submitted())
    await case.told()
    await case.do(ticket_actions.act, LI, await case.ticket(report), Action.HOLD, report.status)
    question = await newest_question(case, GROUPS[report.queue], LI.user_id)
    assert question
    await case.do(ticket_actions.answer_prompt, LI, question, IncomingMessage(case.numbers.new(), "等配件"))
    await case.passes(minutes=11)
    last = (await case.events(report))[-1]
    assert (last.action, last.words, last.target) == ("noted", "等配件", Status.ACCEPTED)


async def test_staff_hear_that_riders_who_blocked_the_bot_read_nothing(case: Case) -> None:
    rider = await case.rider()
    report = await case.accepted(await case.submitted(by=rider))
    await case.told()
    await case.do(ticket_actions.reply_to_card, LI, (await case.ticket(report)).card, IncomingMessage(9, "哪个门？"))
    question = await newest_question(case, GROUPS[report.queue], LI.user_id)
    assert question
    await case.database.write(lambda tx: set_reachable(tx, rider.chat_id, reachable=False))
    with pytest.raises(RiderLeft):
        await case.do(ticket_actions.send_to_riders, LI, question)
    await case.witnessed(report, await case.rider(8))
    await case.do(ticket_actions.send_to_riders, LI, question)
    assert "哪个门？" in "".join(call.text for call in await case.told(800))
