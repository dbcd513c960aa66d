"""What a queue's group is shown of a report: its card, and the short replies that staff must notice."""

from collections.abc import Mapping

from domain.messages import Nudge, Outgoing, Precedence, TicketCard
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Role
from domain.tickets.staff import QueueChat
from services.deps import Deps
from services.ports.transaction import Transaction


def card_key(report_id: int, queue: str) -> str:
    """The outbox key of a ticket's card in its queue's group."""
    return f"ticket:{report_id}:{queue}"


def nudge_key(report_id: int) -> str:
    """The key under which the one nudge of a ticket stands, whatever it is about."""
    return f"nudge:{report_id}"


async def group_of(tx: Transaction, deps: Deps, queue: str) -> QueueChat | None:
    """Where a queue works; a queue without a group is looked after by triage; None where triage has none."""
    return await tx.queues.chat(queue) or await tx.queues.chat(deps.district.triage.id)


def role_of_queue(deps: Deps, queue: str) -> Role:
    """In what role a queue's staff act."""
    return Role.TRIAGE if queue == deps.district.triage.id else Role.QUEUE


def language_of_queue(deps: Deps, queue: str) -> str:
    """The language that a queue's group is written to in."""
    return deps.district.queue(queue).language or deps.district.default_language


async def show_card(tx: Transaction, deps: Deps, report: Report, queue: str | None = None) -> None:
    """Bring the card of a ticket up to date in the group of its queue, or of a queue that it has left."""
    queue = queue or report.queue
    group = await group_of(tx, deps, queue)
    if group is None:
        return
    await tx.outbox.put(
        Outgoing(
            key=card_key(report.id, queue),
            chat_id=group.chat_id,
            thread_id=group.thread_id,
            precedence=Precedence.URGENT if report.urgent else Precedence.TICKET,
            meaning=TicketCard(report.id, queue),
            silent=is_silent(deps, report, queue),
            language=language_of_queue(deps, queue),
        ),
        deps.clock.now(),
    )


async def nudge(
    tx: Transaction,
    deps: Deps,
    report: Report,
    kind: str,
    cause: str,
    fields: Mapping[str, str] | None = None,
) -> None:
    """Tell the queue in a short reply to the card; `cause` makes it happen once."""
    group = await group_of(tx, deps, report.queue)
    if group is None:
        return
    await tx.outbox.put(
        Outgoing(
            key=f"{nudge_key(report.id)}:{kind}:{cause}",
            chat_id=group.chat_id,
            thread_id=group.thread_id,
            precedence=Precedence.URGENT if report.urgent else Precedence.REMINDER,
            meaning=Nudge(report.id, report.queue, kind, fields or {}),
            silent=is_silent(deps, report, report.queue),
            language=language_of_queue(deps, report.queue),
        ),
        deps.clock.now(),
    )


def is_silent(deps: Deps, report: Report, queue: str) -> bool:
    """Outside the queue's working hours only what is urgent makes a sound."""
    if report.urgent:
        return False
    return not deps.district.calendar_of(deps.district.queue(queue)).is_open(deps.clock.now())
