"""A rider who is banned or leaves: their wishes end, and those that they have taken are free again."""

from domain.programme.wish_messages import WishNews
from domain.programme.wishes import RUNS, WishStage
from services.deps import Deps
from services.people import sanctions
from services.ports.transaction import Transaction
from services.programme import wish_drafts, wish_times

_ALL = 1000


async def leave(tx: Transaction, deps: Deps, rider_id: int) -> None:
    """End what a rider asked for and let go of what they have taken; the other side of each is told."""
    for wish in await tx.wishes.of_rider(rider_id, _ALL):
        if wish.stage in RUNS - {WishStage.DRAFT}:
            await wish_drafts.end(tx, deps, wish)
    for wish in await tx.wishes.taken_by(rider_id, _ALL):
        if wish.stage is WishStage.ADOPTED:
            await wish_times.let_go(tx, deps, wish, WishNews.RELEASED)


async def leave_banned(tx: Transaction, deps: Deps, key: str) -> None:
    """Do so for a rider who was banned, and still is; the key is the rider's id and when that was."""
    rider = await tx.riders.get(int(key.partition(":")[0]))
    if rider is not None and sanctions.is_banned(deps, rider):
        await leave(tx, deps, rider.id)
