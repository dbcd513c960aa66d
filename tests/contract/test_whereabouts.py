"""Where riders on the lookout were, and whom a search reaches, on both engines."""

from dataclasses import replace

import pytest

from domain.geo.positions import METRES_PER_DEGREE
from domain.people.riders import Rider, Terms
from domain.people.sanctions import SanctionKind
from domain.programme.badges import Badge, Knight
from domain.programme.lookout import KEPT_MS, Search, Whereabouts
from services.ports.transaction import Transaction
from storage.database import Database
from tests.contract.conftest import PLACE
from tests.missing import GRANDMA

NOW = 10 * KEPT_MS
SEARCH = Search(900, PLACE.lat, PLACE.lng, 1000.0, "", NOW)
OTHER = 2


def was(rider_id: int, metres: float = 0, at: int = NOW) -> Whereabouts:
    """Somebody so many metres north of the search."""
    return Whereabouts(rider_id, PLACE.lat + metres / METRES_PER_DEGREE, PLACE.lng, at, 12.5)


async def stock(database: Database, rider: Rider, *places: Whereabouts, **changes: object) -> None:
    """Riders on the lookout, each at a place; the first one is the sample rider."""

    async def add(tx: Transaction) -> None:
        for place in places:
            looks = replace(rider, id=place.rider_id, chat_id=100 * place.rider_id, lookout=True)
            await tx.riders.save(replace(looks, **changes))  # type: ignore[arg-type]
            await tx.whereabouts.note(place)

    await database.write(add)


async def reached(database: Database, search: Search = SEARCH, terms: Terms = Terms()) -> list[int]:  # noqa: B008
    found = await database.read(lambda tx: tx.whereabouts.within(search, terms))
    assert await database.read(lambda tx: tx.whereabouts.count_within(search, terms)) == len(found)
    return [each.rider_id for each in found]


async def test_the_circle_is_measured(stocked: Database, rider: Rider) -> None:
    east = Whereabouts(5, PLACE.lat + 800 / METRES_PER_DEGREE, PLACE.lng + 0.01, NOW, None)
    await stock(stocked, rider, was(1), was(2, 999), was(3, 1001), was(4, -999), east)
    assert await reached(stocked) == [1, 2, 4]
    (first, *_) = await stocked.read(lambda tx: tx.whereabouts.within(SEARCH, Terms()))
    assert (first.chat_id, first.language) == (100, "zh")
    assert await reached(stocked, replace(SEARCH, radius_m=1500.0)) == [1, 2, 3, 4, 5]


async def test_two_hours_count_whatever_is_still_kept(stocked: Database, rider: Rider) -> None:
    await stock(stocked, rider, was(1, at=NOW - KEPT_MS), was(2, at=NOW - KEPT_MS + 1))
    assert await reached(stocked) == [2]
    await stocked.write(lambda tx: tx.whereabouts.purge(NOW - KEPT_MS + 1))
    assert await stocked.read(lambda tx: tx.whereabouts.of_rider(1)) is None
    assert await stocked.read(lambda tx: tx.whereabouts.of_rider(2)) is not None


async def test_what_was_measured_last_counts(stocked: Database, rider: Rider) -> None:
    await stock(stocked, rider, was(1, at=NOW))
    await stocked.write(lambda tx: tx.whereabouts.note(was(1, 5000, NOW - 1)))
    assert await stocked.read(lambda tx: tx.whereabouts.of_rider(1)) == was(1)
    later = was(1, 5000, NOW + 1)
    await stocked.write(lambda tx: tx.whereabouts.note(later))
    assert await stocked.read(lambda tx: tx.whereabouts.of_rider(1)) == later
    await stocked.write(lambda tx: tx.whereabouts.forget(1))
    assert not await reached(stocked)


@pytest.mark.parametrize(
    "changes",
    [
        {"lookout": False},
        {"reachable": False},
        {"consent": 0},
        {"barred": SanctionKind.BAN},
        {"barred": SanctionKind.BAN, "barred_until": NOW + 1},
    ],
    ids=repr,
)
async def test_who_may_not_be_told_is_not_reached(stocked: Database, rider: Rider, changes: dict[str, object]) -> None:
    await stock(stocked, rider, was(1), **changes)
    assert not await reached(stocked)


@pytest.mark.parametrize(
    "changes", [{"barred": SanctionKind.MUTE}, {"barred": SanctionKind.BAN, "barred_until": NOW}, {"muted": True}]
)
async def test_who_is_muted_or_banned_no_more_is_reached(
    stocked: Database, rider: Rider, changes: dict[str, object]
) -> None:
    await stock(stocked, rider, was(1), **changes)
    assert await reached(stocked) == [1]


async def test_terms_that_name_a_host_count(stocked: Database, rider: Rider) -> None:
    await stock(stocked, rider, was(1))
    await stock(stocked, rider, was(OTHER), photos_to="eyes.example", voices_to="ears.example")
    assert await reached(stocked, terms=Terms("eyes.example")) == [OTHER]
    assert await reached(stocked, terms=Terms("", "ears.example")) == [OTHER]
    assert not await reached(stocked, terms=Terms("others.example"))


async def test_a_colour_reaches_who_holds_it(stocked: Database, rider: Rider) -> None:
    await stock(stocked, rider, was(1), was(OTHER), was(3))

    async def give(tx: Transaction) -> None:
        for level in (1, 2):
            await tx.badges.give(Badge(OTHER, Knight.FLAME, level, 1))
        await tx.badges.give(Badge(3, Knight.ANGEL, 1, 1))

    await stocked.write(give)
    assert await reached(stocked, replace(SEARCH, knight="flame")) == [OTHER]


async def test_who_was_told_of_the_case_is_not_told_again(stocked: Database, rider: Rider) -> None:
    await stock(stocked, rider, was(1), was(OTHER))

    async def tell(tx: Transaction) -> None:
        await tx.missing_persons.save(replace(GRANDMA, id=SEARCH.missing_id))
        await tx.missing_persons.save(replace(GRANDMA, id=901))
        await tx.missing_persons.note_told(SEARCH.missing_id, [1], NOW)
        await tx.missing_persons.note_told(901, [OTHER], NOW)

    await stocked.write(tell)
    assert await reached(stocked) == [OTHER]


async def test_nothing_is_kept_of_who_leaves(stocked: Database, rider: Rider) -> None:
    await stock(stocked, rider, was(rider.id))
    kept = await stocked.read(lambda tx: tx.riders.get(rider.id))
    assert kept

    async def leave(tx: Transaction) -> None:
        await tx.missing_persons.save(GRANDMA)
        await tx.missing_persons.note_told(GRANDMA.id, [rider.id], NOW)
        await tx.erasure.forget(kept, NOW)

    await stocked.write(leave)
    assert await stocked.read(lambda tx: tx.whereabouts.of_rider(rider.id)) is None
    assert await stocked.read(lambda tx: tx.missing_persons.count_told(GRANDMA.id)) == 0
