"""Urgent tickets before the supervisors: one message for each, which changes as the ticket does."""

from domain.messages import Precedence
from domain.reporting.reports import Report
from domain.tickets.messages import DangerFiled, UrgentChanged, UrgentTold
from services.deps import Deps
from services.outgoing import danger_filed_key, to_group
from services.ports.transaction import Transaction
from services.supervisor_keys import urgent_changed_key, urgent_key
from services.tickets.groups import tell_supervisors
from services.tickets.standing_in import group_of
from services.tickets.supervisors import own_group


async def tell(tx: Transaction, deps: Deps, report: Report) -> None:
    """Tell the supervisors of an urgent ticket, once, unless its card stands in their own group.

    Whoever stands in for supervisors hears of danger to life alone; of the rest once nobody has accepted it.
    """
    if not report.urgent:
        return
    own, seen = await own_group(tx, deps), await group_of(tx, deps, report.queue)
    about = seen.chat_id if seen is not None else 0
    if own is not None and own.chat_id != about:
        told = UrgentTold(report.id, to_supervisors=True)
        await tx.outbox.put(to_group(deps, own, told, urgent_key(report.id), Precedence.URGENT))
    elif own is None and report.danger is not None:
        told_of, key = DangerFiled(report.id), danger_filed_key(report.id)
        await tell_supervisors(tx, deps, told_of, key, about, precedence=Precedence.URGENT)


async def redraw(tx: Transaction, deps: Deps, report: Report, chat_id: int) -> bool:
    """Edit what stands of an urgent ticket in this chat; return False where that is not the supervisors' group."""
    own = await own_group(tx, deps) if report.urgent else None
    if own is None or own.chat_id != chat_id:
        return False
    changed, key = UrgentChanged(report.id, to_supervisors=True), urgent_changed_key(report.id, deps.ids.new())
    await tx.outbox.put(to_group(deps, own, changed, key, Precedence.STATUS, silent=True))
    return True
