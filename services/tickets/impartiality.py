"""Nobody is on both sides of a ticket: riders report and check it, staff act on it.

A report and those that repeat it are one ticket here, as riders and staff of one come to the other.
"""

from domain.errors import ActedAsStaff, OwnTicket
from domain.people.riders import Rider
from domain.reporting.reports import Report
from services.ports.transaction import Transaction


async def refuse_rider(tx: Transaction, user_id: int, report: Report) -> None:
    """Check that this person may act as staff on the ticket.

    Raises:
        OwnTicket: They reported or witnessed it.
    """
    rider = await tx.riders.by_chat(user_id)
    if rider is not None and await tx.reports.concerns(report.id, rider.id):
        raise OwnTicket


async def refuse_staff(tx: Transaction, rider: Rider, report: Report) -> None:
    """Check that this rider may witness the ticket, add to it, or say whether it is fixed.

    Raises:
        ActedAsStaff: They acted on it as staff.
    """
    if await acted(tx, rider.id, report):
        raise ActedAsStaff


async def acted(tx: Transaction, rider_id: int, report: Report) -> bool:
    """Return whether this rider acted on the ticket as staff, and so may earn nothing by it."""
    return await tx.reports.acted_on(report.id, rider_id)
