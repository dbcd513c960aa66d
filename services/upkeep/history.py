"""Imported history: records of another system become reports without messages, points or timers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.district.catalogue import Category
from domain.district.district import District
from domain.geo.positions import Position, distance_m
from domain.reporting.numbers import ReportNumber, month_at
from domain.reporting.reports import Report, Status
from services.ports.transaction import Transaction
from services.tickets import routes

NOBODY: Final = 0
"""Id and chat of the rider that owns imported reports; no messages are sent to it."""

_LOOKED_AT: Final = 25
_SAME_PLACE_M: Final = 1.0
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


@dataclass(frozen=True, slots=True)
class Compared:
    """How many known records were looked at, and how many of them are now another time and place."""

    known: int = 0
    others: int = 0


async def compare(tx: Transaction, source: str, reports: Sequence[tuple[str, Report]]) -> Compared:
    """Compare some of the records whose key was imported before with what was kept.

    If their keys are row numbers of one export, those of the next one belong to other records.
    """
    known = others = 0
    for key, report in reports[:: max(1, len(reports) // _LOOKED_AT)]:
        report_id = await tx.history.report_of(source, key)
        kept = await tx.reports.get(report_id) if report_id not in {None, report.id} and report_id else None
        if kept is None:
            continue
        known += 1
        moved = distance_m(kept.position, report.position) > _SAME_PLACE_M
        others += moved and kept.submitted_at != report.submitted_at
    return Compared(known, others)


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
