"""The annual report: seconds and memory at most, among few reports and many, each by itself."""

import asyncio
import json
import os
import subprocess
import sys
from datetime import UTC
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks.figures import Aim, Bound, Figure, Scope
from benchmarks.growth_life import NOW
from benchmarks.growth_loading import load
from benchmarks.growth_year import Year
from benchmarks.spending import peak
from cli.report import of_year
from districts.folder import read_district
from districts.shipped import SAMPLE
from domain.week.weeks import year_of

_MORE_MB: Final = 60
"""What many reports may take beside few."""


def measure(scope: Scope) -> list[Figure]:
    few, many = scope.count(10_000, 1_000), scope.count(1_000_000, 20_000)
    (fast, small), (slow, large) = (_of(scope.folder / f"{size}.db", size) for size in (few, many))
    return [
        Figure(f"the year among {many:,} reports", "s", slow, f"among {few:,}", fast),
        Figure(f"the year among {many:,} reports, peak", "MB", large, f"among {few:,}", small),
        Figure("peak of many beyond that of few", "MB", large - small, aim=Aim(Bound.AT_MOST, _MORE_MB)),
    ]


def _of(file: Path, size: int) -> tuple[float, float]:
    """Return the seconds and the megabytes at most of the command on so many reports, in a process of its own."""
    district = read_district(SAMPLE, [])
    if district is None:
        raise LookupError("the sample district cannot be read")
    asyncio.run(load(f"sqlite:///{file}", Year(size, riders=max(100, size // 100), queues=tuple(district.queues))))
    config = file.with_suffix(".toml")
    config.write_text(f'[storage]\ndatabase = "sqlite:///{file}"\n[district]\nfolder = "{SAMPLE}"\n', "utf-8")
    ran = subprocess.run(  # noqa: S603  this very module
        [sys.executable, "-m", "benchmarks.annual", config, file.with_suffix(".html")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    seconds, megabytes = json.loads(ran.stdout)
    return seconds, megabytes


def _reported(config: Path, out: Path) -> tuple[float, float]:
    start = perf_counter()
    of_year(year_of(NOW, UTC), config, out)
    return perf_counter() - start, peak(os.getpid())


if __name__ == "__main__":
    print(json.dumps(_reported(Path(sys.argv[1]), Path(sys.argv[2]))))
