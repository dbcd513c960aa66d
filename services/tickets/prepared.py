"""Answers that a district has prepared: a key of the question says one of them."""

from domain.district.templates import AnswerTo, offered
from domain.errors import Stale
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report
from domain.tickets.prepared import said
from domain.tickets.staff import Prompt, PromptStage
from services.deps import Deps
from services.outgoing import language_of_queue
from services.ports.transaction import Transaction
from services.tickets import prompting, ticket_actions
from services.tickets.ticket_actions import Staff


def answers_to(deps: Deps, prompt: Prompt, report: Report) -> dict[str, str]:
    """Return the prepared answers to a question, by their marks, in the language of its queue."""
    if prompt.in_words or prompt.action not in set(AnswerTo):
        return {}
    language = language_of_queue(deps, prompt.queue)
    found = offered(deps.district.templates, AnswerTo(prompt.action), report.category)
    return {each.mark: said(each, deps.district, report, language) for each in found}


async def answer(tx: Transaction, deps: Deps, staff: Staff, prompt: Prompt, mark: str) -> None:
    """Answer a question with the prepared words of this mark, or ask for words of their own for "".

    Raises:
        Stale: The district has no such answer to it any more.
        OthersQuestion, AlreadyDone, QuestionOver, NoLongerPossible, OwnTicket: See `services.tickets.prompting.answer`.
    """
    report = await prompting.asked(tx, deps, prompt, staff.user_id)
    if not mark:
        await prompting.close(tx, deps, prompt, PromptStage.ANSWERED)
        await prompting.ask_in_place(tx, deps, prompt, in_words=True)
        return
    words = answers_to(deps, prompt, report).get(mark)
    if words is None:
        raise Stale
    await ticket_actions.answer_prompt(tx, deps, staff, prompt, IncomingMessage(prompt.reply_to, words))
