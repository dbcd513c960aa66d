"""Reports, their events and witnesses in SQL."""

from collections.abc import Collection
from dataclasses import replace

from domain.errors import Conflict
from domain.geo.positions import Position, cell_of
from domain.reporting.numbers import ReportNumber
from domain.reporting.photos import Photo
from domain.reporting.reports import Actor, ActorKind, Event, Report
from domain.tickets.lifecycle import OPEN
from services.ports.reports import FIRST, NearReport, Pace, SettledNote, Standing
from storage.repositories.near import search_near
from storage.repositories.rows import from_row, to_row
from storage.session import Repository, Row, Value


class SqlReports(Repository):
    """`services.ports.reports.Reports` in SQL."""

    async def get(self, report_id: int) -> Report | None:
        row = await self._one("report_by_id", id=report_id)
        return None if row is None else await self.with_photos(row)

    async def by_number(self, month: str, serial: int) -> Report | None:
        row = await self._one("report_by_number", month=month, serial=serial)
        return None if row is None else await self.with_photos(row)

    async def next_serial(self, month: str) -> int:
        """Count in a row per month, so that numbers have no gaps."""
        rows = await self._session.fetch("next_serial", month=month)
        return int(rows[0]["last"])

    async def pace(self, month: str, before: str) -> Pace:
        row = await self._one("numbers_given", month=month, before=before)
        last = await self._number("last_serial", month=month)
        return Pace(last or 0, **(row or {}))

    async def leave_out(self, month: str, up_to: int) -> None:
        await self._session.change("raise_serial", month=month, last=up_to)

    async def add(self, report: Report) -> None:
        await self._session.change("add_report", **report_row(report))

    async def save(self, report: Report) -> Report:
        if not await self._session.change("save_report", **report_row(report)):
            raise Conflict(f"report {report.id} is not at version {report.version}")
        return replace(report, version=report.version + 1)

    async def near(
        self, position: Position, radius_m: float, since: int, categories: Collection[str] | None
    ) -> list[NearReport]:
        """Search grid cells in a covering index, then measure distances."""
        return await search_near(self._session, position, radius_m, since, categories)

    async def of_rider(self, rider_id: int, limit: int, offset: int) -> list[Report]:
        rows = await self._session.fetch("reports_of_rider", rider_id=rider_id, limit=limit, offset=offset)
        return [await self.with_photos(row) for row in rows]

    async def count_since(self, rider_id: int, since: int) -> int:
        return await self._number("count_reports_since", rider_id=rider_id, since=since) or 0

    async def open_of_queue(self, queue: str, limit: int, after: Standing = FIRST) -> list[Report]:
        place = {"urgent": int(after.urgent), "after": after.submitted_at, "after_id": after.id}
        rows = await self._session.fetch("open_reports_of_queue", queue=queue, limit=limit, **place)
        return [await self.with_photos(row) for row in rows]

    async def busy_queues(self) -> list[str]:
        return [row["queue"] for row in await self._session.fetch("queues_of_open_reports")]

    async def settled_notes(self, after_id: int, limit: int) -> list[SettledNote]:
        rows = await self._session.fetch("settled_notes", after_id=after_id, limit=limit)
        return [SettledNote(**row) for row in rows]

    async def add_event(self, event: Event) -> None:
        actor: dict[str, Value] = {
            "actor_kind": event.actor.kind.value,
            "actor_id": event.actor.id,
            "actor_name": event.actor.name,
        }
        await self._session.change("add_event", **to_row(event) | actor)

    async def events(self, report_id: int) -> list[Event]:
        return [_event(row) for row in await self._session.fetch("events_of_report", report_id=report_id)]

    async def add_witness(self, report_id: int, rider_id: int, at: int, *, proven: bool = True) -> bool:
        values = {"report_id": report_id, "rider_id": rider_id, "at": at, "proven": int(proven)}
        return await self._session.change("add_witness", **values) == 1

    async def is_witness(self, report_id: int, rider_id: int) -> bool:
        return await self._exists("witness_exists", report_id=report_id, rider_id=rider_id, proven=1)

    async def has_joined(self, report_id: int, rider_id: int) -> bool:
        return await self._exists("witness_exists", report_id=report_id, rider_id=rider_id, proven=0)

    async def count_also_seen(self, report_id: int) -> int:
        return await self._number("count_also_seen", report_id=report_id) or 0

    async def concerns(self, report_id: int, rider_id: int) -> bool:
        return await self._exists("rider_of_family", report_id=report_id, rider_id=rider_id)

    async def acted_on(self, report_id: int, rider_id: int) -> bool:
        return await self._exists("staff_of_family", report_id=report_id, rider_id=rider_id)

    async def with_photos(self, row: Row) -> Report:
        """Return the report of a row of its table, with its photos."""
        photos = await self._session.fetch("photos_of_report", report_id=row["id"])
        return from_row(
            Report,
            row,
            number=ReportNumber(row["prefix"], row["month"], row["serial"]),
            position=_position(row),
            photos=tuple(from_row(Photo, photo) for photo in photos),
        )


def report_row(report: Report) -> dict[str, Value]:
    """Return a report's columns; number and position have a column for each part, as they are searched for."""
    row = to_row(report)
    position = report.position
    row.update(
        prefix=report.number.prefix,
        month=report.number.month,
        serial=report.number.serial,
        open=int(report.status in OPEN),
        lat=position.lat,
        lng=position.lng,
        cell=cell_of(position.lat, position.lng),
        datum=position.datum,
        source=position.source,
        accuracy_m=position.accuracy_m,
        taken_at=position.taken_at,
    )
    return row


def _position(row: Row) -> Position:
    return Position(row["lat"], row["lng"], row["datum"], row["source"], row["accuracy_m"], row["taken_at"])


def _event(row: Row) -> Event:
    return from_row(Event, row, actor=Actor(ActorKind(row["actor_kind"]), row["actor_id"], row["actor_name"]))
