"""A question to staff ends after ten minutes, and is taken away once it has ended."""

import pytest

from domain.errors import AlreadyDone
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action, Role
from domain.tickets.staff import Prompt
from services.tickets import prompting
from tests.recording import Call
from tests.sample_views import MINUTE
from tests.usecases import GROUPS, STAFF, Case

WORDS = IncomingMessage(1, "换好了")


async def asked(case: Case) -> tuple[Report, Prompt, Call]:
    """A ticket whose staff are asked how it was resolved, and the question as it stands in the group."""
    report = await case.accepted(await case.submitted())
    await case.told()
    ticket = await case.ticket(report)
    question = prompting.Question(report, report.queue, ticket.card, Action.RESOLVE.value, STAFF.id, STAFF.name)
    prompt = await case.do(prompting.ask, question)
    (shown,) = await case.told(GROUPS[report.queue])
    return report, prompt, shown


async def kept(case: Case, prompt: Prompt) -> Prompt:
    found = await case.database.read(lambda tx: tx.queues.prompt(prompt.id))
    assert found
    return found


async def test_a_question_stands_for_ten_minutes_and_hears_nothing_afterwards(case: Case) -> None:
    report, prompt, shown = await asked(case)
    await case.passes(milliseconds=10 * MINUTE - 1)
    assert await case.told(GROUPS[report.queue]) == []
    await case.passes(milliseconds=1)
    (gone,) = await case.told(GROUPS[report.queue])
    assert (gone.method, gone.message) == ("deleteMessage", shown.message)
    with pytest.raises(AlreadyDone):
        await case.do(prompting.answer, await kept(case, prompt), STAFF.id, Role.QUEUE, WORDS)
    assert (await case.now(report)).status is Status.ACCEPTED


async def test_just_before_its_end_a_question_is_answered_and_taken_away(case: Case) -> None:
    report, prompt, shown = await asked(case)
    await case.passes(milliseconds=10 * MINUTE - 1)
    await case.do(prompting.answer, await kept(case, prompt), STAFF.id, Role.QUEUE, WORDS)
    gone = [call for call in await case.told(GROUPS[report.queue]) if call.method == "deleteMessage"]
    assert [call.message for call in gone] == [shown.message]
    await case.passes(minutes=1)
    assert (await case.now(report)).status is Status.RESOLVED
