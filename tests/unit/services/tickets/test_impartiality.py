"""Nobody is on both sides of a ticket, whichever side they took first and on whichever way."""

from collections.abc import Awaitable, Callable

import pytest

from domain.errors import ActedAsStaff, MergeOwn, NoSuchReport, OwnTicket
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action, RejectReason
from domain.tickets.proof import NoPhoto
from domain.tickets.staff import Prompt
from services.tickets import proving, ticket_actions
from services.tickets.ticket_actions import Staff, Ticket
from tests.tables import newest_question
from tests.usecases import GROUPS, START, Case, spot

WANG = Staff(7_000, "王科员")
"""Not the colleague by whose hand a case moves reports; a rider in private, too."""


async def wang(case: Case) -> Rider:
    """Wang as a rider."""
    return await case.rider(70, chat_id=WANG.user_id)


async def carded(case: Case, report: Report) -> Ticket:
    """The ticket of Wang's press on the card in the group."""
    await case.told()
    card = (await case.ticket(report)).card
    return await case.do(ticket_actions.ticket_at, WANG, card.chat_id, card.message_id, report.id)


async def asked(case: Case, report: Report) -> Prompt:
    """The question that is open to Wang."""
    chat = GROUPS[report.queue]
    prompt = await newest_question(case, chat, WANG.user_id)
    assert prompt
    return prompt


async def accept(case: Case, report: Report) -> None:
    await case.do(ticket_actions.act, WANG, await carded(case, report), Action.ACCEPT, Status.ROUTED)


async def reject(case: Case, report: Report) -> None:
    await case.do(ticket_actions.reject, WANG, await carded(case, report), RejectReason.UNCLEAR)


async def replied(case: Case, report: Report) -> Prompt:
    card = (await carded(case, report)).card
    await case.do(ticket_actions.reply_to_card, WANG, card, IncomingMessage(case.numbers.new(), "看过了"))
    return await asked(case, report)


async def note(case: Case, report: Report) -> None:
    await case.do(ticket_actions.keep_as_note, WANG, await replied(case, report))


async def tell(case: Case, report: Report) -> None:
    await case.do(ticket_actions.send_to_riders, WANG, await replied(case, report))


async def bounce(case: Case, report: Report) -> None:
    await case.do(ticket_actions.bounce_for, WANG, await carded(case, report), None)
    said = IncomingMessage(case.numbers.new(), "不归我们管")
    await case.do(ticket_actions.answer_prompt, WANG, await asked(case, report), said)


async def resolve(case: Case, report: Report) -> None:
    await case.accepted(report)
    await case.do(ticket_actions.resolve_with_reply, WANG, await replied(case, report))
    await case.do(proving.use, WANG, await asked(case, report), NoPhoto.NIGHT)


Act = Callable[[Case, Report], Awaitable[None]]


@pytest.mark.parametrize("act", [accept, note, tell, bounce, resolve])
async def test_whoever_acted_as_staff_is_no_witness(case: Case, act: Act) -> None:
    report = await case.submitted()
    await act(case, report)
    rider = await wang(case)
    with pytest.raises(ActedAsStaff):
        await case.witnessed(await case.now(report), rider)
    assert (await case.now(report)).witnesses == 0
    assert await case.balance(rider) == 0


async def test_asking_for_a_question_is_no_act_yet(case: Case) -> None:
    report = await case.submitted()
    prompt = await replied(case, report)
    await case.witnessed(report, await wang(case))
    with pytest.raises(OwnTicket):
        await case.do(ticket_actions.keep_as_note, WANG, prompt)


@pytest.fixture
async def both(case: Case) -> tuple[Report, Rider]:
    """A ticket that is said to be fixed, and Wang, who acted on it and is its witness, as was possible once."""
    report, rider = await case.submitted(), await wang(case)
    await accept(case, report)
    await case.database.write(lambda tx: tx.reports.add_witness(report.id, rider.id, START))
    return await case.resolved(await case.now(report)), rider


@pytest.mark.parametrize("answer", [Action.FIXED, Action.NOT_FIXED])
async def test_whoever_acted_as_staff_checks_nothing(case: Case, both: tuple[Report, Rider], answer: Action) -> None:
    report, rider = both
    with pytest.raises(ActedAsStaff):
        await case.answered(report, rider, answer)
    assert (await case.now(report)).status is Status.RESOLVED


async def test_whoever_acted_as_staff_adds_nothing(case: Case, both: tuple[Report, Rider]) -> None:
    report, rider = both
    with pytest.raises(ActedAsStaff):
        await case.adds(rider, report, "我看见了")


async def merged(case: Case, duplicate: Report, original: Report) -> Report:
    """The original once a colleague has called the other report its duplicate."""
    await case.settled(await case.moved(duplicate, Action.DUPLICATE, original=str(original.id)))
    return await case.now(original)


async def test_the_staff_of_the_original_is_no_witness_by_a_merge(case: Case) -> None:
    original, rider = await case.submitted(), await wang(case)
    await accept(case, original)
    duplicate = await case.submitted(by=rider, at=spot(1))
    assert (await merged(case, duplicate, original)).witnesses == 0
    resolved = await case.resolved(await case.now(original))
    with pytest.raises(NoSuchReport):
        await case.answered(resolved, rider)
    with pytest.raises(OwnTicket):
        await note(case, resolved)


async def test_the_staff_of_a_duplicate_checks_and_witnesses_the_original_no_more(case: Case) -> None:
    original, rider = await case.submitted(), await wang(case)
    duplicate = await case.submitted(by=await case.rider(8), at=spot(1))
    await note(case, duplicate)
    assert (await merged(case, duplicate, original)).witnesses == 1
    with pytest.raises(ActedAsStaff):
        await case.witnessed(await case.now(original), rider)


async def test_a_reporter_who_acted_on_a_duplicate_earns_by_neither(case: Case) -> None:
    rider = await wang(case)
    original = await case.submitted(by=rider)
    before = await case.balance(rider)
    duplicate = await case.submitted(by=await case.rider(8), at=spot(1))
    await note(case, duplicate)
    resolved = await case.resolved(await merged(case, duplicate, original))
    with pytest.raises(ActedAsStaff):
        await case.answered(resolved, rider)
    assert await case.balance(rider) == before


async def test_the_chain_of_duplicates_is_one_ticket(case: Case) -> None:
    first, second, third = [await case.submitted(by=await case.rider(n), at=spot(n)) for n in (1, 2, 3)]
    await note(case, first)
    await merged(case, first, second)
    await merged(case, second, third)
    with pytest.raises(ActedAsStaff):
        await case.witnessed(await case.now(third), await wang(case))


async def test_nobody_calls_another_report_a_duplicate_of_their_own(case: Case) -> None:
    own = await case.submitted(by=await wang(case))
    other = await case.submitted(by=await case.rider(8), at=spot(1))
    await case.do(ticket_actions.act, WANG, await carded(case, other), Action.DUPLICATE, Status.ROUTED)
    said = IncomingMessage(case.numbers.new(), str(own.number))
    with pytest.raises(MergeOwn):
        await case.do(ticket_actions.answer_prompt, WANG, await asked(case, other), said)
    assert (await case.now(other)).status is Status.ROUTED


async def test_colleagues_and_other_tickets_are_not_concerned(case: Case) -> None:
    report, other = await case.submitted(), await case.submitted(by=await case.rider(8), at=spot(1))
    await accept(case, other)
    rider = await wang(case)
    assert (await case.witnessed(report, rider)).witnesses == 1
    with pytest.raises(OwnTicket):
        await accept(case, report)
    resolved = await case.resolved(await case.now(report))
    assert (await case.answered(resolved, rider)).status is Status.CONFIRMED


async def test_late_photos_of_an_album_are_refused_once_one_is_a_witness(case: Case) -> None:
    report = await case.accepted(await case.submitted())
    await case.do(ticket_actions.act, WANG, await carded(case, report), Action.RESOLVE, Status.ACCEPTED)
    prompt, rider = await asked(case, report), await wang(case)
    await case.do(ticket_actions.answer_prompt, WANG, prompt, IncomingMessage(case.numbers.new(), "换好了"))
    await case.database.write(lambda tx: tx.reports.add_witness(report.id, rider.id, START))
    late = IncomingMessage(case.numbers.new(), photo=case.photo())
    answered = await case.database.read(lambda tx: tx.queues.prompt(prompt.id))
    assert answered
    with pytest.raises(OwnTicket):
        await case.do(ticket_actions.answer_prompt, WANG, answered, late)
