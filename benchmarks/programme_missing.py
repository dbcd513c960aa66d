"""A call about a missing person in a city in which all riders are on the lookout: whom it reaches, and telling them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import Final

from benchmarks.cpu import least
from benchmarks.district import CENTRE
from benchmarks.figures import Aim, Bound, Figure
from benchmarks.growth_life import NOW
from domain.geo.positions import Position
from domain.people.riders import Terms
from domain.programme.lookout import Near, Search, Whereabouts
from domain.programme.missing_persons import MissingPerson, MissingState
from services.deps import Deps
from services.ports.transaction import Transaction
from services.programme import missing_calling
from storage.database import Database

_CHOSEN_MS, _TOLD_S = 50, 2
_WIDEST_M: Final = 10_000
_HOUR: Final = 3_600_000


async def missing_figures(
    database: Database, deps: Deps, cpu: Callable[[], float], engine: str, riders: int
) -> list[Figure]:
    """Return what it takes to choose the riders of the widest circle, and to tell them in one transaction."""
    await database.write(partial(_on_lookout, riders=riders))
    search = Search(1, *CENTRE, _WIDEST_M, "", deps.clock.now())
    chosen = await least(cpu, partial(database.read, partial(_choose, search=search)))
    begun = perf_counter()
    told = await database.write(partial(_tell, deps=deps))
    taken = perf_counter() - begun
    if told != riders:
        raise AssertionError(told)
    return [
        Figure(f"choosing {riders:,} riders of a circle, {engine}", "ms", chosen, aim=Aim(Bound.AT_MOST, _CHOSEN_MS)),
        Figure(f"telling {riders:,} riders at once, {engine}", "s", taken, aim=Aim(Bound.AT_MOST, _TOLD_S)),
    ]


async def _on_lookout(tx: Transaction, riders: int) -> None:
    south, west = CENTRE
    after = 0
    while page := await tx.riders.page(after, riders):
        for rider in page:
            await tx.riders.save(replace(rider, lookout=True, reachable=True, barred=None))
            at = Whereabouts(rider.id, south + rider.id % 17 * 0.002, west + rider.id % 23 * 0.002, NOW, 12.0)
            await tx.whereabouts.note(at)
        after = page[-1].id


async def _choose(tx: Transaction, search: Search) -> list[Near]:
    return await tx.whereabouts.within(search, Terms())


async def _tell(tx: Transaction, deps: Deps) -> int:
    place = Position(*CENTRE, "wgs84", "location")
    missing = MissingPerson(
        1, "property", MissingState.OPEN, None, None, "老太太", "北门", place, NOW - _HOUR, _WIDEST_M, 4, NOW + _HOUR,
        "", 7, NOW, 7, NOW,
    )  # fmt: skip
    await tx.missing_persons.save(missing)
    return await missing_calling.tell_near(tx, deps, missing)
