"""How far a rider is with the badges of the district."""

from domain.programme.badges import Standing, standings
from services.deps import Deps
from services.ports.transaction import Transaction


async def standings_of(tx: Transaction, deps: Deps, rider_id: int) -> tuple[Standing, ...]:
    """Return how far a rider is with each badge; nothing where the district gives none."""
    badges = deps.district.badges
    if not badges.knights:
        return ()
    given, trainings = await tx.badges.of_rider(rider_id), await tx.badges.trainings(rider_id)
    return standings(badges, given, trainings, await tx.badges.deeds(rider_id, badges.merits))
