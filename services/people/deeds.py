"""Marking whose badges are to be worked out: who has earned something that counts, or completed a training."""

from typing import Final

from domain.people.points import Merit
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.ports.transaction import Transaction

_SLOT_MS: Final = 300_000
"""Within so long, badges are worked out once for a rider. Fired when it is over, a timer misses nothing of its slot."""


async def mark(tx: Transaction, deps: Deps, rider_id: int) -> None:
    """Let a rider's badges be worked out soon, where the district gives any."""
    if deps.district.badges.knights:
        now = deps.clock.now()
        await tx.timers.put(Timer(TimerKind.BADGES, f"{rider_id}:{now // _SLOT_MS}", now + _SLOT_MS))


async def mark_for(tx: Transaction, deps: Deps, rider_id: int, merit: Merit) -> None:
    """Do the same for points of a merit, where it is a deed for any badge."""
    if merit in deps.district.badges.merits:
        await mark(tx, deps, rider_id)
