"""Exports: rows a second and memory at most, beside the same rows fetched and dropped; each in a process of its own."""

import asyncio
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import IO, Final

from benchmarks.figures import Aim, Bound, Figure, Scope
from benchmarks.growth_life import NOW
from benchmarks.growth_loading import load
from benchmarks.growth_year import Year
from benchmarks.spending import peak
from districts.folder import read_district
from districts.shipped import SAMPLE
from domain.district.district import District
from domain.week.exports import Export, Form, Subject
from files.exports import writer_of
from services.week.exports import ends_of, export_of, pages
from storage.database import open_existing

_DROPPED: Final = "dropped"
_FORMS: Final = (Form.CSV, Form.XLSX)
_MORE_MB: Final = 40
"""What an export may take beside fetching its rows, however many they are."""


def measure(scope: Scope) -> list[Figure]:
    sizes = (scope.count(100_000, 2_000), scope.count(1_000_000, 20_000))
    return [figure for size in sizes for figure in _of(scope.folder / f"{size}.db", size)]


def _of(file: Path, size: int) -> list[Figure]:
    queues = tuple(_district().queues)
    asyncio.run(load(f"sqlite:///{file}", Year(size, riders=max(100, size // 100), queues=queues)))
    speed, memory = _child(file, _DROPPED)
    figures = []
    for form in _FORMS:
        rows, most = _child(file, form)
        name = f"{form.upper()} of {size:,} reports"
        figures += [
            Figure(name, "rows/s", rows, "fetched and dropped", speed),
            Figure(f"{name}, peak", "MB", most, "fetched and dropped", memory),
            Figure(f"{name}, peak beyond fetching", "MB", most - memory, aim=Aim(Bound.AT_MOST, _MORE_MB)),
        ]
    return figures


def _child(file: Path, form: str) -> tuple[float, float]:
    """Rows a second, and megabytes at most, of one export by itself."""
    ran = subprocess.run(  # noqa: S603  this very module
        [sys.executable, "-m", "benchmarks.exports", file, form], capture_output=True, text=True, check=True
    )
    speed, memory = json.loads(ran.stdout)
    return speed, memory


def _district() -> District:
    district = read_district(SAMPLE, [])
    if district is None:
        raise LookupError("the sample district cannot be read")
    return district


async def _exported(file: Path, form: str) -> tuple[float, float]:
    district = _district()
    today = datetime.fromtimestamp(NOW / 1000, UTC).date()
    export = export_of(district, Subject.REPORTS, date(2000, 1, 1), today, NOW)
    with file.with_suffix(f".{form}").open("wb") as out:
        start = perf_counter()
        rows = await _run(file, district, export, form, out)
        taken = perf_counter() - start
    return rows / taken, peak(os.getpid())


async def _run(file: Path, district: District, export: Export, form: str, out: IO[bytes]) -> int:
    writer = None if form == _DROPPED else writer_of(Form(form), out, export.columns, district.timezone)
    rows = 0
    async with open_existing(f"sqlite:///{file}") as database:
        async for page in pages(database, district, export, *ends_of(export)):
            rows += len(page)
            if writer is not None:
                writer.write(page)
    if writer is not None:
        writer.close()
    return rows


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_exported(Path(sys.argv[1]), sys.argv[2]))))
