"""From the command to the first poll, and the memory of an idle bot, beside the smallest bot."""

import asyncio
import subprocess
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.figures import Aim, Bound, Figure, Scope
from benchmarks.processes import Process, bare_bot, furnish, playground, polled, qianshao
from benchmarks.townspeople import open_groups
from playground.people import People

_BASELINE = "PTB alone"

Start = tuple[float, float]
"""Seconds until the first poll, and resident megabytes then."""


def measure(scope: Scope) -> list[Figure]:
    """Start both in turn; the bot's database exists already."""
    ours, theirs = asyncio.run(_measure(scope.folder, scope.count(7, 3)))
    return [
        Figure(
            "start to first poll",
            "s",
            median(start[0] for start in ours),
            _BASELINE,
            median(start[0] for start in theirs),
            Aim(Bound.RATIO_AT_MOST, 1.6),
        ),
        Figure(
            "idle memory",
            "MB",
            median(start[1] for start in ours),
            _BASELINE,
            median(start[1] for start in theirs),
            Aim(Bound.RATIO_AT_MOST, 1.5),
        ),
    ]


async def _measure(folder: Path, times: int) -> tuple[list[Start], list[Start]]:
    ours: list[Start] = []
    theirs: list[Start] = []
    async with playground() as base_url, People(base_url) as people:
        config = furnish(folder, base_url, await open_groups(people))
        await _start(people, qianshao(config))
        for _ in range(times):
            ours.append(await _start(people, qianshao(config)))
            theirs.append(await _start(people, bare_bot(base_url, None)))
    return ours, theirs


async def _start(people: People, command: AbstractAsyncContextManager[Process]) -> Start:
    before = len(await people.calls())
    start = perf_counter()
    async with command as process:
        await polled(people, after=before)
        return perf_counter() - start, _megabytes(process.pid)


def _megabytes(pid: int) -> float:
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], check=True, capture_output=True)  # noqa: S603,S607  no input
    return int(told.stdout) / 1024
