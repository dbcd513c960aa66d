"""The way of a report within one process: the real loops, a real database, and a Telegram that answers at once."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import Protocol

from benchmarks import equal_work, in_process, ptb_alone
from benchmarks.figures import Aim, Bound, Figure, Scope
from benchmarks.in_process import small_photos
from benchmarks.one_report import count_reports
from benchmarks.riders import Riders
from benchmarks.stub_telegram import StubTelegram
from benchmarks.tally import calls_tallied

CHATS = 64
WARMING = 64
UPDATES_PER_REPORT = 2
_EQUAL = "PTB, equal work"
_NO_OP = "PTB, a no-op handler"
_DURABLE = "PTB, one durable commit"
_EQUAL_AIM = Aim(Bound.RATIO_AT_MOST, 2.5)


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds that a report took: on the clock, and of this process's processor time, threads included."""

    wall: float
    cpu: float


class Reported(Protocol):
    """A bot that is given reports."""

    async def report(self, reports: int, chats: int) -> None:
        """Give it so many, of so many chats at once."""


def measure(scope: Scope) -> list[Figure]:
    """Reports of 64 chats in flight and of one, each a file with its caption and a press."""
    many, one = scope.count(512, 128), scope.count(128, 32)
    return [*_many_in_flight(scope.folder, many), *_one_in_flight(scope.folder, one)]


def _many_in_flight(folder: Path, reports: int) -> list[Figure]:
    ours = asyncio.run(_our_cost(folder / "many", reports, CHATS))
    equal = asyncio.run(_equal_cost(folder / "many.db", reports, CHATS))
    no_op = asyncio.run(_alone(None, reports))
    durable = asyncio.run(_alone(folder / "alone.db", reports))
    cpu = f"CPU for a report, {CHATS} in flight"
    return [
        Figure("reports a second", "/s", 1000 / ours.wall, _EQUAL, 1000 / equal.wall),
        Figure(cpu, "ms", ours.cpu, _EQUAL, equal.cpu, _EQUAL_AIM),
        Figure(cpu, "ms", ours.cpu, _DURABLE, durable.cpu),
        Figure(cpu, "ms", ours.cpu, _NO_OP, no_op.cpu),
    ]


def _one_in_flight(folder: Path, reports: int) -> list[Figure]:
    ours = asyncio.run(_our_cost(folder / "one", reports, 1))
    equal = asyncio.run(_equal_cost(folder / "one.db", reports, 1))
    asked = asyncio.run(count_reports(folder / "counted", 6, pausing=False))
    paused = asyncio.run(count_reports(folder / "paused", 6, pausing=True))
    calls = asyncio.run(_our_calls(folder / "calls", reports // 4))
    equal_calls = asyncio.run(_equal_calls(folder / "calls.db", reports // 4))
    return [
        Figure("CPU for a report, 1 in flight", "ms", ours.cpu, _EQUAL, equal.cpu, _EQUAL_AIM),
        Figure("time of a report, 1 in flight", "ms", ours.wall, _EQUAL, equal.wall),
        Figure("commits of a report, 1 in flight", "", asked.commits, _EQUAL, UPDATES_PER_REPORT, _at_most(5)),
        Figure("transactions of a report", "", asked.transactions, _EQUAL, UPDATES_PER_REPORT, _at_most(8)),
        Figure("statements of a report", "", asked.statements, _EQUAL, UPDATES_PER_REPORT, _at_most(65)),
        Figure("commits, the rider pausing before the press", "", paused.commits, _EQUAL, UPDATES_PER_REPORT),
        Figure("Python calls of a report, its rider's with them", "", calls, _EQUAL, equal_calls),
    ]


def _at_most(limit: float) -> Aim:
    return Aim(Bound.AT_MOST, limit)


async def _our_cost(folder: Path, reports: int, chats: int) -> Cost:
    """What a report costs, from the first file to the last receipt and ticket card, after some that warm up."""
    async with in_process.reporting(folder, small_photos(reports + WARMING), chats) as reported:
        return await _cost(reported, reports, chats)


async def _equal_cost(path: Path, reports: int, chats: int) -> Cost:
    async with equal_work.reporting(path, small_photos(reports + WARMING)) as reported:
        return await _cost(reported, reports, chats)


async def _cost(reported: Reported, reports: int, chats: int) -> Cost:
    await reported.report(WARMING, chats)
    return await _timed(lambda: reported.report(reports, chats), reports)


async def _timed(work: Callable[[], Awaitable[object]], reports: int) -> Cost:
    wall, cpu = perf_counter(), process_time()
    await work()
    return Cost((perf_counter() - wall) / reports * 1000, (process_time() - cpu) / reports * 1000)


async def _our_calls(folder: Path, reports: int) -> float:
    with calls_tallied() as tally:
        async with in_process.reporting(folder, small_photos(reports + 2), chats=1) as reported:
            await reported.report(2, 1)
            before = tally.copy()
            await reported.report(reports, 1)
            return tally.since(before).calls / reports


async def _equal_calls(path: Path, reports: int) -> float:
    with calls_tallied() as tally:
        async with equal_work.reporting(path, small_photos(reports + 2)) as reported:
            await reported.report(2, 1)
            before = tally.copy()
            await reported.report(reports, 1)
            return tally.since(before).calls / reports


async def _alone(path: Path | None, reports: int) -> Cost:
    """What a report's updates cost python-telegram-bot with a handler that calls nothing, as many in flight."""
    updates = reports * UPDATES_PER_REPORT
    riders = Riders([f"photo-{number}" for number in range(updates)])
    async with ptb_alone.application(StubTelegram({}, riders.hear), path) as application:
        payloads = [riders.photo_update(1 + number % CHATS) for number in range(updates)]
        return await _timed(lambda: ptb_alone.process(application, payloads, CHATS), reports)
