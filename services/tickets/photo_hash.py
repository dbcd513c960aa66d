"""Reports with the same photo as an older report earn no points."""

from domain.people.points import Merit, cause_of
from domain.reporting.reports import Report
from services.ports.transaction import Transaction


async def shown_before(tx: Transaction, report: Report) -> Report | None:
    """Return the first report of any rider that showed the same picture before this one; None if it is new."""
    if not any(photo.shared for photo in report.photos):
        return None
    here = (report.submitted_at, report.id)
    earlier = [(each.submitted_at, each.report_id) for each in await tx.photos.same_photos(report.id)]
    first = min((each for each in earlier if each < here), default=None)
    return None if first is None else await tx.reports.get(first[1])


async def earned_nothing(tx: Transaction, report: Report) -> bool:
    """Return whether a report earned no points because its picture had been sent before."""
    cause = cause_of(Merit.ROUTED, report.id, report.rider_id)
    earned = any(entry.cause == cause for entry in await tx.ledger.of_report(report.id))
    return not earned and await shown_before(tx, report) is not None
