"""Bytes of photos that no row names: none stay behind, and none go that somebody is about to name."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from bot.clock import SystemClock
from bot.lasting import Lasting
from bot.photo_store import PhotoStore
from domain.reporting.photos import Photo
from services.ports.transaction import Transaction
from services.upkeep.photo_survey import survey
from storage.database import Database
from storage.photos import PhotoObjects, photo_key
from tests.usecases import Hands

NOW, HOUR, DAY = 1_000_000, 3_600_000, 86_400_000
KEY = "ab" * 32


async def due(database: Database, now: int = NOW) -> list[str]:
    """The keys that may be deleted now, taken for a minute."""
    return await database.write(lambda tx: tx.objects.take_due(now, now + 60_000, 9))


async def hold(database: Database, now: int = NOW) -> bool:
    return await database.write(lambda tx: tx.objects.hold(KEY, now, now + HOUR))


async def let_go(database: Database) -> None:
    await database.write(lambda tx: tx.objects.let_go(KEY))


async def name(database: Database, photo: Photo, key: str = KEY) -> None:
    await database.write(lambda tx: tx.photos.add(replace(photo, object_key=key)))


async def test_bytes_that_nobody_names_go_once_their_holder_lets_go(database: Database) -> None:
    assert await hold(database)
    assert await due(database) == []
    await let_go(database)
    assert await due(database) == [KEY]


async def test_named_ones_stay(database: Database, photo: Photo) -> None:
    await hold(database)
    await name(database, photo)
    await let_go(database)
    assert await due(database, NOW + DAY) == []


async def test_the_last_of_two_holders_decides(database: Database) -> None:
    await hold(database)
    await hold(database)
    await let_go(database)
    assert await due(database) == []
    await let_go(database)
    assert await due(database) == [KEY]


async def test_what_a_killed_process_held_goes_after_an_hour_unless_it_was_named(
    database: Database, photo: Photo
) -> None:
    await hold(database)
    assert await due(database, NOW + HOUR - 1) == []
    assert await due(database, NOW + HOUR) == [KEY]
    await database.write(lambda tx: tx.objects.gone([KEY]))
    await hold(database)
    await name(database, photo)
    assert await due(database, NOW + HOUR) == []


async def test_nobody_holds_bytes_while_they_are_being_deleted(database: Database) -> None:
    await hold(database)
    await let_go(database)
    await due(database)
    assert not await hold(database)
    assert await due(database) == []
    await database.write(lambda tx: tx.objects.gone([KEY]))
    assert await hold(database)


async def test_a_deletion_that_was_never_reported_is_tried_again(database: Database) -> None:
    await database.write(lambda tx: tx.objects.leave([KEY], 0))
    assert await due(database) == [KEY]
    assert await due(database, NOW + 60_000) == [KEY]


async def test_bytes_of_a_removed_row_go_also_if_the_process_dies_then(database: Database, photo: Photo) -> None:
    shown = "cd" * 32
    await name(database, replace(photo, shown_key=shown))
    assert await database.write(lambda tx: tx.photos.remove([photo.id])) == [KEY, shown]
    assert await due(database) == [KEY, shown]


async def test_bytes_that_another_row_names_stay(database: Database, photo: Photo) -> None:
    await name(database, photo)
    await name(database, replace(photo, id=31))
    await database.write(lambda tx: tx.photos.remove([photo.id]))
    assert await due(database) == []


async def test_a_survey_tells_bytes_without_rows_and_rows_without_bytes(database: Database, photo: Photo) -> None:
    store = PhotoStore(Lasting(database), PhotoObjects.open("memory:///"), Hands(NOW))
    stray, held = photo_key(b"stray"), await store.put(b"held")
    await store.objects.put(stray, b"stray")
    await name(database, photo)
    found = await survey(database, store.objects)
    assert (found.files, found.held, found.strays, found.missing) == (2, [held], [stray], [KEY])


async def test_strays_go_a_day_after_they_were_found(database: Database) -> None:
    clock = Hands(NOW)
    store = PhotoStore(Lasting(database), PhotoObjects.open("memory:///"), clock)
    await store.objects.put(photo_key(b"stray"), b"stray")
    for passed, left in ((0, 1), (DAY - 1, 1), (1, 0)):
        clock.at += passed
        await store.mark_strays()
        await store.sweep()
        assert (await survey(database, store.objects)).files == left


async def test_a_store_of_another_database_is_left_alone(database: Database) -> None:
    clock = Hands(NOW)
    store = PhotoStore(Lasting(database), PhotoObjects.open("memory:///"), clock)
    for number in range(101):
        data = b"%d" % number
        await store.objects.put(photo_key(data), data)
    await store.mark_strays()
    clock.at += DAY
    await store.sweep()
    assert (await survey(database, store.objects)).files == 101


async def test_what_a_kill_left_half_stored_goes_at_night(database: Database, tmp_path: Path) -> None:
    clock = Hands(SystemClock().now())
    store = PhotoStore(Lasting(database), PhotoObjects.open(tmp_path.as_uri()), clock)
    half = tmp_path / "ab" / f"{KEY}#1"
    half.parent.mkdir()
    half.write_bytes(b"half of a pho")
    await store.mark_strays()
    assert half.exists()
    clock.at += 2 * HOUR
    await store.mark_strays()
    assert not half.exists()


async def test_whoever_meets_whom_no_photo_is_lost_and_none_stays(database: Database, photo: Photo) -> None:
    """Riders send the same few pictures, are refused or not, rows are removed, and the sweep runs all the while."""
    store = PhotoStore(Lasting(database), PhotoObjects.open("memory:///"), Hands(NOW))
    chance = Random(7)  # noqa: S311  the same crowd each time

    async def send(number: int, picture: bytes, pause: float, *, refused: bool) -> None:
        key = await store.put(picture)
        await asyncio.sleep(pause)

        async def conclude(tx: Transaction) -> None:
            if not refused:
                await tx.photos.add(replace(photo, id=number, object_key=key))
            await tx.objects.let_go(key)

        await database.write(conclude)
        if not refused and number % 2:
            await database.write(lambda tx: tx.photos.remove([number]))

    async def repeatedly(what: Callable[[], Awaitable[None]]) -> None:
        while True:
            await what()
            await asyncio.sleep(0)

    sweeping = asyncio.create_task(repeatedly(store.sweep))
    sent = (
        send(number, b"%d" % chance.randrange(4), chance.random() / 100, refused=chance.random() < 0.4)
        for number in range(200)
    )
    await asyncio.gather(*sent)
    sweeping.cancel()
    await asyncio.gather(sweeping, return_exceptions=True)
    await store.sweep()
    found = await survey(database, store.objects)
    assert (found.held, found.going, found.strays, found.missing) == ([], [], [], [])
    assert found.files == found.named
