"""Which report a reply is about: any message of ours about it, or any of the rider's own that became part of it."""

from dataclasses import dataclass

from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report
from services.deps import Deps
from services.outgoing import is_from_staff
from services.ports.transaction import Transaction
from services.tickets import copies


@dataclass(frozen=True, slots=True)
class Subject:
    """The report that a message is about.

    `draft_id` is the draft whose card it replies to, if it is one's; `answers_staff` says whether it replies to what
    staff wrote.
    """

    report: Report
    draft_id: int | None = None
    answers_staff: bool = False


async def of_reply(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage, words: str) -> Subject | None:
    """Return what a rider's reply is about; None for what replies to no message about a report.

    `words` are those of the message replied to, if it is surely ours. Of a report that was merged into another it is
    the other one, if the rider is its reporter or has joined it.
    """
    if message.replied_to is None:
        return None
    ours = await copies.message_of(tx, deps, rider.chat_id, message.replied_to, words)
    heard = await tx.heard.of(rider.chat_id, message.replied_to) if ours is None else None
    known = ours or heard
    if known is None:
        return None
    report_id = known.report_id or await _became(tx, rider, known.draft_id)
    report = await tx.reports.get(report_id) if report_id else None
    if report is None:
        return None
    answers_staff = ours is not None and is_from_staff(ours.key)
    return Subject(await followed(tx, rider, report), known.draft_id, answers_staff)


async def of_album(tx: Transaction, rider: Rider, message: IncomingMessage) -> Subject | None:
    """Return the report to which other parts of a message's album were added, if they were."""
    parts = await tx.heard.of_album(rider.chat_id, message.album) if message.album else []
    added_to = next((part.report_id for part in parts if part.report_id is not None), None)
    report = await tx.reports.get(added_to) if added_to is not None else None
    return Subject(await followed(tx, rider, report)) if report is not None else None


async def _became(tx: Transaction, rider: Rider, draft_id: int | None) -> int | None:
    """Return the report that a draft of the rider's became or joined, if it did."""
    draft = await tx.drafts.get(draft_id) if draft_id is not None else None
    return draft.report_id if draft is not None and draft.rider_id == rider.id else None


async def followed(tx: Transaction, rider: Rider, report: Report) -> Report:
    """Return the report with which this one goes on, as far as the rider may follow it."""
    original = await tx.reports.get(report.original) if report.original is not None else None
    if original is None:
        return report
    is_in = original.rider_id == rider.id or await tx.reports.has_joined(original.id, rider.id)
    return await followed(tx, rider, original) if is_in else report
