"""Searching open reports near by among ten million, in the repository and through the database, beside no grid."""

import asyncio
import random
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.district import CENTRE, sample_district
from benchmarks.figures import Aim, Bound, Figure, Scope, percentile, time_each
from domain.geo.positions import METRES_PER_DEGREE, Position, cell_of
from services.ports.transaction import Transaction
from storage.database import open_database

_SIDE = 0.5  # degrees: a large city
_RADIUS_M = 100.0
_YEAR_MS = 365 * 86_400_000
_NOW = 1_760_000_000_000
_SINCE = _NOW - 30 * 86_400_000
_NAIVE = """
    select id, lat, lng from report
    where category = ? and open = 1 and submitted_at >= ?
      and lat between ? and ? and lng between ? and ?
"""
_BASELINE = "one category, without the grid"
_MS = 1000
_AIM = Aim(Bound.AT_MOST, 0.3)

Search = tuple[str, Position]
Times = list[float]
"""Microseconds of each search."""


def measure(scope: Scope) -> list[Figure]:
    """Search for one category and for any, as a draft with a new position does."""
    reports = scope.count(10_000_000, 100_000)
    path = scope.folder / "near.db"
    asyncio.run(_create(path))
    chance = random.Random(1)  # noqa: S311  places, no secrets
    _fill(path, reports, chance)
    searches = list(_searches(scope.count(5_000, 500), chance))
    with closing(sqlite3.connect(path)) as connection:
        naive = time_each(lambda search: _search_naively(connection, *search), searches[: scope.count(5, 20)])
    among = f"near by, of {reports:,} open reports"
    figures = []
    for what, widely in (("one category", False), ("any category", True)):
        inside, through = asyncio.run(_time_searches(path, searches, widely=widely))
        figures += [
            _figure(f"{what} {among}, p50", inside, naive, 50),
            _figure(f"{what} {among}, p99", inside, naive, 99, _AIM),
            _figure(f"{what} {among}, through the database, p50", through, naive, 50),
            _figure(f"{what} {among}, through the database, p99", through, naive, 99),
        ]
    return figures


def _figure(what: str, ours: Times, naive: Times, percent: int, aim: Aim | None = None) -> Figure:
    return Figure(what, "ms", percentile(ours, percent) / _MS, _BASELINE, percentile(naive, percent) / _MS, aim)


async def _create(path: Path) -> None:
    async with open_database(f"sqlite:///{path}"):
        pass


async def _time_searches(path: Path, searches: list[Search], *, widely: bool) -> tuple[Times, Times]:
    """Each search within the repository, and from the call of `read` to its return."""
    inside, through = [], []
    async with open_database(f"sqlite:///{path}") as database:
        for category, position in searches:
            categories = None if widely else (category,)
            start = perf_counter()
            inside.append(await database.read(partial(_search, position=position, categories=categories)))
            through.append((perf_counter() - start) * 1e6)
    return inside, through


async def _search(tx: Transaction, position: Position, categories: Collection[str] | None) -> float:
    start = perf_counter()
    await tx.reports.near(position, _RADIUS_M, _SINCE, categories)
    return (perf_counter() - start) * 1e6


def _search_naively(connection: sqlite3.Connection, category: str, centre: Position) -> None:
    reach = _RADIUS_M / METRES_PER_DEGREE
    around = (centre.lat - reach, centre.lat + reach, centre.lng - 2 * reach, centre.lng + 2 * reach)
    connection.execute(_NAIVE, (category, _SINCE, *around)).fetchall()


def _fill(path: Path, reports: int, chance: random.Random) -> None:
    """Insert rows at once, in one unsynced transaction, and index them afterwards; the file is this run's alone."""
    with closing(sqlite3.connect(path)) as connection:
        for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -500000"):
            connection.execute(f"pragma {pragma}")
        indexes = connection.execute(
            "select name, sql from sqlite_master where type = 'index' and tbl_name = 'report' and sql is not null"
        ).fetchall()
        for name, _ in indexes:
            connection.execute(f"drop index {name}")
        connection.execute("insert into rider values (1, 1, 'zh', 1, 0, 1, null, null, 0)")
        rows = _rows(reports, chance)
        first = next(rows)
        columns = ", ".join(first)
        insert = f"insert into report ({columns}) values ({', '.join('?' for _ in first)})"  # noqa: S608  columns' names
        connection.execute(insert, tuple(first.values()))
        connection.executemany(insert, (tuple(row.values()) for row in rows))
        for name, sql in indexes:
            if name == "report_near":  # the others are searched by nothing here
                connection.execute(sql)
        connection.commit()


def _rows(reports: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """All that a row must have; what stands still is written once."""
    categories = list(sample_district().catalogue)
    row: dict[str, Any] = {
        "prefix": "DC", "month": "2611", "rider_id": 1, "version": 1, "status": "routed", "open": 1, "note": "",
        "datum": "wgs84", "source": "exif", "queue": "triage", "route_reason": "{}", "urgent": 0, "holder": "",
        "card_menu": "", "witnesses": 0, "reopenings": 0, "outcome": "",
    }  # fmt: skip
    for number in range(1, reports + 1):
        lat, lng = _somewhere(chance)
        yield row | {
            "id": number,
            "serial": number,
            "category": chance.choice(categories),
            "lat": lat,
            "lng": lng,
            "cell": cell_of(lat, lng),
            "submitted_at": _NOW - int(chance.random() * _YEAR_MS),
        }


def _searches(count: int, chance: random.Random) -> Iterator[Search]:
    categories = list(sample_district().catalogue)
    for _ in range(count):
        yield chance.choice(categories), Position(*_somewhere(chance), "wgs84", "exif")


def _somewhere(chance: random.Random) -> tuple[float, float]:
    return CENTRE[0] + chance.random() * _SIDE, CENTRE[1] + chance.random() * _SIDE
