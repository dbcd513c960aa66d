"""From the command to the first poll, the memory of an idle bot, and a command that only prints, beside PTB."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import perf_counter
from typing import Final

from benchmarks.figures import Aim, Bound, Figure, Scope
from benchmarks.processes import COMMAND, ROOT, Process, as_installed, bare_bot, furnish, playground, polled, qianshao
from benchmarks.spending import resident, spent
from benchmarks.townspeople import open_groups
from playground.people import People

_BASELINE: Final = "PTB alone"
_HELP: Final = ("-c", COMMAND, "--help")
_IMPORT: Final = ("-c", "import telegram.ext")


@dataclass(frozen=True, slots=True)
class Start:
    """What a bot took until its first poll: seconds on the clock and of the processor; resident megabytes then."""

    wall: float
    cpu: float
    memory: float


def measure(scope: Scope) -> list[Figure]:
    """Start both in turn; the bot's database exists already."""
    times = scope.count(7, 3)
    ours, theirs = asyncio.run(_measure(scope.folder, times))

    def beside(what: str, unit: str, of: Callable[[Start], float], aim: Aim | None = None) -> Figure:
        return Figure(what, unit, median(map(of, ours)), _BASELINE, median(map(of, theirs)), aim)

    shown, imported = _cpu_in_turn([_HELP, _IMPORT], times)
    return [
        beside("start to first poll", "s", lambda start: start.wall),
        beside("CPU from start to first poll", "s", lambda start: start.cpu, Aim(Bound.RATIO_AT_MOST, 1.8)),
        beside("idle memory", "MB", lambda start: start.memory, Aim(Bound.RATIO_AT_MOST, 1.5)),
        Figure("CPU of --help", "s", shown, "import telegram.ext", imported, Aim(Bound.RATIO_AT_MOST, 0.5)),
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
        return Start(perf_counter() - start, spent(process.pid).together, resident(process.pid))


def _cpu_in_turn(commands: Sequence[Sequence[str]], times: int) -> list[float]:
    """Median CPU seconds of each command of Python's, run in turn."""
    taken = [[_cpu(command) for command in commands] for _ in range(times + 1)][1:]  # the first reads cold files
    return [median(column) for column in zip(*taken, strict=True)]


def _cpu(arguments: Sequence[str]) -> float:
    before = getrusage(RUSAGE_CHILDREN)
    command = [sys.executable, *arguments]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=as_installed())  # noqa: S603  no input
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
