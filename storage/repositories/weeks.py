"""Figures of weeks and months from the events, those that were kept, and which weeks were sent, in SQL."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Final

from domain.reporting.numbers import ReportNumber
from domain.week.weeks import Span
from services.ports.weeks import (
    DOTS_AT_MOST,
    HOTSPOTS_AT_MOST,
    NEAR_AT_MOST,
    NOTHING,
    SHOWN_AT_MOST,
    Dot,
    Hotspot,
    OwnDot,
    QueueFigures,
    RiderFigures,
    RiderReport,
    RiderYear,
    sum_of,
)
from storage.repositories.rows import from_row, names_of, to_row
from storage.session import Repository, Row, Value

_EACH: Final = ""
_ALL: Final = ""
_COUNTED: Final = ("received", "accepted", "rejected", "resolved", "confirmed", "bounced", "reopened", "first_received")
_STANDING: Final = ("open", "late", "overdue")


class SqlWeeks(Repository):
    """`services.ports.weeks.Weeks` in SQL."""

    async def tell(self, scope: str, week: str, at: int) -> bool:
        return await self._session.change("tell_week", scope=scope, week=week, at=at) == 1

    async def rider(self, rider_id: int, span: Span) -> RiderFigures:
        whose: dict[str, Value] = {"rider_id": rider_id}
        (counts,) = await self._session.fetch("rider_counts", **whose, **span._asdict())
        fixed = await self._session.fetch("rider_fixed", **whose, **span._asdict())
        waiting = await self._session.fetch("rider_waiting", **whose, limit=SHOWN_AT_MOST)
        asked = await self._session.fetch("rider_asked", **whose, limit=SHOWN_AT_MOST)
        return from_row(
            RiderFigures,
            counts,
            fixed=_reports(fixed),
            waiting=_reports(waiting),
            asked=_reports(asked),
            open=waiting[0]["altogether"] if waiting else 0,
            asks=asked[0]["altogether"] if asked else 0,
        )

    async def rider_year(self, rider_id: int, span: Span) -> RiderYear:
        whose: dict[str, Value] = {"rider_id": rider_id, **span._asdict()}
        rows = await self._session.fetch("rider_submitted", **whose)
        (counts,) = await self._session.fetch("rider_helped", **whose)
        return from_row(RiderYear, counts, submitted=tuple(from_row(OwnDot, row) for row in rows))

    async def queue(self, queue: str, span: Span) -> QueueFigures:
        return (await self._figures(queue, span))[queue]

    async def queues(self, span: Span) -> Mapping[str, QueueFigures]:
        return await self._figures(_EACH, span)

    async def keep(self, span: Span, figures: Mapping[str, QueueFigures]) -> None:
        """Keep the sums, too, which show that the span is kept; the times stand in the rows of the queues alone."""
        sums = replace(sum_of(figures.values()), waited=(), lasted=())
        await self._session.change("drop_kept_figures", span=_name(span))
        rows = [to_row(each) | {"span": _name(span), "queue": queue} for queue, each in {**figures, _ALL: sums}.items()]
        await self._session.change_many("keep_figures", rows)

    async def kept(self, spans: Collection[Span]) -> Mapping[Span, Mapping[str, QueueFigures]]:
        kept: dict[Span, dict[str, QueueFigures]] = {}
        for row in await self._session.fetch("kept_figures", spans=names_of(map(_name, spans))):
            its = kept.setdefault(_span(row["span"]), {})
            if row["queue"] != _ALL:
                its[row["queue"]] = from_row(QueueFigures, row)
        return kept

    async def kept_sums(
        self, spans: Collection[Span], queues: Collection[str] | None = None
    ) -> Mapping[Span, QueueFigures]:
        sums = await self._kept_sums(spans, [_ALL])
        if queues is not None:
            theirs = await self._kept_sums(spans, queues)
            sums = {span: theirs.get(span, NOTHING) for span in sums}
        return sums

    async def _kept_sums(self, spans: Collection[Span], queues: Collection[str]) -> dict[Span, QueueFigures]:
        asked = {"spans": names_of(map(_name, spans)), "queues": names_of(queues)}
        rows = await self._session.fetch("kept_sums", **asked)
        return {_span(row["span"]): from_row(QueueFigures, row) for row in rows}

    async def categories(self, span: Span, queues: Collection[str] | None = None) -> list[tuple[str, int]]:
        if queues is None:
            rows = await self._session.fetch("submitted_categories", **span._asdict())
            return [(row["category"], row["reports"]) for row in rows]
        counts = Counter[str]()
        for queue in queues:
            for row in await self._session.fetch("arrived_categories", queue=queue, **span._asdict()):
                counts[row["category"]] += row["reports"]
        return sorted(counts.items(), key=lambda each: (-each[1], each[0]))

    async def communities_open(self) -> Mapping[str, int]:
        return {row["community"]: row["reports"] for row in await self._session.fetch("communities_open")}

    async def dots(self, span: Span, at_most: int = DOTS_AT_MOST) -> list[Dot]:
        rows = await self._session.fetch("report_dots", **span._asdict(), limit=at_most)
        return [from_row(Dot, row) for row in rows]

    async def hotspots(self, span: Span) -> list[Hotspot]:
        rows = await self._session.fetch("report_hotspots", **span._asdict(), limit=HOTSPOTS_AT_MOST)
        return [from_row(Hotspot, row) for row in rows]

    async def fixed_near(self, communities: Collection[str], span: Span, but_rider: int) -> list[RiderReport]:
        asked: dict[str, Value] = {"but_rider": but_rider, **span._asdict(), "limit": NEAR_AT_MOST}
        rows = [row for each in communities for row in await self._session.fetch("fixed_near", community=each, **asked)]
        return list(_reports(rows))

    async def _figures(self, queue: str, span: Span) -> dict[str, QueueFigures]:
        """Count one queue, or each in the same statements."""
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
        for name in ("week_standing_now", "week_moved_since"):
            for row in await self._session.fetch(name, **values):
                known = figures[row["queue"]]
                standing = {each: getattr(known, each) + row[each] for each in _STANDING}
                figures[row["queue"]] = replace(known, **standing)
        return figures


def _list(text: str | None) -> tuple[int, ...]:
    return tuple(sorted(json.loads(text or "[]")))


def _reports(rows: Iterable[Row]) -> tuple[RiderReport, ...]:
    return tuple(
        from_row(RiderReport, row, number=ReportNumber(row["prefix"], row["month"], row["serial"])) for row in rows
    )


def _name(span: Span) -> str:
    return f"{span.start}:{span.end}"


def _span(name: str) -> Span:
    start, end = name.split(":")
    return Span(int(start), int(end))
