"""A year whose holidays the district's file lacks is told to the supervisors, at most once a month while it lasts."""

from datetime import date, datetime, time, timedelta
from typing import Final

from domain.tickets.messages import HolidaysMissing
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.group_keys import holidays_key
from services.ports.transaction import Transaction
from services.tickets.groups import tell_supervisors

_TOLD_AT: Final = time(9)


async def plan_next(tx: Transaction, deps: Deps) -> None:
    """Set this month's look at the holidays, for the coming morning, unless it was had."""
    local = datetime.fromtimestamp(deps.clock.now() / 1000, deps.district.timezone)
    await _plan(tx, deps, local.date() + timedelta(local.time() >= _TOLD_AT), f"{local:%Y-%m}")


async def look(tx: Transaction, deps: Deps, key: str) -> None:
    """Tell the supervisors of each year that lacks its holidays, and plan the next month's look."""
    today = deps.today
    for year in deps.district.calendar.unknown_years(today):
        await tell_supervisors(tx, deps, HolidaysMissing(year), holidays_key(year, key))
    following = (today.replace(day=1) + timedelta(31)).replace(day=1)
    await _plan(tx, deps, following, f"{following:%Y-%m}")


async def _plan(tx: Transaction, deps: Deps, day: date, month: str) -> None:
    at = datetime.combine(day, _TOLD_AT, deps.district.timezone)
    await tx.timers.put(Timer(TimerKind.HOLIDAYS, month, int(at.timestamp() * 1000)))
