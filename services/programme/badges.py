"""Badges: worked out for who is marked, given once, and shown to their rider."""

from dataclasses import dataclass, replace

from domain.errors import Stale
from domain.messages import Outgoing, Precedence
from domain.people.riders import Rider
from domain.programme.badge_messages import BadgeCard, BadgeGiven, BadgesShown, BadgeTold
from domain.programme.badges import Badge, Honoured, Knight, NoBadges, Standing
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer, to_rider
from services.people.standings import standings_of
from services.ports.transaction import Transaction
from services.programme import honours
from services.rider_keys import badge_key
from services.tickets.lateness import is_day


@dataclass(frozen=True, slots=True)
class BadgesView:
    """How far a rider is with each badge of the district, and what there is of their honour letter.

    `has_lessons` is whether a training that is missing can be completed by a lesson, `calls` whether the rider wants to
    be called.
    """

    standings: tuple[Standing, ...]
    honour: Honoured | None
    has_lessons: bool
    calls: bool


async def work_out(tx: Transaction, deps: Deps, key: str) -> None:
    """Give a rider the badges that they have reached, each once, and tell them of the highest of each colour."""
    rider = await tx.riders.get(int(key.partition(":")[0]))
    if rider is None:
        return
    for standing in await standings_of(tx, deps, rider.id):
        given = [level for level in standing.reached if await _give(tx, deps, rider, standing.knight, level)]
        if given:
            told = BadgeGiven(standing.knight.value, max(given))
            await tx.outbox.put(quiet(deps, rider, told, badge_key(rider.id, told.knight, told.level)))
    await honours.ask(tx, deps, rider.id)


async def _give(tx: Transaction, deps: Deps, rider: Rider, knight: Knight, level: int) -> bool:
    return await tx.badges.give(Badge(rider.id, knight, level, deps.clock.now()))


def quiet(deps: Deps, rider: Rider, notice: BadgeGiven | BadgeTold, key: str) -> Outgoing:
    """Return what a rider is told once of a badge, at night without a sound."""
    outgoing = to_rider(deps, rider, notice, key, Precedence.STATUS)
    return replace(outgoing, silent=not is_day(deps, deps.clock.now()))


async def show(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Show a rider their badges. Raises `NoBadges` where the district gives none."""
    if not deps.district.badges.knights:
        raise NoBadges
    await answer(tx, deps, rider, BadgesShown())


async def share(tx: Transaction, deps: Deps, rider: Rider, knight: str, level: int, message_id: int) -> bool:
    """Send a rider the card of a badge; draw what was pressed again and return False if they don't hold it any more.

    Raises:
        Stale: There is no such badge.
    """
    if knight not in frozenset(Knight):
        raise Stale
    if await _held(tx, rider, knight, level) is None:
        await answer(tx, deps, rider, BadgesShown(edits=message_id))
        return False
    await answer(tx, deps, rider, BadgeCard(knight, level))
    return True


async def _held(tx: Transaction, rider: Rider, knight: str, level: int) -> Badge | None:
    given = await tx.badges.of_rider(rider.id)
    return next((each for each in given if each.held and (each.knight.value, each.level) == (knight, level)), None)


@gather.register
async def badges_view(meaning: BadgesShown, reading: Reading) -> BadgesView | None:
    """Return how far the rider is as things are now; None in a group."""
    del meaning
    if reading.rider is None:
        return None
    tx, rider = reading.tx, reading.rider
    known = await standings_of(tx, reading.deps, rider.id)
    missing = {each.knight.value for each in known if each.missing[0]}
    offered = {each.id for each in reading.deps.district.lessons.values() if each.badge in missing}
    done = {each.lesson for each in await tx.lessons.of_rider(rider.id) if each.done_at is not None}
    honour = await tx.badges.honour_of(rider.id)
    return BadgesView(known, honour, has_lessons=bool(offered - done), calls=rider.calls)


@gather.register
async def badge_view(meaning: BadgeGiven | BadgeCard, reading: Reading) -> Badge | None:
    """Return a badge that the rider holds; None where it was taken back before this was sent."""
    if reading.rider is None:
        return None
    return await _held(reading.tx, reading.rider, meaning.knight, meaning.level)
