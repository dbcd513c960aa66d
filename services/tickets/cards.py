"""What a queue's group is shown of a report: its card, and the short replies that staff must notice."""

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
    """Where a queue works; a queue without a group is looked after by triage; None where triage has none."""
    return await tx.queues.chat(queue) or await tx.queues.chat(deps.district.triage.id)


def role_of_queue(deps: Deps, queue: str) -> Role:
    """In what role a queue's staff act."""
    return Role.TRIAGE if queue == deps.district.triage.id else Role.QUEUE


async def show_card(tx: Transaction, deps: Deps, report: Report, queue: str | None = None) -> None:
    """Bring the card of a ticket up to date in the group of its queue, or of a queue that it has left."""
    queue = queue or report.queue
    card = TicketCard(report.id, queue)
    await _tell_queue(tx, deps, report, card, ticket_key(report.id, queue), Precedence.TICKET)


async def nudge(tx: Transaction, deps: Deps, report: Report, nudge: Nudge, cause: str) -> None:
    """Tell the queue in a short reply to the card; `cause` makes it happen once."""
    await _tell_queue(tx, deps, report, nudge, nudge_cause_key(nudge, cause), Precedence.REMINDER)


async def _tell_queue(
    tx: Transaction, deps: Deps, report: Report, message: TicketMessage, key: str, precedence: Precedence
) -> None:
    """What is urgent goes first and makes a sound whatever the hour; nothing is told where nobody would see it."""
    group = await group_of(tx, deps, message.queue)
    if group is None:
        return
    seen_as = replace(group, queue=message.queue)
    first = Precedence.URGENT if report.urgent else precedence
    silent = is_silent(deps, report, message.queue)
    await tx.outbox.put(to_group(deps, seen_as, message, key, first, silent=silent))


def is_silent(deps: Deps, report: Report, queue: str) -> bool:
    """Outside the queue's working hours only what is urgent makes a sound."""
    if report.urgent:
        return False
    return not deps.district.calendar_of(deps.district.queue(queue)).is_open(deps.clock.now())
