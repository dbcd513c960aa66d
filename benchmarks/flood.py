"""How soon a rider's command is answered while others' downloads hang, and while one rider sends heavy files."""

import asyncio
from itertools import islice
from time import perf_counter
from typing import Final

from benchmarks.figures import Aim, Bound, Figure, Scope, percentile
from benchmarks.pictures import TWELVE_MEGAPIXELS, pictures
from benchmarks.processes import furnish, playground, polled, qianshao
from benchmarks.townspeople import Ears, Rider, open_ears, open_groups
from playground.people import People, words

_HANGING: Final = 70
_HANG_S: Final = 20
_HEAVY: Final = 20
_AIM_MS: Final = 2_000


def measure(scope: Scope) -> list[Figure]:
    """Measure another rider's `/points`, the same command on a quiet bot beside it."""
    quiet, hanging, heavy = asyncio.run(_measure(scope))
    aim = Aim(Bound.AT_MOST, _AIM_MS)
    return [
        Figure(f"/points while {_HANGING} downloads hang, slowest", "ms", max(hanging), "quiet", max(quiet), aim),
        Figure(f"/points while {_HANGING} downloads hang, p50", "ms", _p50(hanging), "quiet", _p50(quiet)),
        Figure("/points while one rider sends heavy files, slowest", "ms", max(heavy), "quiet", max(quiet), aim),
        Figure("/points while one rider sends heavy files, p50", "ms", _p50(heavy), "quiet", _p50(quiet)),
    ]


def _p50(values: list[float]) -> float:
    return percentile(values, 50)


async def _measure(scope: Scope) -> tuple[list[float], list[float], list[float]]:
    times = scope.count(40, 10)
    heavy = list(islice(pictures(TWELVE_MEGAPIXELS), scope.count(_HEAVY, 4)))
    (small,) = islice(pictures((640, 480)), 1)
    async with playground() as base_url, People(base_url) as people:
        config = furnish(scope.folder, base_url, await open_groups(people))
        async with qianshao(config), open_ears(base_url) as ears:
            await polled(people)
            asking, *others = [Rider(await people.join("小王", "zh"), ears, []) for _ in range(2 + _HANGING)]
            await asyncio.gather(*(rider.agree() for rider in (asking, *others)))
            quiet = await _asked(ears, asking, times)
            await asyncio.gather(*(others[0].person.photo(photo, as_document=True) for photo in heavy))
            with_heavy = await _asked(ears, asking, times)
            await people.fault("file", "slow", seconds=_HANG_S, times=_HANGING)
            await asyncio.gather(*(rider.person.photo(small, as_document=True) for rider in others[1:]))
            return quiet, await _asked(ears, asking, times), with_heavy


async def _asked(ears: Ears, rider: Rider, times: int) -> list[float]:
    """Milliseconds until each of so many answers."""
    taken = []
    for _ in range(times):
        answer = ears.answer(rider.person.id, lambda message: "积分" in words(message))
        start = perf_counter()
        await rider.person.text("/points")
        await answer
        taken.append((perf_counter() - start) * 1000)
    return taken
