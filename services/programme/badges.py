"""Badges: worked out from what a rider has earned and completed, given once."""

from services.deps import Deps
from services.ports.transaction import Transaction


async def work_out(tx: Transaction, deps: Deps, key: str) -> None:
    """Give a rider the badges that they have reached."""
