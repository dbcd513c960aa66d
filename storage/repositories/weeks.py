"""Weekly figures from the events, and which weeks were sent, in SQL."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Status
from domain.tickets.lifecycle import OPEN
from domain.week.weeks import Span
from services.ports.weeks import NOTHING, ChangedReport, QueueFigures, RiderFigures
from storage.repositories.reports import SqlReports
from storage.session import Repository, Row, Value

_OLDEST_AT_MOST: Final = 5
_EACH: Final = ""
_COUNTED: Final = ("received", "accepted", "rejected", "resolved", "confirmed", "bounced", "reopened")


class SqlWeeks(Repository):
    """`services.ports.weeks.Weeks` in SQL."""

    async def tell(self, scope: str, week: str, at: int) -> bool:
        return await self._session.change("tell_week", scope=scope, week=week, at=at) == 1

    async def rider(self, rider_id: int, span: Span) -> RiderFigures:
        changed = await self._session.fetch("rider_changed", rider_id=rider_id, start=span.start, end=span.end)
        statuses = await self._session.fetch("rider_statuses", rider_id=rider_id, end=span.end)
        points = await self._session.fetch("rider_points", rider_id=rider_id, start=span.start, end=span.end)
        return RiderFigures(
            submitted=await self._number("rider_submitted", rider_id=rider_id, start=span.start, end=span.end) or 0,
            changed=tuple(map(_changed, changed)),
            open=sum(row["status_then"] in OPEN for row in statuses),
            points=points[0]["points"],
            balance=points[0]["balance"],
        )

    async def queue(self, queue: str, span: Span) -> QueueFigures:
        figures = (await self._figures(queue, span))[queue]
        standing = await self._session.fetch("queue_standing", queue=queue, start=span.start, end=span.end)
        reports = SqlReports(self._session)
        oldest = [await reports.get(row["id"]) for row in standing[:_OLDEST_AT_MOST]]
        return replace(
            figures,
            open=len(standing),
            overdue=figures.overdue + sum(row["late"] for row in standing),
            oldest=tuple(filter(None, oldest)),
        )

    async def queues(self, span: Span) -> Mapping[str, QueueFigures]:
        figures = await self._figures(_EACH, span)
        standing = await self._session.fetch("week_standing_now", start=span.start, end=span.end)
        moved = await self._session.fetch("week_moved_since", start=span.start, end=span.end)
        for row in [*standing, *moved]:
            known = figures[row["queue"]]
            figures[row["queue"]] = replace(
                known, open=known.open + row["open"], overdue=known.overdue + row["overdue"]
            )
        return figures

    async def _figures(self, queue: str, span: Span) -> dict[str, QueueFigures]:
        """Count what happened in one queue, or in each in the same statements."""
        values: dict[str, Value] = {"queue": queue, "start": span.start, "end": span.end}
        figures: dict[str, QueueFigures] = defaultdict(lambda: NOTHING)
        for row in await self._session.fetch("week_counts", **values):
            figures[row["queue"]] = replace(NOTHING, **{name: row[name] for name in _COUNTED})
        for row in await self._session.fetch("week_fell_overdue", **values):
            fell = {name: row[name] for name in ("overdue", "fell_overdue")}
            figures[row["queue"]] = replace(figures[row["queue"]], **fell)
        for row in await self._session.fetch("week_times", **values):
            in_time = {name: row[name] for name in ("promised", "answered_in_time", "resolved_in_time")}
            waited, lasted = _list(row["waited"]), _list(row["lasted"])
            figures[row["queue"]] = replace(figures[row["queue"]], waited=waited, lasted=lasted, **in_time)
        return figures


def _list(text: str | None) -> tuple[int, ...]:
    return tuple(sorted(json.loads(text or "[]")))


def _changed(row: Row) -> ChangedReport:
    number = ReportNumber(row["prefix"], row["month"], row["serial"])
    return ChangedReport(number, row["category"], row["community"], Status(row["status_then"]))
