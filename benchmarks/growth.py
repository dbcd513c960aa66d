"""How a synthetic year weighs on what is asked daily: the same questions among 10,000 to 1,000,000 reports."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import asyncpg

from benchmarks.cpu import cpu_of, least
from benchmarks.district import sample_district
from benchmarks.figures import Aim, Bound, Figure, Scope
from benchmarks.growth_loading import analyze, load, sqlite_path
from benchmarks.growth_work import city_of, deps_of, questions, queues_of, report
from benchmarks.growth_year import Year
from benchmarks.postgres import postgres_server
from domain.district.district import District
from services.deps import Deps
from storage.database import Database, open_database

_AIMS: Final = {
    "digest of the district": 50,
    "digest of a": 5,
    "digest of the busiest queue": 5,
    "/my": 2,
    "list of": 20,
    "search of": 20,
}
_CITY_QUEUES: Final = 300
_REPORTS: Final = 20
_MS: Final = 1000


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU of one thing, ms, of our process and the server's together."""

    what: str
    ms: float


def measure(scope: Scope) -> list[Figure]:
    """Fill databases, and ask them with and without statistics."""
    return asyncio.run(_measure(scope))


async def _measure(scope: Scope) -> list[Figure]:
    figures: list[Figure] = []
    district = sample_district()
    for reports in (10_000, 100_000, 1_000_000)[: scope.count(3, 1)]:
        path = scope.folder / "year.db"
        figures += await _figures(f"sqlite:///{path}", _year(reports, district), district)
        for each in scope.folder.glob("year.db*"):
            each.unlink()
    with postgres_server() as address:
        city = city_of(district, _CITY_QUEUES)
        figures += await _figures(address, _year(scope.count(1_000_000, 10_000), city), city)
    return figures


def _year(reports: int, district: District) -> Year:
    return Year(reports, max(100, reports // 100), queues_of(district))


async def _figures(address: str, year: Year, district: District) -> list[Figure]:
    engine = address.partition(":")[0]
    await load(address, year)
    before = await ask(address, year, district)
    await analyze(address)
    after = await ask(address, year, district)
    told = [
        Figure(f"{new.what}, {year.reports:,} reports, {engine}", "ms", new.ms, "without statistics", old.ms, _aim(new))
        for old, new in zip(before, after, strict=True)
    ]
    return [
        *told,
        Figure(
            f"on disk a report, {year.reports:,} reports, {engine}", "KB", await _bytes(address) / year.reports / 1000
        ),
    ]


async def _bytes(address: str) -> int:
    if address.startswith("sqlite"):
        return sqlite_path(address).stat().st_size
    connection = await asyncpg.connect(address)
    try:
        return int(await connection.fetchval("select pg_database_size(current_database())"))
    finally:
        await connection.close()


def _aim(measured: Measured) -> Aim | None:
    limit = next((each for start, each in _AIMS.items() if measured.what.startswith(start)), None)
    if measured.what.startswith("digest") and "rider" in measured.what:
        limit = 1
    return None if limit is None else Aim(Bound.AT_MOST, limit)


async def ask(address: str, year: Year, district: District) -> list[Measured]:
    """Ask everything; what is written stays but for the night, which is measured last."""
    deps = deps_of(district)
    async with open_database(address) as database, cpu_of(address) as cpu:
        measured = []
        for name, work in questions(deps, year).items():
            await database.read(work)
            measured.append(Measured(name, await least(cpu, partial(database.read, work))))
        measured.append(Measured("a report", await _reports(cpu, database, deps)))
        return measured


async def _reports(cpu: Callable[[], float], database: Database, deps: Deps) -> float:
    first = deps.ids.new() % 50 + 2
    await database.write(lambda tx: report(tx, deps, first))
    begun = cpu()
    for number in range(first + 1, first + 1 + _REPORTS):
        await database.write(partial(report, deps=deps, number=number))
    return (cpu() - begun) / _REPORTS * _MS
