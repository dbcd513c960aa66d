"""Reports, their events and witnesses in SQL."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from domain.errors import Conflict
from domain.geo.positions import Position, cell_of
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Actor, ActorKind, Event, Report
from domain.tickets.lifecycle import OPEN
from services.ports.reports import FIRST, NearReport, Pace, SettledNote, Standing
from storage.repositories.near import search_near
from storage.repositories.photo_lists import TABLE, Owner, photos_of
from storage.repositories.rows import from_row, to_row
from storage.session import Repository, Row, Value


class SqlReports(Repository):
    """`services.ports.reports.Reports` in SQL."""

    async def get(self, report_id: int) -> Report | None:
        known = self._session.known["report"].get(report_id)
        if known is not None:
            return await self._kept(known)
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
        known, report_id = self._session.known, report.id
        known["report"][report_id] = replace(report, version=1)
        known["event"][report_id], known["ledger"][report_id], known["witness"][report_id] = (), (), 0
        known["merged"][report_id] = ()
        known[TABLE][Owner.REPORT, report_id] = ()

    async def save(self, report: Report) -> Report:
        if not await self._session.change("save_report", **report_row(report)):
            raise Conflict(f"report {report.id} is not at version {report.version}")
        saved = replace(report, version=report.version + 1)
        if report.original is not None:
            self._session.known["merged"].pop(report.original, None)
        self._session.known["report"][report.id] = saved
        return saved

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

    async def usual_categories(self, newest: int) -> tuple[str, ...]:
        return tuple(row["category"] for row in await self._session.fetch("usual_categories", newest=newest))

    async def open_of_queue(self, queue: str, limit: int, after: Standing = FIRST) -> list[Report]:
        place = {"urgent": int(after.urgent), "after": after.submitted_at, "after_id": after.id}
        rows = await self._session.fetch("open_reports_of_queue", queue=queue, limit=limit, **place)
        return [await self.with_photos(row) for row in rows]

    async def busy_queues(self) -> list[str]:
        return [row["queue"] for row in await self._session.fetch("queues_of_open_reports")]

    async def settled_notes(self, after_id: int, limit: int) -> list[SettledNote]:
        rows = await self._session.fetch("settled_notes", after_id=after_id, limit=limit)
        return [SettledNote(**row) for row in rows]

    async def add_events(self, events: Sequence[Event]) -> None:
        before = self._session.known["event"]
        await self._session.change_many("add_event", [_event_row(event) for event in events])
        for report_id in {event.report_id for event in events if event.words}:
            await self._session.change("index_again", report_id=report_id)
        for report_id in before.keys() & {event.report_id for event in events}:
            its = [*before[report_id], *[event for event in events if event.report_id == report_id]]
            self._session.known["event"][report_id] = tuple(sorted(its, key=lambda event: (event.at, event.id)))

    async def events(self, report_id: int) -> tuple[Event, ...]:
        known = self._session.known["event"]
        if report_id not in known:
            rows = await self._session.fetch("events_of_report", report_id=report_id)
            known[report_id] = tuple(_event(row) for row in rows)
        events: tuple[Event, ...] = known[report_id]
        return events

    async def merged_into(self, report_id: int) -> list[Report]:
        if report_id in self._session.known["merged"]:
            return []
        rows = await self._session.fetch("reports_merged_into", report_id=report_id)
        return [await self.with_photos(row) for row in rows]

    async def staff_of_queue(self, queue: str, since: int, limit: int) -> list[Actor]:
        rows = await self._session.fetch("staff_of_queue", queue=queue, since=since, limit=limit)
        return [Actor(ActorKind.STAFF, row["actor_id"], row["actor_name"]) for row in rows]

    async def add_witness(self, report_id: int, rider_id: int, at: int, *, proven: bool = True) -> bool:
        values = {"report_id": report_id, "rider_id": rider_id, "at": at, "proven": int(proven)}
        return await self._session.change("add_witness", **values) == 1

    async def is_witness(self, report_id: int, rider_id: int) -> bool:
        return await self._exists("witness_exists", report_id=report_id, rider_id=rider_id, proven=1)

    async def has_joined(self, report_id: int, rider_id: int) -> bool:
        return await self._exists("witness_exists", report_id=report_id, rider_id=rider_id, proven=0)

    async def witnesses(self, report_id: int) -> list[int]:
        rows = await self._session.fetch("witnesses_in_order", report_id=report_id)
        return [int(row["rider_id"]) for row in rows]

    async def count_also_seen(self, report_id: int) -> int:
        known = self._session.known["witness"]
        if report_id not in known:
            known[report_id] = await self._number("count_also_seen", report_id=report_id) or 0
        count: int = known[report_id]
        return count

    async def concerns(self, report_id: int, rider_id: int) -> bool:
        return await self._exists("rider_of_family", report_id=report_id, rider_id=rider_id)

    async def acted_on(self, report_id: int, rider_id: int) -> bool:
        return await self._exists("staff_of_family", report_id=report_id, rider_id=rider_id)

    async def with_photos(self, row: Row) -> Report:
        """Return the report of a row of its table, with its photos."""
        number = ReportNumber(row["prefix"], row["month"], row["serial"])
        photos = await photos_of(self._session, Owner.REPORT, row["id"])
        return await self._kept(from_row(Report, row, number=number, position=_position(row), photos=photos))

    async def _kept(self, report: Report) -> Report:
        photos = await photos_of(self._session, Owner.REPORT, report.id)
        kept = report if report.photos is photos else replace(report, photos=photos)
        self._session.known["report"][report.id] = kept
        return kept


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


def _event_row(event: Event) -> dict[str, Value]:
    actor = event.actor
    return to_row(event) | {"actor_kind": actor.kind.value, "actor_id": actor.id, "actor_name": actor.name}


def _event(row: Row) -> Event:
    return from_row(Event, row, actor=Actor(ActorKind(row["actor_kind"]), row["actor_id"], row["actor_name"]))
