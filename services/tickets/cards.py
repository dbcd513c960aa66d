"""A ticket's messages in its queue's group: the card, and short replies to it."""

from dataclasses import replace

from domain.messages import Precedence
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Role
from domain.tickets.messages import Nudge, TicketCard, TicketMessage
from domain.tickets.staff import QueueChat
from services.deps import Deps
from services.outgoing import nudge_cause_key, ticket_key, to_group
from services.ports.transaction import Transaction


async def group_of(tx: Transaction, deps: Deps, queue: str) -> QueueChat | None:
    """Return the queue's group; if it has none, the triage group; None if triage has none either."""
    return await tx.queues.chat(queue) or await tx.queues.chat(deps.district.triage.id)


def role_of_queue(deps: Deps, queue: str) -> Role:
    """Return the role in which a queue's staff act."""
    return Role.TRIAGE if queue == deps.district.triage.id else Role.QUEUE


async def show_card(tx: Transaction, deps: Deps, report: Report, queue: str | None = None) -> None:
    """Queue the current card of a ticket for its queue's group, or for `queue` if the ticket has left it."""
    queue = queue or report.queue
    card = TicketCard(report.id, queue)
    await _tell_queue(tx, deps, report, card, ticket_key(report.id, queue), Precedence.TICKET)


async def nudge(tx: Transaction, deps: Deps, report: Report, nudge: Nudge, cause: str) -> None:
    """Send the queue a short reply to the card; the same `cause` sends it only once."""
    await _tell_queue(tx, deps, report, nudge, nudge_cause_key(nudge, cause), Precedence.REMINDER)


async def _tell_queue(
    tx: Transaction, deps: Deps, report: Report, message: TicketMessage, key: str, precedence: Precedence
) -> None:
    """Queue a message for the queue's group, if any; urgent ones go first and are never silent."""
    group = await group_of(tx, deps, message.queue)
    if group is None:
        return
    seen_as = replace(group, queue=message.queue)
    first = Precedence.URGENT if report.urgent else precedence
    silent = is_silent(deps, report, message.queue)
    await tx.outbox.put(to_group(deps, seen_as, message, key, first, silent=silent))


def is_silent(deps: Deps, report: Report, queue: str) -> bool:
    """Return whether to send without a sound: outside the queue's hours, unless urgent."""
    if report.urgent:
        return False
    return not deps.district.calendar_of(deps.district.queue(queue)).is_open(deps.clock.now())
