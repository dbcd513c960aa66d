"""Imported history: records of another system become reports without messages, points or timers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.district.catalogue import Category
from domain.district.district import District
from domain.geo.positions import Position
from domain.reporting.numbers import ReportNumber, month_at
from domain.reporting.reports import Report, Status
from services.ports.transaction import Transaction
from services.tickets import routes

NOBODY: Final = 0
"""Id and chat of the rider that owns imported reports; no messages are sent to it."""

SOURCE: Final = "import"
"""The position source by which an imported report is recognised."""


@dataclass(frozen=True, slots=True)
class Record:
    """One parsed record of another system.

    Attributes:
        key: Its id there.
        at: When it was reported, ms UTC.
        closed_at: When its case was closed, ms UTC; None while it is open.
        status: ROUTED, or a final status.
    """

    key: str
    at: int
    category: Category
    position: Position
    status: Status
    closed_at: int | None
    note: str


def past_report(district: District, report_id: int, record: Record) -> Report:
    """Return the report for a record, in the queue that it would have had; its serial is not assigned yet."""
    community = district.community_at(record.position.lat, record.position.lng)
    route = district.route(record.category.slug, community.id if community else None, record.at)
    return Report(
        id=report_id,
        number=ReportNumber(district.prefix, month_at(record.at, district.timezone), 1),
        rider_id=NOBODY,
        status=record.status,
        category=record.category.slug,
        note=record.note,
        position=record.position,
        community=community.id if community else None,
        queue=route.queue.id,
        route_reason=routes.encode(route.reason),
        urgent=record.category.urgent,
        submitted_at=record.at,
        resolved_at=record.closed_at,
        closed_at=record.closed_at,
    )


async def keep(tx: Transaction, source: str, reports: Sequence[tuple[str, Report]], now: int) -> int:
    """Store the reports, skip those whose key is known, and return how many are new.

    They are numbered in order within their own months. No messages are queued.
    """
    await tx.history.begin(now)
    new = await tx.history.note(source, [(key, report.id) for key, report in reports])
    fresh = [report for _, report in reports if report.id in new]
    months = Counter(report.number.month for report in fresh)
    serials = {month: await tx.history.reserve_serials(month, count) for month, count in sorted(months.items())}
    numbered = []
    for report in fresh:
        month = report.number.month
        numbered.append(replace(report, number=replace(report.number, serial=serials[month])))
        serials[month] += 1
    await tx.history.add(numbered)
    return len(fresh)
