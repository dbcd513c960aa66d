"""The view of a rider's points."""

from dataclasses import dataclass

from domain.people.messages import PointsShown
from domain.people.points import Entry
from domain.reporting.reports import Report
from services.gathering import Reading, gather


@dataclass(frozen=True, slots=True)
class PointsView:
    """A rider's balance and newest entries, each with its report."""

    balance: int
    entries: tuple[tuple[Entry, Report | None], ...]


@gather.register
async def points_view(meaning: PointsShown, reading: Reading) -> PointsView | None:
    """Return a rider's balance and newest ten entries; None in a group."""
    del meaning
    tx, rider = reading.tx, reading.rider
    if rider is None:
        return None
    entries = await tx.ledger.last(rider.id, 10)
    reports = [await tx.reports.get(entry.report_id) for entry in entries]
    return PointsView(await tx.ledger.balance(rider.id), tuple(zip(entries, reports, strict=True)))
