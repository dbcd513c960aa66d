"""What a city's service team sees to and what its figures count, and their screens."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import Any, Final

from benchmarks.cpu import least
from benchmarks.figures import Aim, Bound, Figure
from benchmarks.growth_life import DAY_MS, NOW
from benchmarks.growth_year import FIRST_GROUP, Rows
from benchmarks.programme_activities import QUEUE
from domain.messages import Meaning
from domain.programme.appeals import AppealKind
from domain.programme.hand_over_messages import HandOverCard
from domain.programme.service_counts import Happened
from domain.week.weeks import Span
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets.service_boards import service_day
from services.week.service_figures import of_all, of_queues
from storage.database import Database

_HOLDERS: Final = 12
_HANDED: Final = 1
_PART_MS: Final = 5


def service_rows(riders: int) -> Rows:
    """Return an open appeal of each fiftieth rider, what happened in a quarter, and one hand-over."""
    open_ones = riders // 50
    return {
        "appeal": list(_appeals(open_ones)),
        "service_event": list(_events(riders)),
        "hand_over": [
            (_HANDED, FIRST_GROUP, 1, "李主任", NOW, str([*range(1, open_ones, _HOLDERS)][:50]), "", 0)
        ],
    }  # fmt: skip


def _appeals(count: int) -> Iterator[tuple[Any, ...]]:
    kinds = tuple(AppealKind)
    for each in range(1, count + 1):
        due_at = NOW + (each % 9 - 2) * DAY_MS
        yield (
            each, each, QUEUE, kinds[each % len(kinds)], "collected" if each % 3 else "planned", NOW, NOW, "2611", each,
            "", "", "", NOW, due_at, due_at, due_at, due_at, each % _HOLDERS or None, "李主任", 0, "",
        )  # fmt: skip


def _events(riders: int) -> Iterator[tuple[Any, ...]]:
    """Yield one for each rider in each of three months."""
    happened, kinds = tuple(Happened), tuple(AppealKind)
    for each in range(3 * riders):
        what = happened[each % len(happened)]
        took = each * 1_000 if what in {Happened.TAKEN, Happened.PLANNED} else None
        kind = None if what.startswith("wish_") else kinds[each % len(kinds)]
        yield each, QUEUE, what, NOW - each * 90 * DAY_MS // (3 * riders), kind, each % 2, took


def service_screens(queues: tuple[str, ...]) -> dict[str, tuple[int, Meaning]]:
    """Return what is shown, and to whom."""
    return {"a hand-over": (FIRST_GROUP - queues.index(QUEUE), HandOverCard(_HANDED))}


async def service_figures(database: Database, deps: Deps, cpu: Callable[[], float], engine: str) -> list[Figure]:
    """Return what a service team adds to a board and to figures, beside the tickets there."""
    month = Span(NOW - 60 * DAY_MS, NOW - 30 * DAY_MS)
    works: dict[str, Callable[[Transaction], Awaitable[object]]] = {
        "a service team on its board": lambda tx: service_day(tx, deps, [QUEUE], FIRST_GROUP),
        "a service team in its figures": lambda tx: of_queues(tx, [QUEUE], month),
        "service teams in the figures of supervisors": lambda tx: of_all(tx, [*deps.district.queues], month),
    }
    taken = {name: await least(cpu, partial(database.read, work)) for name, work in works.items()}
    aim = Aim(Bound.AT_MOST, _PART_MS)
    return [Figure(f"{name}, {engine}", "ms", value, aim=aim) for name, value in taken.items()]
