"""What supervisors do about a ticket in their own group: chase its queue, assign it anew, reject it, undo that."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from domain.errors import ChasedToday, NothingToChase, Stale
from domain.reporting.reports import Event, Report, Status
from domain.tickets.card_menus import FIND
from domain.tickets.lifecycle import Action, RejectReason, Role
from domain.tickets.messages import Chased
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets import ticket_actions
from services.tickets.cards import nudge
from services.tickets.changing import Request, carry_out, open_row
from services.tickets.events import unmoved
from services.tickets.impartiality import refuse_rider
from services.tickets.lateness import may_be_chased
from services.tickets.supervisors import supervisors_group
from services.tickets.ticket_actions import Staff, Ticket

CHASED: Final = "chased"
"""The event that supervisors chased a ticket."""

CHASE: Final = "chase"
FIND_BY_NAME: Final = f"{Action.ASSIGN}.{FIND}"
_ACTS: Final[Mapping[str, tuple[Action, Mapping[str, str]]]] = {
    Action.UNDO.value: (Action.UNDO, {}),
    **{f"{Action.REJECT}.{reason}": (Action.REJECT, {"reason": reason.value}) for reason in RejectReason},
}
"""What a key does at once."""


async def ticket_at(tx: Transaction, deps: Deps, staff: Staff, chat_id: int, message_id: int, report_id: int) -> Ticket:
    """Return the ticket that a message of the supervisors' group is about, for one of them who has no part in it.

    Raises:
        SupervisorsOnly: The chat is not the supervisors' group.
        Stale: The message is not about this ticket, or stands no more.
        OwnTicket: They reported or witnessed it.
    """
    await supervisors_group(tx, deps, chat_id)
    message = await tx.messages.at(chat_id, message_id)
    report = await tx.reports.get(report_id)
    if message is None or report is None or not message.live or message.report_id != report.id:
        raise Stale
    await refuse_rider(tx, staff.user_id, report)
    return Ticket(report, report.queue, Role.SUPERVISOR, message)


async def act(tx: Transaction, deps: Deps, staff: Staff, ticket: Ticket, chosen: str, offered: Status) -> None:
    """Chase, reject for a reason, or undo: whatever of these a key stands for.

    Raises:
        Stale: There is no such key.
        ChasedToday, NothingToChase: See `chase`.
        AlreadyDone, NoLongerPossible, NotAllowed, TooLateToUndo: See `services.tickets.changing.open_row`.
    """
    if chosen == CHASE:
        await chase(tx, deps, staff, ticket.report)
        return
    if chosen not in _ACTS:
        raise Stale
    action, detail = _ACTS[chosen]
    row = open_row(ticket.report, action, ticket.role, deps.clock.now(), offered)
    await carry_out(tx, deps, ticket.report, row, Request(action, staff.actor, ticket.role, detail=detail))


async def assign(tx: Transaction, deps: Deps, staff: Staff, ticket: Ticket, queue: str, offered: Status) -> None:
    """Assign a ticket that is not closed to any queue.

    Raises:
        AlreadyDone, NoLongerPossible, NotAllowed: See `services.tickets.changing.open_row`.
        Stale: It has that queue, or another status than when the key was offered.
        JustBounced: The queue has just sent it back.
    """
    open_row(ticket.report, Action.ASSIGN, ticket.role, deps.clock.now(), offered)
    if ticket.report.queue == queue or ticket.report.status is not offered:
        raise Stale
    await ticket_actions.assign(tx, deps, staff, ticket, queue)


async def chase(tx: Transaction, deps: Deps, staff: Staff, report: Report) -> None:
    """Tell a ticket's queue that supervisors wait for it, once a day, by one short reply to its card.

    Raises:
        NothingToChase: It is neither late nor without anybody.
        ChasedToday: Its queue has heard that today.
    """
    if not may_be_chased(report, deps.clock.now()):
        raise NothingToChase
    if was_chased_today(deps, await tx.reports.events(report.id)):
        raise ChasedToday
    event = unmoved(deps, report, CHASED, staff.actor, detail=json.dumps({"by": Role.SUPERVISOR.value}))
    await tx.reports.add_events([event])
    await nudge(tx, deps, report, Chased(report.id, report.queue), str(event.id))


def was_chased_today(deps: Deps, events: Collection[Event]) -> bool:
    """Return whether a ticket was chased on this day of the district."""
    today = _day(deps, deps.clock.now())
    return any(event.action == CHASED and _day(deps, event.at) == today for event in events)


def _day(deps: Deps, at: int) -> str:
    return datetime.fromtimestamp(at / 1000, deps.district.timezone).date().isoformat()
