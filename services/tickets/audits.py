"""The audit trail of a ticket, for supervisors: its history with exact times, points, and what riders were told."""

from dataclasses import dataclass

from domain.people.points import Entry
from domain.tickets.group_commands import GroupKind
from domain.tickets.lookups import AuditShown, TicketShown
from services.gathering import Reading, gather
from services.tickets.lookups import HistoryView, history_view


@dataclass(frozen=True, slots=True)
class AuditView:
    """A ticket's history, and the points that it gave and took."""

    history: HistoryView
    entries: tuple[Entry, ...]


@gather.register
async def audit_view(meaning: AuditShown, reading: Reading) -> AuditView | None:
    """Return a ticket's audit trail; None if it is gone, or the group is not the supervisors'."""
    shown = TicketShown(
        report_id=meaning.report_id, page=meaning.page, chat_id=meaning.chat_id, thread_id=meaning.thread_id
    )
    history = await history_view(shown, reading)
    if history is None or GroupKind.SUPERVISORS not in history.kinds:
        return None
    return AuditView(history, await reading.tx.ledger.of_report(meaning.report_id))
