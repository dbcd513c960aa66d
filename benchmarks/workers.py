"""Several bots on one PostgreSQL beside one: reports a second, and what a report costs all of them together.

On a machine of few cores they share these with riders, playground and server: more bots bring no more there, and the
figure to look at is the processor's.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from benchmarks.figures import Figure, Scope
from benchmarks.over_http import open_town
from benchmarks.pictures import SMALL, pictures
from benchmarks.postgres import postgres_server
from benchmarks.processes import Process, furnish, playground, polled, qianshao, write_config
from benchmarks.spending import spent
from benchmarks.townspeople import open_groups
from playground.people import People

_COUNTS: Final = (1, 2, 3)
_WARMING: Final = 64


@dataclass(frozen=True, slots=True)
class Found:
    """Reports a second, and the processor's seconds of all bots for each."""

    rate: float
    cpu: float


def measure(scope: Scope) -> list[Figure]:
    """Measure one bot, then several."""
    one, *several = [_measured(scope, count) for count in _COUNTS]
    figures = []
    for count, found in zip(_COUNTS[1:], several, strict=True):
        what = f"{count} bots on PostgreSQL"
        figures += [
            Figure(f"reports a second, {what}", "/s", found.rate, "1 bot", one.rate),
            Figure(f"CPU for a report, {what}", "ms", found.cpu * 1000, "1 bot", one.cpu * 1000),
        ]
    return figures


def _measured(scope: Scope, count: int) -> Found:
    with postgres_server() as address:
        return asyncio.run(_measure(scope, address, count))


async def _measure(scope: Scope, address: str, count: int) -> Found:
    folder = scope.folder / str(count)
    photos = pictures(SMALL)
    async with playground() as base_url, People(base_url) as people:
        furnish(folder, base_url, await open_groups(people))
        config = write_config(folder, base_url, address)
        async with _bots(config, people, count) as bots, open_town(base_url, people, routed=True) as town:
            await asyncio.gather(*(rider.agree() for rider in town.riders))
            await town.rate(list(islice(photos, _WARMING)))
            reports = list(islice(photos, scope.count(480, 96)))
            before = [spent(bot.pid) for bot in bots]
            rate = await town.rate(reports)
            cpu = [spent(bot.pid).since(past).together for bot, past in zip(bots, before, strict=True)]
            return Found(rate, sum(cpu) / len(reports))


@asynccontextmanager
async def _bots(config: Path, people: People, count: int) -> AsyncIterator[list[Process]]:
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(qianshao(config))
        await polled(people)
        yield [first, *[await stack.enter_async_context(qianshao(config)) for _ in range(count - 1)]]
