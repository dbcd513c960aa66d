"""Completed trainings: of activities and of lessons, each once, for the badges of their colour."""

from domain.programme.badges import Knight, Training
from services.deps import Deps
from services.people import deeds
from services.ports.transaction import Transaction


async def complete(tx: Transaction, deps: Deps, rider_id: int, badge: str, cause: str) -> None:
    """Keep that a rider has completed a training, and let their badges be worked out.

    Args:
        tx: The transaction.
        deps: The dependencies.
        rider_id: The rider.
        badge: The colour that it counts for, a value of `Knight`.
        cause: What it was, such as `activity:ID:RIDER`: it counts once.
    """
    if await tx.badges.complete(Training(cause, rider_id, Knight(badge), deps.clock.now())):
        await deeds.mark(tx, deps, rider_id)


async def take_back(tx: Transaction, deps: Deps, rider_id: int, cause: str) -> None:
    """Keep a completed training no more, as it was kept by mistake; what badges follow is worked out."""
    if await tx.badges.uncomplete(cause):
        await deeds.mark(tx, deps, rider_id)
