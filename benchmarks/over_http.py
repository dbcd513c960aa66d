"""Reports over HTTP between three processes, riders, playground and bot: how many, how soon answered, at what cost."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter

from benchmarks.figures import Aim, Bound, Figure, Scope, percentile
from benchmarks.pictures import SMALL, TWELVE_MEGAPIXELS, pictures
from benchmarks.processes import bare_bot, furnish, playground, polled, qianshao
from benchmarks.spending import Spent, spent
from benchmarks.townspeople import Ears, Rider, open_ears, open_groups
from playground.people import People

_RIDERS = 32
_POOL = 128
_WARMING = 64
_FARTHER = 10_000  # a place where no small picture was taken
_ARRIVALS_PER_S = 20
_UPDATES_PER_REPORT = 2
_BASELINE = "PTB, one durable commit"


@dataclass(frozen=True, slots=True)
class Found:
    """Reports a second with small pictures and with a camera's, and the p95 in ms of an answer at a steady pace.

    `cpu` is what the bot's processes spend for a report with a small picture, in seconds; riders and playground apart.
    """

    rate: float
    cpu: Spent
    p95: float
    camera_rate: float = 0


def measure(scope: Scope) -> list[Figure]:
    """Measure the bot, then the smallest bot in its place."""
    ours = asyncio.run(_measure_ours(scope))
    theirs = asyncio.run(_measure_theirs(scope))
    return [
        Figure("complete reports a second, 640×480", "/s", ours.rate, _BASELINE, theirs.rate, Aim(Bound.AT_LEAST, 40)),
        Figure(
            "CPU of the bot for a report, without its photo processes",
            "ms",
            ours.cpu.own * 1000,
            _BASELINE,
            theirs.cpu.own * 1000,
            Aim(Bound.RATIO_AT_MOST, 1.4),
        ),
        Figure(
            "CPU of the bot for a report, its photo processes with it",
            "ms",
            ours.cpu.together * 1000,
            _BASELINE,
            theirs.cpu.together * 1000,
        ),
        Figure("complete reports a second, 12 megapixels", "/s", ours.camera_rate, "640×480", ours.rate),
        Figure(
            f"update to answer at {_ARRIVALS_PER_S} a second, p95",
            "ms",
            ours.p95,
            _BASELINE,
            theirs.p95,
            Aim(Bound.RATIO_AT_MOST, 5),
        ),
    ]


@dataclass(frozen=True, slots=True)
class Town:
    """Riders of one playground; `routed` where each report comes to a group, as only the bot does it."""

    ears: Ears
    riders: list[Rider]
    routed: bool

    async def rate(self, photos: list[bytes]) -> float:
        """Complete reports a second, some riders reporting without a pause."""
        waiting = iter(photos)
        start = perf_counter()
        await asyncio.gather(*(self._report_in_turn(rider, waiting) for rider in self.riders[:_RIDERS]))
        return len(photos) / (perf_counter() - start)

    async def answers(self, photos: list[bytes]) -> list[float]:
        """Milliseconds until each answer, a photo and a press of each report, at a steady pace."""
        for rider in self.riders:
            rider.answered_in.clear()
        pause = _UPDATES_PER_REPORT / _ARRIVALS_PER_S
        start = asyncio.get_running_loop().time()
        async with asyncio.TaskGroup() as group:
            for number, photo in enumerate(photos):
                await asyncio.sleep(start + number * pause - asyncio.get_running_loop().time())
                group.create_task(self._report(self.riders[number % len(self.riders)], photo))
        return [taken for rider in self.riders for taken in rider.answered_in]

    async def _report_in_turn(self, rider: Rider, photos: Iterator[bytes]) -> None:
        for photo in photos:
            await self._report(rider, photo)

    async def _report(self, rider: Rider, photo: bytes) -> None:
        number = await rider.report(photo)
        if self.routed:
            await self.ears.ticket(number)


async def _measure_ours(scope: Scope) -> Found:
    async with playground() as base_url, People(base_url) as people:
        config = furnish(scope.folder, base_url, await open_groups(people))
        async with qianshao(config) as process, open_town(base_url, people, routed=True) as town:
            await asyncio.gather(*(rider.agree() for rider in town.riders))
            return await _measure(scope, town, process.pid)


async def _measure_theirs(scope: Scope) -> Found:
    async with (
        playground() as base_url,
        People(base_url) as people,
        bare_bot(base_url, scope.folder / "bare.db") as process,
        open_town(base_url, people, routed=False) as town,
    ):
        return await _measure(scope, town, process.pid)


async def _measure(scope: Scope, town: Town, pid: int) -> Found:
    photos, camera = pictures(SMALL), pictures(TWELVE_MEGAPIXELS, first=_FARTHER)
    await town.rate(_some(photos, _WARMING))
    reports = _some(photos, scope.count(480, 96))
    before = spent(pid)
    rate = await town.rate(reports)
    return Found(
        rate=rate,
        cpu=spent(pid).since(before).each(len(reports)),
        p95=percentile(await town.answers(_some(photos, scope.count(150, 30))), 95),
        camera_rate=await town.rate(_some(camera, scope.count(64, 16))) if town.routed else 0,
    )


def _some(photos: Iterator[bytes], count: int) -> list[bytes]:
    return [next(photos) for _ in range(count)]


@asynccontextmanager
async def open_town(base_url: str, people: People, *, routed: bool) -> AsyncIterator[Town]:
    """Let riders come to a playground whose bot polls, and listen."""
    async with open_ears(base_url) as ears:
        await polled(people)
        riders = [Rider(await people.join("小王", "zh"), ears, []) for _ in range(_POOL)]
        yield Town(ears, riders, routed)
