"""The latest places of live locations, and a draft whose positions disagree."""

from dataclasses import replace

import pytest

from domain.geo.live_location import LiveLocation
from domain.geo.positions import Position
from domain.people.riders import Rider
from domain.reporting.drafts import Draft
from services.ports.transaction import Transaction
from storage.database import Database

PLACE = LiveLocation(1, 50, Position(37.45, 116.31, "wgs84", "live", 12.5, 2_000), 2_000, 900_000)


@pytest.fixture
async def sharing(database: Database, rider: Rider) -> Database:
    async def start(tx: Transaction) -> None:
        await tx.riders.save(rider)
        await tx.live_locations.keep(PLACE)

    await database.write(start)
    return database


async def latest(database: Database) -> LiveLocation | None:
    return await database.read(lambda tx: tx.live_locations.of_rider(1))


async def test_it_comes_back_as_it_was(sharing: Database) -> None:
    assert await latest(sharing) == PLACE
    assert await sharing.read(lambda tx: tx.live_locations.of_rider(2)) is None


@pytest.mark.parametrize(
    ("change", "is_kept"),
    [
        ({"at": 3_000, "until": 2_999}, True),
        ({"at": 2_000, "until": 1}, True),
        ({"at": 1_999}, False),
        ({"message_id": 51, "at": 1_000}, True),
        ({"message_id": 49, "at": 9_000, "until": 8_999}, False),
    ],
)
async def test_only_a_newer_one_takes_its_place(sharing: Database, change: dict[str, int], *, is_kept: bool) -> None:
    other = replace(PLACE, **change)  # type: ignore[arg-type]
    await sharing.write(lambda tx: tx.live_locations.keep(other))
    assert await latest(sharing) == (other if is_kept else PLACE)


async def test_old_ones_are_purged(sharing: Database) -> None:
    assert await sharing.write(lambda tx: tx.live_locations.purge(2_000)) == 0
    assert await sharing.write(lambda tx: tx.live_locations.purge(2_001)) == 1
    assert await latest(sharing) is None


async def test_a_draft_keeps_the_position_that_disagrees_and_the_choice(sharing: Database, draft: Draft) -> None:
    await sharing.write(lambda tx: tx.drafts.add(draft))
    other_position = Position(37.47, 116.31, "gcj02", "exif", None, None)
    saved = await sharing.write(
        lambda tx: tx.drafts.save(replace(draft, other_position=other_position, place_chosen=True))
    )
    assert await sharing.read(lambda tx: tx.drafts.get(draft.id)) == saved
    assert saved.other_position == other_position
    assert saved.place_chosen
