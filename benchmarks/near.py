"""Searching near-duplicates among a million open reports, beside a query without the grid."""

import asyncio
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.district import CENTRE, sample_district
from benchmarks.figures import Aim, Bound, Figure, Scope, percentile, time_each
from domain.positions import METRES_PER_DEGREE, Position, cell_of
from services.ports import Transaction
from services.records import NearReport
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
_MS = 1000

Search = tuple[str, Position]


def measure(scope: Scope) -> list[Figure]:
    """Search through the repository, as a draft with a new position does."""
    reports = scope.count(1_000_000, 100_000)
    path = scope.folder / "near.db"
    asyncio.run(_create(path))
    chance = random.Random(1)  # noqa: S311  places, no secrets
    _fill(path, reports, chance)
    searches = list(_searches(scope.count(5_000, 500), chance))
    with closing(sqlite3.connect(path)) as connection:
        naive = time_each(lambda search: _search_naively(connection, *search), searches[:20])
    ours = asyncio.run(_time_searches(path, searches))
    what, baseline = f"neighbours among {reports:,} open reports", "the same without the grid"
    return [
        Figure(f"{what}, p50", "ms", percentile(ours, 50) / _MS, baseline, percentile(naive, 50) / _MS),
        Figure(
            f"{what}, p99",
            "ms",
            percentile(ours, 99) / _MS,
            baseline,
            percentile(naive, 99) / _MS,
            Aim(Bound.AT_MOST, 1),
        ),
    ]


async def _create(path: Path) -> None:
    async with open_database(f"sqlite:///{path}"):
        pass


async def _time_searches(path: Path, searches: list[Search]) -> list[float]:
    taken = []
    async with open_database(f"sqlite:///{path}") as database:
        for search in searches:
            start = perf_counter()
            await database.read(partial(_search, search=search))
            taken.append((perf_counter() - start) * 1e6)
    return taken


async def _search(tx: Transaction, search: Search) -> list[NearReport]:
    return await tx.reports.near(search[1], _RADIUS_M, _SINCE, (search[0],))


def _search_naively(connection: sqlite3.Connection, category: str, centre: Position) -> None:
    reach = _RADIUS_M / METRES_PER_DEGREE
    around = (centre.lat - reach, centre.lat + reach, centre.lng - 2 * reach, centre.lng + 2 * reach)
    connection.execute(_NAIVE, (category, _SINCE, *around)).fetchall()


def _fill(path: Path, reports: int, chance: random.Random) -> None:
    """Insert rows at once: one transaction, unsynced; the file is this run's alone."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma synchronous = off")
        connection.execute("insert into rider values (1, 1, 'zh', 1, 0, 1, null, null, 0)")
        rows = _rows(reports, chance)
        first = next(rows)
        columns = ", ".join(first)
        values = ", ".join(f":{name}" for name in first)
        insert = f"insert into report ({columns}) values ({values})"  # noqa: S608  names of columns
        connection.execute(insert, first)
        connection.executemany(insert, rows)
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
