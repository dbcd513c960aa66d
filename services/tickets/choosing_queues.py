"""The menu of the queues to which a ticket may be assigned: its pages, and the search by a part of a name."""

from dataclasses import replace
from typing import Final

from domain.errors import WordsNeeded
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report
from domain.tickets.card_menus import FIND
from domain.tickets.lifecycle import Action, Role
from domain.tickets.lookups import TicketShown
from domain.tickets.staff import Prompt, PromptStage
from services.deps import Deps
from services.outgoing import acknowledgement
from services.ports.transaction import Transaction
from services.tickets import groups, prompting, ticket_actions
from services.tickets.cards import show_card
from services.tickets.changing import open_row
from services.tickets.impartiality import refuse_rider
from services.tickets.supervisors import supervisors_group
from services.tickets.ticket_actions import Staff, Ticket

FIND_QUEUE: Final = "find_queue"
"""The question for a part of a queue's name."""

_LONGEST: Final = 40
"""Characters of a name that are looked for."""


async def turn(tx: Transaction, deps: Deps, staff: Staff, ticket: Ticket, to: str) -> None:
    """Show another page of the queues on the card, or ask for a name.

    Raises:
        NoLongerPossible, NotAllowed: See `services.tickets.changing.open_row`.
    """
    open_row(ticket.report, Action.ASSIGN, ticket.role, deps.clock.now())
    if to == FIND:
        await _ask(tx, deps, staff, ticket, ticket.queue)
    else:
        await ticket_actions.open_menu(tx, deps, ticket, f"{Action.ASSIGN}.{to}")


async def ask_supervisor(tx: Transaction, deps: Deps, staff: Staff, ticket: Ticket) -> None:
    """Ask one of the supervisors for a name, below the ticket's view in their group.

    Raises:
        NoLongerPossible, NotAllowed: See `services.tickets.changing.open_row`.
        SupervisorsOnly: The chat is not the supervisors' group.
    """
    open_row(ticket.report, Action.ASSIGN, ticket.role, deps.clock.now())
    group = await supervisors_group(tx, deps, ticket.card.chat_id)
    await _ask(tx, deps, staff, ticket, group.queue)


async def _ask(tx: Transaction, deps: Deps, staff: Staff, ticket: Ticket, seat: str) -> None:
    question = prompting.Question(ticket.report, seat, ticket.card, FIND_QUEUE, staff.user_id, staff.name)
    await prompting.ask(tx, deps, question)


async def answer(tx: Transaction, deps: Deps, staff: Staff, prompt: Prompt, message: IncomingMessage) -> None:
    """Show the queues that an answer means, on the card or in the view below which was asked.

    Raises:
        OthersQuestion, AlreadyDone, QuestionOver, Elsewhere, OwnTicket: See `services.tickets.prompting.asked`.
        NoLongerPossible, NotAllowed: See `services.tickets.changing.open_row`.
        SupervisorsOnly: The chat is not the supervisors' group any more.
        WordsNeeded: There are no words; the question stays.
    """
    report = await prompting.still_open(tx, prompt, staff.user_id)
    supervisors = deps.district.supervisors
    in_view = supervisors is not None and prompt.queue == supervisors.id != report.queue
    if not in_view:
        await prompting.asked(tx, deps, prompt, staff.user_id)
    role = Role.SUPERVISOR if in_view else staff.role(deps, report.queue)
    open_row(report, Action.ASSIGN, role, deps.clock.now())
    words = " ".join(message.text.split())[:_LONGEST]
    if not words:
        raise WordsNeeded
    menu = f"{Action.ASSIGN}.{FIND}.{words}"
    if in_view:
        await _show_view(tx, deps, staff, prompt, report, menu)
    else:
        await show_card(tx, deps, await tx.reports.save(replace(report, card_menu=menu)))
    await prompting.close(tx, deps, prompt, PromptStage.ANSWERED)
    await tx.outbox.put(acknowledgement(deps, prompt, message.message_id))


async def _show_view(tx: Transaction, deps: Deps, staff: Staff, prompt: Prompt, report: Report, menu: str) -> None:
    await supervisors_group(tx, deps, prompt.chat_id)
    await refuse_rider(tx, staff.user_id, report)
    shown = TicketShown(
        report_id=report.id,
        menu=menu,
        chat_id=prompt.chat_id,
        thread_id=prompt.thread_id,
        by=staff.user_id,
        edits=prompt.reply_to,
    )
    await groups.tell(tx, deps, prompt.chat_id, prompt.thread_id, shown, silent=True)
