"""Weekly figures from the events, and which weeks were sent, in SQL."""

from statistics import median

from domain.reporting.reports import Status
from domain.tickets.lifecycle import OPEN, WAITING
from services.ports.weeks import QueueFigures, RiderFigures, WeekScope
from storage.repositories.reports import SqlReports
from storage.session import Repository, Row

_OLDEST_AT_MOST = 5


class SqlWeeks(Repository):
    """`services.ports.weeks.Weeks` in SQL."""

    async def tell(self, scope: str, week: str, at: int) -> bool:
        return await self._session.change("tell_week", scope=scope, week=week, at=at) == 1

    async def rider(self, rider_id: int, span: WeekScope) -> RiderFigures:
        changed = await self._session.fetch("rider_changed", rider_id=rider_id, start=span.start, end=span.end)
        statuses = await self._session.fetch("rider_statuses", rider_id=rider_id, end=span.end)
        points = await self._session.fetch("rider_points", rider_id=rider_id, start=span.start, end=span.end)
        reports = SqlReports(self._session)
        return RiderFigures(
            submitted=await self._count("rider_submitted", rider_id=rider_id, start=span.start, end=span.end),
            changed=tuple([(await reports.with_photos(row), Status(row["status_then"])) for row in changed]),
            open=sum(row["status_then"] in OPEN for row in statuses),
            points=points[0]["points"],
            balance=points[0]["balance"],
        )

    async def queue(self, queue: str, span: WeekScope) -> QueueFigures:
        moves = {
            row["target"]: row["events"]
            for row in await self._session.fetch("queue_moves", queue=queue, start=span.start, end=span.end)
        }
        standing = await self._waiting_at_end(queue, span)
        reports = SqlReports(self._session)
        return QueueFigures(
            received=await self._count("queue_received", queue=queue, start=span.start, end=span.end),
            accepted=moves.get(Status.ACCEPTED, 0),
            resolved=moves.get(Status.RESOLVED, 0),
            confirmed=moves.get(Status.CONFIRMED, 0),
            overdue=await self._overdue(queue, span, standing),
            bounced=await self._count("queue_bounced", queue=queue, start=span.start, end=span.end),
            reopened=moves.get(Status.REOPENED, 0),
            median_response=await self._median_response(queue, span),
            open=len(standing),
            oldest=tuple([await reports.with_photos(row) for row in standing[:_OLDEST_AT_MOST]]),
        )

    async def _waiting_at_end(self, queue: str, span: WeekScope) -> list[Row]:
        rows = await self._session.fetch("queue_standing", queue=queue, end=span.end)
        return [row for row in rows if row["status_then"] in WAITING]

    async def _overdue(self, queue: str, span: WeekScope, standing: list[Row]) -> int:
        fell = await self._session.fetch("queue_fell_overdue", queue=queue, start=span.start, end=span.end)
        late = {row["id"] for row in standing if row["due_at"] is not None and row["due_at"] < span.end}
        return len(late | {row["id"] for row in fell})

    async def _median_response(self, queue: str, span: WeekScope) -> int | None:
        rows = await self._session.fetch("queue_responses", queue=queue, start=span.start, end=span.end)
        return int(median(row["waited"] for row in rows)) if rows else None

    async def _count(self, name: str, **values: str | int) -> int:
        return await self._number(name, **values) or 0
