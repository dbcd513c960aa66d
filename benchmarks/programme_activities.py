"""Activities of two years in a city, and their screens for riders and for the staff who hold them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Final

from benchmarks.cpu import least
from benchmarks.figures import Aim, Bound, Figure
from benchmarks.growth_life import DAY_MS, NOW
from benchmarks.growth_year import FIRST_GROUP, Rows
from domain.messages import Meaning
from domain.people.riders import Rider
from domain.programme.activity_messages import ActivitiesShown, ActivityShown
from domain.programme.activity_staff_messages import ActivitiesOfGroup, ActivityCard
from domain.programme.corps import Call
from services.ports.transaction import Transaction
from services.programme.corps import AT_ONCE
from storage.database import Database

QUEUE: Final = "rider-service"
_OVER, _TO_COME, _EACH, _LARGEST = 540, 60, 100, 2_000
_NEXT: Final = _OVER + 1
"""The largest one, which is next; the first rider signed up for each."""

_HOUR: Final = 3_600_000
_COUNT_MS, _BATCH_MS = 500, 10
"""Staff ask once how many a call reaches, on a snapshot, beside all writes; a batch holds the writer."""


def activity_rows(riders: int) -> Rows:
    """Return activities that are over and to come, and who signed up for them."""
    return {"activity": list(_activities()), "sign_up": list(_sign_ups(riders))}


def _activities() -> Iterator[tuple[Any, ...]]:
    for each in range(1, _OVER + _TO_COME + 1):
        starts = NOW + (each - _OVER) * DAY_MS
        state, seats = ("over" if each <= _OVER else "open"), 2 * _LARGEST
        yield (
            each, QUEUE, "training", state, f"培训{each}", f"Training {each}", "", starts, starts + 2 * _HOUR, "",
            "文化宫", 37.45, 116.3, "", seats, '["zh"]', "flame", 5, "angel", 0, "", NOW - DAY_MS, 5, 0,
        )  # fmt: skip


def _sign_ups(riders: int) -> Iterator[tuple[Any, ...]]:
    key = 0
    for each in range(1, _OVER + _TO_COME + 1):
        for number in range(1, min(riders - 1, _LARGEST if each == _NEXT else _EACH) + 1):
            key += 1
            rider = 1 if number == 1 else 2 + (number + 7 * each) % (riders - 1)
            state = "came" if each <= _OVER else "signed_up"
            yield key, each, rider, number, state, NOW, None, None, 0


def activity_screens(queues: tuple[str, ...], rider: int) -> dict[str, tuple[int, Meaning]]:
    """Return what is shown, and to whom: the first rider signed up for everything."""
    group = FIRST_GROUP - queues.index(QUEUE)
    return {
        "/activities of the busiest rider": (1, ActivitiesShown()),
        "/activities of a usual rider": (rider, ActivitiesShown()),
        "an activity of the busiest rider": (1, ActivityShown(_NEXT)),
        "/activities of the staff": (group, ActivitiesOfGroup(chat_id=group)),
        "an activity's card": (group, ActivityCard(activity_id=_NEXT, chat_id=group)),
        "the list at the door": (group, ActivityCard(activity_id=_NEXT, menu="door.1000", chat_id=group)),
    }


async def call_figures(database: Database, cpu: Callable[[], float], engine: str) -> list[Figure]:
    """Return what it takes to count whom a colour calls, in the district and in a community, and a batch of each."""
    everywhere = Call(_NEXT, "angel", "", NOW - 90 * DAY_MS, NOW, "2026-11-24")
    middle = await database.read(lambda tx: tx.corps.last_holder(everywhere.knight, 0, _LARGEST)) or 0
    figures = []
    for where, call in (("a district", everywhere), ("a community", replace(everywhere, community="C1"))):
        works = (
            (f"whom a call in {where} reaches", partial(_count, call=call), _COUNT_MS),
            (f"a batch of a call in {where}", partial(_batch, call=call, after=middle), _BATCH_MS),
        )
        for name, work, aim in works:
            taken = await least(cpu, partial(database.read, work))
            figures.append(Figure(f"{name}, {engine}", "ms", taken, aim=Aim(Bound.AT_MOST, aim)))
    return figures


async def _count(tx: Transaction, call: Call) -> int:
    return await tx.corps.reaches(call)


async def _batch(tx: Transaction, call: Call, after: int) -> list[Rider]:
    """Look at a page of holders, of whom most have not signed up."""
    last = await tx.corps.last_holder(call.knight, after, AT_ONCE)
    return await tx.corps.to_call(call, after, last or after)
