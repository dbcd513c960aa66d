"""A whole week by chance: nothing is forgotten, said twice or said in vain; QIANSHAO_WEEKS=20 lives so many."""

import os
import tempfile
from pathlib import Path
from time import process_time
from typing import Final

import pytest

from tests.week.city import open_city
from tests.week.reckoning import INVARIANTS, Reckoning, course, left_standing
from tests.week.week import live

_ONE_CALL_IN: Final = 60
_SHOWN: Final = 12
_MEMORY: Final = Path("/dev/shm")  # noqa: S108  faster than a disk where there is one
_FIRST: Final = int(os.environ.get("QIANSHAO_WEEK", "0"))
SEEDS: Final = range(_FIRST, _FIRST + int(os.environ.get("QIANSHAO_WEEKS", "0")))


say = print
"""Shown where a week breaks a promise, and with `-s`."""


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_week_keeps_what_is_promised(seed: int) -> None:
    began = process_time()
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        async with open_city(Path(folder), seed, 0, _ONE_CALL_IN) as city:
            week = await live(city, seed)
            it = Reckoning(city, week.deaf)
            broken = {each.__name__: found for each in INVARIANTS if (found := list(each(it)))}
            left = left_standing(it)
    closed = sum(each.tickets for each in left)
    say(f"seed {seed}: {len(it.tickets)} tickets, {len(city.chronicle.notes)} messages of the bot,")
    say(f"{week.staff.presses} presses of staff, {city.wire.calls} calls, {city.wire.failed} failed by chance,")
    say(f"{sum(each.messages for each in left) / max(closed, 1):.2f} messages stand of each of {closed} closed before,")
    say(f"{process_time() - began:.0f} s of CPU")
    for name, found in broken.items():
        say(name, len(found), *found[:_SHOWN], sep="\n    ")
        say(*course(it, found[0][:9]), sep="\n        ")
    assert not broken, f"QIANSHAO_WEEK={seed} lives this week again"
