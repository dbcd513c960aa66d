"""A ticket is handed over to a colleague."""

from domain.errors import AlreadyDone, ColleagueLeft, Stale
from domain.tickets.lifecycle import Action
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets.changing import Request, change_status, open_row
from services.tickets.colleagues import colleagues
from services.tickets.ticket_actions import Staff, Ticket


async def hand_over(
    tx: Transaction, deps: Deps, staff: Staff, ticket: Ticket, user_id: int, *, is_inside: bool
) -> None:
    """Let a colleague have the ticket, and tell them; `is_inside` is whether Telegram says that they are in the group.

    Raises:
        NoLongerPossible, NotAllowed: See `services.tickets.changing.open_row`.
        AlreadyDone: They have it.
        Stale: They are not among those who are offered.
        ColleagueLeft: They are not in the group any more.
    """
    if ticket.report.holder_id == user_id:
        raise AlreadyDone
    open_row(ticket.report, Action.HAND_OVER, ticket.role, deps.clock.now())
    offered = await colleagues(tx, deps, ticket.report, staff.user_id)
    chosen = next((each for each in offered if each.user_id == user_id), None)
    if chosen is None:
        raise Stale
    if not is_inside:
        raise ColleagueLeft(chosen.user_id, chosen.name)
    detail = {"to": str(chosen.user_id), "name": chosen.name}
    await change_status(tx, deps, ticket.report, Request(Action.HAND_OVER, staff.actor, ticket.role, detail=detail))
