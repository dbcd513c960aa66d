"""What a rider's screen of points shows."""

from dataclasses import dataclass

from domain.people.points import Entry
from domain.people.riders import Rider
from domain.reporting.reports import Report
from services.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PointsView:
    """A rider's points: balance, and the newest entries with the numbers of their reports."""

    balance: int
    entries: tuple[tuple[Entry, Report | None], ...]


async def points_view(tx: Transaction, rider: Rider) -> PointsView:
    """A rider's balance and the newest ten entries."""
    entries = await tx.ledger.last(rider.id, 10)
    reports = [await tx.reports.get(entry.report_id) for entry in entries]
    return PointsView(await tx.ledger.balance(rider.id), tuple(zip(entries, reports, strict=True)))
