"""Points that end with the year, where the operator has it so: told twice before, ended once, also after an outage.

On 31 December those end that a rider earned before that year and has not spent; the oldest are spent first. The time
before is gone through in stages, each a timer that follows from the one before, a page of riders at a time. So whoever
loses points was told, and no stage is left out where the bot stood still.
"""

from typing import Final

from domain.messages import Precedence
from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.programme.reward_messages import PointsEnding
from domain.timers import Timer, TimerKind
from domain.week.weeks import Year, span_of
from services.deps import Deps
from services.outgoing import to_rider
from services.ports.transaction import Transaction
from services.rider_keys import points_ending_key

_DAY: Final = 86_400_000
_AT_ONCE: Final = 200
_FIRST, _SECOND, _END = 30, 7, 0
"""The stages, by the days before the end at which they begin."""


async def plan_next(tx: Transaction, deps: Deps) -> None:
    """Set the first stage of the next year whose first stage is still to come."""
    if not deps.awards.end_with_year:
        return
    now = deps.clock.now()
    year = deps.today.year
    begins = [_end_of(deps, each) - _FIRST * _DAY for each in (year, year + 1)]
    at = next(each for each in begins if each > now)
    await tx.timers.put(_timer(_FIRST, year + begins.index(at), 0, 0, at))


async def go_on(tx: Transaction, deps: Deps, key: str) -> None:
    """Tell or end the points of a page of riders, then plan the next page, else the next stage."""
    stage, year, ends, after_id = map(int, key.split(":"))
    if not deps.awards.end_with_year:
        return
    now = deps.clock.now()
    ends = ends or max(_end_of(deps, year), now + stage * _DAY if stage == _SECOND else 0)
    is_told_soon = stage == _FIRST and now >= _end_of(deps, year) - _SECOND * _DAY
    page = [] if is_told_soon else await tx.riders.page(after_id, _AT_ONCE)
    for rider in page:
        await _settle(tx, deps, rider, stage, year, ends)
    if len(page) == _AT_ONCE:
        await tx.timers.put(_timer(stage, year, ends, page[-1].id, now))
    elif stage == _FIRST:
        await tx.timers.put(_timer(_SECOND, year, 0, 0, max(now, _end_of(deps, year) - _SECOND * _DAY)))
    elif stage == _SECOND:
        await tx.timers.put(_timer(_END, year, ends, 0, ends))
    else:
        await plan_next(tx, deps)


async def _settle(tx: Transaction, deps: Deps, rider: Rider, stage: int, year: int, ends: int) -> None:
    held = await tx.ledger.held_since(rider.id, span_of(Year(year), deps.district.timezone).start)
    if not held.old:
        return
    if stage == _END:
        cause = f"{Merit.ENDED.value}:{year}:{rider.id}"
        now = deps.clock.now()
        await tx.ledger.add(Entry(cause, rider.id, None, Merit.ENDED, -held.old, deps.today.isoformat(), now))
    elif rider.reachable:
        key = points_ending_key(rider.id, f"{year}:{stage}")
        await tx.outbox.put(to_rider(deps, rider, PointsEnding(held.old, ends), key, Precedence.DIGEST))


def _end_of(deps: Deps, year: int) -> int:
    return span_of(Year(year), deps.district.timezone).end


def _timer(stage: int, year: int, ends: int, after_id: int, at: int) -> Timer:
    return Timer(TimerKind.POINTS_END, f"{stage}:{year}:{ends}:{after_id}", at)
