"""The same photograph sent again: within a draft it is kept once, with another report it earns nothing."""

from domain.people.points import Merit, cause_of
from domain.reporting.photo_hash import TWINS_AT_MOST
from domain.reporting.photos import Photo
from domain.reporting.reports import Report
from services.ports.transaction import Transaction


async def is_in_draft(tx: Transaction, draft_id: int, photo: Photo) -> bool:
    """Whether the draft holds this picture already."""
    return await tx.photos.distance_in_draft(draft_id, photo) <= TWINS_AT_MOST


async def shown_before(tx: Transaction, report: Report) -> Report | None:
    """The first report, of whomever, that came before this one with the same picture; None where it is new."""
    here = (report.submitted_at, report.id)
    earlier = [(each.submitted_at, each.report_id) for each in await tx.photos.same_pictures(report.id)]
    first = min((each for each in earlier if each < here), default=None)
    return None if first is None else await tx.reports.get(first[1])


async def earned_nothing(tx: Transaction, report: Report) -> bool:
    """Whether a report gave its reporter no points because its picture had been sent before."""
    if await tx.ledger.knows(cause_of(Merit.ROUTED, report.id, report.rider_id)):
        return False
    return await shown_before(tx, report) is not None
