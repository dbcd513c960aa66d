"""What figures of a week cost among a million reports: kept and counted anew, found by index and without."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from contextlib import closing
from functools import partial
from time import process_time
from typing import Final

from benchmarks.district import sample_district
from benchmarks.figures import Aim, Bound, Figure, Scope
from benchmarks.growth_life import WEEK
from benchmarks.growth_loading import load, sqlite_path
from benchmarks.growth_work import city_of, queues_of
from benchmarks.growth_year import Year
from domain.week.weeks import Span, parse_week, span_of, year_of
from services.ports.transaction import Transaction
from services.ports.weeks import QueueFigures
from storage.database import Database, open_database

_QUEUES: Final = 300
_OPEN_AT_ONCE: Final = 30
_WEEKS: Final = 12
_MS: Final = 1000

Asked = Callable[[Transaction], Awaitable[object]]

_INDEXES: Final = (
    "report_of_rider", "report_closed_of_rider", "report_submitted", "report_resolved_in", "report_of_queue",
)  # fmt: skip
"""Those that are dropped for what is asked without an index."""


def measure(scope: Scope) -> list[Figure]:
    """Fill a SQLite database with a year of a city, and ask for its last weeks."""
    return asyncio.run(_measure(scope))


async def _measure(scope: Scope) -> list[Figure]:
    address = f"sqlite:///{scope.folder / 'week.db'}"
    district = sample_district()
    reports = scope.count(1_000_000, 10_000)
    year = Year(reports, max(100, reports // 100), queues_of(city_of(district, _QUEUES)), _OPEN_AT_ONCE)
    week = parse_week(WEEK)
    spans = [span_of(week.shifted(-back), district.timezone) for back in range(_WEEKS)]
    whole = span_of(year_of(spans[0].start, district.timezone), district.timezone)
    await load(address, year)
    async with open_database(address) as database:
        figures = await _kept_and_counted(database, spans)
        by_index = await _ask(database, _found(spans[0], whole, year))
    with closing(sqlite3.connect(sqlite_path(address))) as connection:
        for index in _INDEXES:
            connection.execute(f"drop index {index}")
    async with open_database(address) as database:
        without = await _ask(database, _found(spans[0], whole, year))
    figures += [_figure(what, ms, "without the index", without[what]) for what, ms in by_index.items()]
    return figures


async def _kept_and_counted(database: Database, spans: list[Span]) -> list[Figure]:
    all_weeks = "the sums of 12 weeks"
    counted = await _ask(database, {"all queues": lambda tx: tx.weeks.queues(spans[0])})
    begun = process_time()
    each = [await database.read(lambda tx, span=span: tx.weeks.queues(span)) for span in spans]  # type: ignore[misc]
    counted[all_weeks] = (process_time() - begun) * _MS
    begun = process_time()
    await database.write(lambda tx: tx.weeks.keep(spans[0], each[0]))
    keeping = Figure("keeping a week, once it was counted", "ms", (process_time() - begun) * _MS)
    for span, figures in zip(spans, each, strict=True):
        await database.write(partial(_keep, span=span, figures=figures))
    kept = await _ask(
        database,
        {"all queues": lambda tx: tx.weeks.kept(spans[:1]), all_weeks: lambda tx: tx.weeks.kept_sums(spans)},
    )
    return [keeping, *(_figure(what, kept[what], "counted anew", ms) for what, ms in counted.items())]


async def _keep(tx: Transaction, span: Span, figures: Mapping[str, QueueFigures]) -> None:
    await tx.weeks.keep(span, figures)


def _found(span: Span, whole: Span, year: Year) -> dict[str, Asked]:
    """Return what is found by index: the first rider is the busiest, the others are usual ones."""
    communities = [f"C{number}" for number in range(1, 9)]
    return {
        "the busiest rider": lambda tx: tx.weeks.rider(1, span),
        "a usual rider": lambda tx: tx.weeks.rider(year.riders // 2, span),
        "a year of the busiest rider": partial(_rider_year, rider=1, span=whole),
        "a year of a usual rider": partial(_rider_year, rider=year.riders // 2, span=whole),
        "categories": lambda tx: tx.weeks.categories(span, None),
        "hotspots": lambda tx: tx.weeks.hotspots(span),
        "dots": lambda tx: tx.weeks.dots(span),
        "what was fixed in 8 communities": lambda tx: tx.weeks.fixed_near(communities, span, 1),
        "what is open in each community": lambda tx: tx.weeks.communities_open(),
    }


async def _rider_year(tx: Transaction, rider: int, span: Span) -> None:
    await tx.weeks.rider(rider, span)
    await tx.weeks.rider_year(rider, span)


_AIMS: Final = {"all queues": 10, "the sums": 10, "a usual rider": 1, "the busiest rider": 1}


def _figure(what: str, ms: float, baseline: str, beside: float) -> Figure:
    limit = next((each for start, each in _AIMS.items() if what.startswith(start)), None)
    aim = None if limit is None else Aim(Bound.AT_MOST, limit)
    return Figure(f"a week: {what}", "ms", ms, baseline, beside, aim)


async def _ask(database: Database, asked: Mapping[str, Asked]) -> dict[str, float]:
    """Return the CPU of each, ms: the least of three trials of a tenth of a second."""
    return {what: min([await _trial(database, work) for _ in range(3)]) for what, work in asked.items()}


async def _trial(database: Database, work: Asked) -> float:
    repeats, begun = 0, process_time()
    while (taken := process_time() - begun) < 0.1 or not repeats:  # noqa: PLR2004  ten ticks of the clock
        await database.read(work)
        repeats += 1
    return taken / repeats * _MS
