"""A ticket's messages in its queue's group: the card, and short replies to it."""

from dataclasses import dataclass, replace

import structlog

from domain.messages import Precedence
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Role
from domain.tickets.messages import Nudge, TicketCard, TicketMessage
from domain.tickets.reminders import Place, Reminder
from services.deps import Deps
from services.outgoing import card_left, nudge_cause_key, queue_of_ticket_key, removal, ticket_key, to_group
from services.ports.live_messages import LiveMessage
from services.ports.transaction import Transaction
from services.tickets import boards, reminder_lists
from services.tickets.clips import show_clips
from services.tickets.standing_in import acts_in, group_of, is_within_reach
from services.tickets.unseen import hurry

log = structlog.get_logger()


def role_of_queue(deps: Deps, queue: str) -> Role:
    """Return the role in which a queue's staff act."""
    return Role.TRIAGE if queue == deps.district.triage.id else Role.QUEUE


async def show_card(
    tx: Transaction,
    deps: Deps,
    report: Report,
    queue: str | None = None,
    *,
    in_turn: bool = False,
    precedence: Precedence = Precedence.TICKET,
) -> None:
    """Queue the current card of a ticket for its queue's group, or for `queue` if the ticket has left it.

    One that stands already may be redrawn `in_turn`: even if urgent, after what others wait for.
    """
    queue = queue or report.queue
    key = ticket_key(report.id, queue)
    hurries = report.urgent and not (in_turn and await tx.messages.of_key(key) is not None)
    await _tell_queue(tx, deps, TicketCard(report.id, queue), key, Told(report, hurries, precedence))


async def leave(tx: Transaction, deps: Deps, message: TicketMessage, left: LiveMessage) -> None:
    """Tidy up what a ticket's new card or nudge has left behind in another group, also one that has no queue any more.

    Nothing can be done in a group that is lost, nor in the old chat of one that became a supergroup.
    """
    if not await is_within_reach(tx, left.chat_id):
        return
    if isinstance(message, TicketCard):
        await tx.outbox.put(card_left(deps, left, message.report_id, message.queue))
    elif (report := await tx.reports.get(message.report_id)) is not None:
        await tx.outbox.put(removal(left.chat_id, left.message_id, erases=True, over=str(report.number)))


async def put_away(tx: Transaction, deps: Deps, chat_id: int, message_id: int) -> None:
    """Close a card in a group where its ticket is not acted on any more, and see that it has one where it is.

    The card of a queue that lost the ticket is drawn again. Nothing happens to a message that is no card, or that
    stands where it belongs, nor in the old chat of a group that became a supergroup, where nothing can be edited.
    """
    card = await tx.messages.at(chat_id, message_id)
    report = await tx.reports.get(card.report_id) if card is not None and card.report_id is not None else None
    queue = queue_of_ticket_key(card.key, report.id) if card is not None and report is not None else None
    if card is None or report is None or queue is None or await tx.queues.present_chat(chat_id) != chat_id:
        return
    if await acts_in(tx, deps, queue, chat_id):
        if report.queue != queue:
            await show_card(tx, deps, report, queue)
        return
    await tx.messages.put(replace(card, live=False), deps.clock.now())
    await tx.outbox.put(card_left(deps, card, report.id, queue))
    if card.live and report.queue == queue:
        await show_card(tx, deps, report)
        await show_clips(tx, deps, report)


async def nudge(tx: Transaction, deps: Deps, report: Report, nudge: Nudge, cause: str) -> None:
    """Send the queue a short reply to the card in place of what reminds of it; the same `cause` does so once."""
    before = await tx.reminders.of_report(report.id)
    await tx.reminders.put([Reminder(report.id, Place.QUEUE, nudge.name, report.queue, at=deps.clock.now())])
    await reminder_lists.redraw(tx, deps, [each for each in before if each.place is Place.QUEUE])
    told = Told(report, report.urgent and nudge.alarms, Precedence.REMINDER)
    await _tell_queue(tx, deps, nudge, nudge_cause_key(nudge, cause), told)


@dataclass(frozen=True, slots=True)
class Told:
    """How a message of a ticket is told: whether it hurries, then it goes first and sounds at any hour."""

    report: Report
    hurries: bool
    precedence: Precedence


async def _tell_queue(tx: Transaction, deps: Deps, message: TicketMessage, key: str, told: Told) -> None:
    """Queue a message for the group that has the ticket; those that hurry go first and are never silent.

    Where neither the queue nor triage nor supervisors have a group, the operator's log says so; the card is shown once
    one of them has.
    """
    group = await group_of(tx, deps, message.queue)
    if isinstance(message, TicketCard):
        await boards.redraw(tx, deps, group)
    if group is None:
        log.error("ticket_reaches_nobody", report=str(told.report.number), queue=message.queue)
        return
    if group.queue != message.queue and isinstance(message, TicketCard):
        await hurry(tx, deps, told.report, message.queue)
    seen_as = replace(group, queue=message.queue)
    first = Precedence.URGENT if told.hurries else told.precedence
    silent = not told.hurries and is_closed(deps, message.queue)
    await tx.outbox.put(to_group(deps, seen_as, message, key, first, silent=silent))


def is_closed(deps: Deps, queue: str) -> bool:
    """Return whether it is outside the queue's hours, when nothing sounds that does not hurry."""
    return not deps.district.calendar_of(deps.district.queue(queue)).is_open(deps.clock.now())
