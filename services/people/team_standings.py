"""A rider's places on the board of their team, told to them alone."""

from collections.abc import Iterable, Mapping

from domain.programme.rankings import Mate, Measure, Standing, ranked
from services.deps import Deps
from services.ports.transaction import Transaction

Standings = Mapping[Measure, Standing]


async def team_standings(tx: Transaction, deps: Deps, rider_id: int) -> Standings:
    """Return the places of a rider in their team; nothing of who does not want to be on its board."""
    stay = await tx.teams.stay_of(rider_id)
    if stay is None or not stay.on_board:
        return {}
    return standings_among(await tx.rankings.mates(stay.team, deps.clock.now()), stay.id)


def standings_among(mates: Iterable[Mate], stay_id: int) -> Standings:
    """Return the places of one of these riders by each measure by which they have one."""
    known, found = list(mates), {}
    for measure in Measure:
        order = ranked(known, measure)
        for place, mate in order:
            if mate.stay.id == stay_id:
                found[measure] = Standing(place, len(order))
    return found
