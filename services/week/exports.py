"""What is exported, row by row: read in pages of their own, so that no long snapshot holds anything up."""

from collections.abc import AsyncIterator, Callable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, Final

from domain.district.district import District
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import ActorKind
from domain.week.exports import Export, Place, Row, Subject
from domain.week.weeks import Span, Week, day_of, span_of, week_of
from services.ports.exports import ExportedEntry, ExportedEvent, ExportedOfReport, ExportedReport, ExportedVoucher
from services.ports.transaction import Database, Transaction
from services.ports.weeks import NOTHING, QueueFigures
from services.week.keeping import figures_of

ROWS_AT_ONCE: Final = 2_000
_HOUR_MS: Final = 3_600_000
_DECIMALS: Final = 7
"""Of degrees: a centimetre."""


def export_of(
    district: District, subject: Subject, first: date, last: date, now: int, *, with_riders: bool = False
) -> Export:
    """Return the export of the days of the district from the first to the last, but of nothing that is to come.

    Of figures it is that of all weeks which have such a day, as a part of a week is compared with nothing.
    """
    today = day_of(now, district.timezone)
    last = min(last, today)
    if subject is Subject.FIGURES:
        first, last = first - timedelta(first.weekday()), last + timedelta(6 - last.weekday())
    start = _midnight(min(first, today + timedelta(1)), district.timezone)
    after = _midnight(last + timedelta(1), district.timezone)
    end = min(after, now + 1)
    return Export(subject, Span(min(start, end), end), with_riders)


def _midnight(day: date, timezone: tzinfo) -> int:
    return int(datetime.combine(day, time(), timezone).timestamp() * 1000)


def ends_of(export: Export) -> tuple[Place, Place]:
    """Return the places between which the rows of an export are."""
    return Place(export.span.start, 0), Place(export.span.end, 0)


async def count(tx: Transaction, district: District, export: Export) -> int:
    """Return how many rows an export has now; of figures, for how many weeks they are counted."""
    if export.subject is Subject.FIGURES:
        return len(await _weeks(tx, district, export.span))
    return await tx.exports.count(export.subject, *ends_of(export))


async def pages(
    database: Database, district: District, export: Export, start: Place, end: Place
) -> AsyncIterator[list[Row]]:
    """Yield the rows of an export between two places, page by page, each as things stand when it is read.

    A row's time never changes: nothing comes twice, and nothing is left out. Figures come a week at a time, those of
    all its span.
    """
    if export.subject is Subject.FIGURES:
        for week in await database.read(lambda tx: _weeks(tx, district, export.span)):
            yield await _figures(database, district, week, export.span.end)
        return
    tell, last = _TELLERS[export.subject](district, with_riders=export.with_riders), ROWS_AT_ONCE
    while last == ROWS_AT_ONCE:
        found = await database.read(_reading(export.subject, start, end))
        last = len(found)
        if found:
            yield [tell(each) for each in found]
            start = Place(found[-1].at, found[-1].id + 1)


def _reading(subject: Subject, start: Place, end: Place) -> Callable[[Transaction], Any]:
    return lambda tx: tx.exports.page(subject, start, end, ROWS_AT_ONCE)


async def _weeks(tx: Transaction, district: District, span: Span) -> list[Week]:
    """Return the weeks that have a day in a span, from that of the first report on."""
    first = await tx.exports.page(Subject.REPORTS, Place(0, 0), Place(span.end, 0), 1)
    weeks: list[Week] = []
    if not first or span.start == span.end:
        return weeks
    week = week_of(max(span.start, first[0].at), district.timezone)
    while span_of(week, district.timezone).start < span.end:
        weeks.append(week)
        week = week.shifted(1)
    return weeks


class _Names:
    """The district's names in its own language; what it does not know any more has its id."""

    def __init__(self, district: District) -> None:
        self._district = district
        self._zh = district.default_language == "zh"
        self._known: dict[tuple[str, str], str] = {}

    def category(self, slug: str) -> str:
        return self._once("category", slug, self._category)

    def community(self, community: str | None) -> str | None:
        return community and self._once("community", community, self._district.known_community)

    def queue(self, queue: str) -> str:
        return self._once("queue", queue, self._queue)

    def _once(self, kind: str, name: str, find: Callable[[str], str]) -> str:
        found = self._known.get((kind, name))
        if found is None:
            found = self._known[kind, name] = find(name) or name
        return found

    def _category(self, slug: str) -> str:
        known = self._district.known_category(slug)
        return slug if known is None else self.of(known.zh, known.en)

    def _queue(self, queue: str) -> str:
        known = self._district.known_queue(queue)
        return self.of(known.zh, known.en)

    def of(self, zh: str, en: str) -> str:
        return zh if self._zh else en


def _number(row: ExportedOfReport) -> str:
    return str(ReportNumber(row.prefix, row.month, row.serial))


def _reports(district: District, *, with_riders: bool) -> Callable[[Any], Row]:
    names = _Names(district)

    def tell(row: ExportedReport) -> Row:
        told = (
            _number(row),
            names.category(row.category),
            names.community(row.community),
            names.queue(row.queue),
            row.status,
            "urgent" if row.urgent else "normal",
            round(row.lat, _DECIMALS),
            round(row.lng, _DECIMALS),
            *row[10:16],
        )
        return (*told, _rider(row.rider_id)) if with_riders else told

    return tell


def _points(_: District, *, with_riders: bool) -> Callable[[Any], Row]:
    def tell(row: ExportedEntry) -> Row:
        told = (row.at, row.merit, row.points, _number(row) if row.month else None)
        return (*told, _rider(row.rider_id)) if with_riders else told

    return tell


def _events(district: District, *, with_riders: bool) -> Callable[[Any], Row]:
    names = _Names(district)

    def tell(row: ExportedEvent) -> Row:
        before, after = (names.queue(each) or None for each in (row.queue_before, row.queue))
        told = (_number(row), row.at, row.action, row.source, row.target, row.actor_kind, before, after)
        if not with_riders:
            return told
        return (*told, _rider(row.actor_id) if row.actor_kind == ActorKind.RIDER else None)

    return tell


def _vouchers(district: District, *, with_riders: bool) -> Callable[[Any], Row]:
    names = _Names(district)

    def tell(row: ExportedVoucher) -> Row:
        name, handed_out_by = names.of(row.zh, row.en), names.queue(row.queue) or None
        told = (row.at, row.reward, name, row.points, row.state, row.ends_at, row.closed_at, handed_out_by)
        return (*told, _rider(row.rider_id)) if with_riders else told

    return tell


_TELLERS: Final[Mapping[Subject, Callable[..., Callable[[Any], Row]]]] = {
    Subject.REPORTS: _reports,
    Subject.POINTS: _points,
    Subject.EVENTS: _events,
    Subject.VOUCHERS: _vouchers,
}


def _rider(rider_id: int) -> str | None:
    """Return the key of a rider; imported reports have none."""
    return f"rider:{rider_id}" if rider_id else None


async def _figures(database: Database, district: District, week: Week, end: int) -> list[Row]:
    """Return the figures of a week, of its running one up to now, of each queue that had something to do."""
    whole = span_of(week, district.timezone)
    known = await database.read(lambda tx: figures_of(tx, Span(whole.start, min(whole.end, end))))
    names = _Names(district)
    told = sorted((names.queue(queue), queue) for queue, each in known.items() if each != NOTHING)
    return [(str(week), name, *_counts(known[queue])) for name, queue in told]


def _counts(each: QueueFigures) -> Row:
    due = each.resolved_in_time + each.fell_overdue
    return (
        each.received, each.accepted, each.resolved, each.rejected, each.confirmed, each.reopened, each.bounced,
        each.overdue, each.open, each.promised, each.answered_in_time, due, each.resolved_in_time,
        _hours(each.median_response), _hours(each.median_repair),
    )  # fmt: skip


def _hours(span_ms: int | None) -> float | None:
    return None if span_ms is None else round(span_ms / _HOUR_MS, 2)
