"""Sending a ticket back: why, whose it may be, and what triage is offered then."""

from typing import Any

import pytest

from domain.errors import AlreadyDone, JustBounced, NoLongerPossible, Stale
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Status
from domain.tickets.lifecycle import Action, BounceReason
from domain.tickets.messages import TicketCard
from services.tickets import ticket_actions
from services.tickets.bounces import last_bounce
from services.tickets.ticket_actions import Staff, Ticket
from tests.sample_views import locale
from tests.tables import newest_question
from tests.usecases import GROUPS, STAFF, Case
from texts.base.callbacks import Verb, decode
from texts.tickets.ticket_keys import ticket_keys

LI, ZHOU = Staff(STAFF.id, STAFF.name), Staff(11, "周科员")


async def opened(case: Case) -> Ticket:
    """A ticket on whose card staff are asked why they send it back."""
    report = await case.submitted()
    await case.told()
    await case.do(ticket_actions.act, LI, await case.ticket(report), Action.BOUNCE, Status.ROUTED)
    return await case.ticket(report)


async def offered(case: Case, ticket: Ticket, verb: Verb) -> list[str]:
    """The arguments of the keys of this kind on the card."""
    report = await case.now(ticket.report)
    view: Any = await case.view(TicketCard(report.id, report.queue))
    pressed = [decode(key.press) for row in ticket_keys(view, locale()) for key in row if key.press]
    return [press.argument for press in pressed if press is not None and press.verb is verb]


async def test_the_card_offers_four_reasons_and_words(case: Case) -> None:
    assert await offered(case, await opened(case), Verb.BOUNCE_REASON) == [*BounceReason, ""]


@pytest.mark.parametrize("reason", BounceReason)
@pytest.mark.parametrize("suggested", ["drainage", ""])
async def test_triage_reads_why_and_is_offered_first_whose_it_may_be(
    case: Case, reason: BounceReason, suggested: str
) -> None:
    ticket = await opened(case)
    await case.do(ticket_actions.bounce_for, LI, ticket, reason)
    await case.do(ticket_actions.bounce_to, LI, await refreshed(case, ticket), suggested)
    report = await case.now(ticket.report)
    found = last_bounce(await case.events(report))
    assert found
    assert (report.queue, report.status) == ("triage", Status.BOUNCED)
    assert (found.queue, found.reason, found.suggested, found.words) == ("lighting", reason, suggested, "")
    await case.told()
    at_triage = await case.ticket(report)
    await case.do(ticket_actions.act, ZHOU, at_triage, Action.ASSIGN, Status.BOUNCED)
    queues = await offered(case, at_triage, Verb.QUEUE)
    assert "lighting" not in queues, "it has just sent it back"
    assert not suggested or queues[0] == suggested
    with pytest.raises(JustBounced):
        await case.do(ticket_actions.assign, ZHOU, await case.ticket(report), "lighting")
    await case.do(ticket_actions.assign, ZHOU, await case.ticket(report), "drainage")
    assert (await case.now(report)).queue == "drainage"


async def refreshed(case: Case, ticket: Ticket) -> Ticket:
    """The same card, as a later press finds it."""
    return Ticket(await case.now(ticket.report), ticket.queue, ticket.role, ticket.card)


async def test_a_reason_in_words_is_asked_for(case: Case) -> None:
    ticket = await opened(case)
    await case.do(ticket_actions.bounce_for, LI, ticket, None)
    prompt = await newest_question(case, GROUPS["lighting"], LI.user_id)
    assert prompt
    await case.do(ticket_actions.answer_prompt, LI, prompt, IncomingMessage(case.numbers.new(), "归供电公司"))
    found = last_bounce(await case.events(ticket.report))
    assert found
    assert (found.reason, found.words, found.suggested) == (None, "归供电公司", "")


async def test_whose_it_may_be_comes_after_the_reason(case: Case) -> None:
    ticket = await opened(case)
    with pytest.raises(Stale):
        await case.do(ticket_actions.bounce_to, LI, ticket, "drainage")
    assert (await case.now(ticket.report)).status is Status.ROUTED


async def test_of_two_colleagues_in_the_menu_the_first_sends_it_back(case: Case) -> None:
    ticket = await opened(case)
    await case.do(ticket_actions.bounce_for, LI, ticket, BounceReason.NOT_OUR_JOB)
    await case.do(ticket_actions.bounce_for, ZHOU, await refreshed(case, ticket), BounceReason.PRIVATE_PROPERTY)
    await case.do(ticket_actions.bounce_to, LI, await refreshed(case, ticket), "drainage")
    with pytest.raises((AlreadyDone, NoLongerPossible)):
        await case.do(ticket_actions.bounce_to, ZHOU, await refreshed(case, ticket), "gas")
    bounces = [event for event in await case.events(ticket.report) if event.action == Action.BOUNCE]
    assert len(bounces) == 1
