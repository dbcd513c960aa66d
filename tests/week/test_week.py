"""A whole week by chance: nothing is forgotten, said twice or said in vain; QIANSHAO_WEEKS=20 lives twenty, 0 none."""

import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import process_time
from typing import Final

import pytest

from tests.week.city import open_city
from tests.week.figures import told_figures
from tests.week.gatherings import wrong_gatherings
from tests.week.ledger import read_ledger
from tests.week.programme import wrong_vouchers
from tests.week.reckoning import INVARIANTS, Left, course, left_standing, standing, unreached
from tests.week.slips import wrong_slips
from tests.week.week import live, monday

_ONE_CALL_IN: Final = 60
_SHOWN: Final = 12
_MEMORY: Final = Path("/dev/shm")  # noqa: S108  faster than a disk where there is one
_FIRST: Final = int(os.environ.get("QIANSHAO_WEEK", "0"))
SEEDS: Final = range(_FIRST, _FIRST + int(os.environ.get("QIANSHAO_WEEKS", "1")))


say = print
"""Shown where a week breaks a promise, and with `-s`."""


def _busiest(left: Sequence[Left]) -> list[Left]:
    return sorted(left, key=lambda each: -each.tickets)[:3]


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_week_keeps_what_is_promised(seed: int) -> None:
    began = process_time()
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        async with open_city(Path(folder), seed, 0, _ONE_CALL_IN) as city:
            week = await live(city, seed)
            told = await told_figures(city, monday(seed)[0])
            it = read_ledger(city, week.deaf, week.staff.asking, told)
            broken = {each.__name__: found for each in (*INVARIANTS, unreached) if (found := list(each(it)))}
            left = left_standing(it)
            kept = city.config.storage.database.removeprefix("sqlite:///")
            for part in (wrong_vouchers, wrong_gatherings):
                if wrong := list(part(kept)):
                    broken[part.__name__] = wrong
            if wrong := await wrong_slips(city, kept):
                broken[wrong_slips.__name__] = wrong
    closed = sum(each.tickets for each in left)
    say(f"seed {seed}: {len(it.tickets)} tickets, {len(city.chronicle.notes)} messages of the bot,")
    say(f"{week.staff.presses} presses of staff, {city.wire.calls} calls, {city.wire.failed} failed by chance,")
    say(f"{sum(each.messages for each in left) / max(closed, 1):.2f} messages stand of each of {closed} closed before,")
    say(f"busiest: {', '.join(f'{each.queue} {each.tickets} × {each.for_each:.2f}' for each in _busiest(left))}")
    say(f"ended: {dict(Counter(ticket.status for ticket in it.tickets.values()))}")
    say(f"{len(it.asked)} times something was looked up, {len(it.answers)} answers")
    say(f"{process_time() - began:.0f} s of CPU, {city.chronicle.digest()[:12]} is what was said")
    for name, found in broken.items():
        say(name, len(found), *found[:_SHOWN], sep="\n    ")
        say(*course(it, found[0][:9]), sep="\n        ")
    if "crowded" in broken:
        say(*(line for each in _busiest(left) for line in standing(it, each.queue)), sep="\n    ")
    assert not broken, f"QIANSHAO_WEEK={seed} lives this week again"
