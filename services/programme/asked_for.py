"""What a rider was asked for beside drafts and reports: a sighting, a place to find stations, the name on a slip."""

from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from services.deps import Deps
from services.ports.transaction import Transaction
from services.programme import appeal_answers, sightings, slips, stations


async def take_place(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> bool:
    """Take a photo or a place that was asked for; return whether it was.

    Raises the errors of `sightings.take` and `stations.take_place`.
    """
    return await sightings.take(tx, deps, rider, message) or await stations.take_place(tx, deps, rider, message)


async def take_words(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> bool:
    """Take words that were asked for, are of an appeal, or ask for a station; return whether. Raises as these do."""
    if await slips.take_name(tx, deps, rider, message) or await sightings.take(tx, deps, rider, message):
        return True
    if await appeal_answers.take(tx, deps, rider, message):
        return True
    return await stations.take_words(tx, deps, rider, message)
