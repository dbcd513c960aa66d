"""Bytes of photos that no row names: none stay behind, and none go that somebody is about to name."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest
from structlog.testing import capture_logs

from bot.clock import SystemClock
from bot.lasting import Lasting
from bot.photo_store import PhotoStore
from domain.reporting.photos import Photo
from services.ports.loose_objects import BytesInDoubt
from services.ports.transaction import Transaction
from services.upkeep.photo_survey import survey
from storage.database import Database, open_database
from storage.photos import PhotoObjects, photo_key
from tests.usecases import Hands

NOW, HOUR, DAY = 1_000_000, 3_600_000, 86_400_000
KEY = "ab" * 32
OLD = SystemClock().now() + 2 * HOUR
"""A time at which all that tests store is old."""


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
    await database.write(lambda tx: tx.objects.gone([KEY], NOW + 2 * HOUR))
    await hold(database)
    await name(database, photo)
    assert await due(database, NOW + HOUR) == []


async def test_nobody_holds_bytes_while_they_are_being_deleted(database: Database) -> None:
    await hold(database)
    await let_go(database)
    await due(database)
    assert not await hold(database)
    assert await due(database) == []
    await database.write(lambda tx: tx.objects.gone([KEY], NOW + 2 * HOUR))
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


async def lay(database: Database, photo: Photo, *, names: bool) -> None:
    """Conclude, in one transaction, the storing of bytes that were not held."""

    async def conclude(tx: Transaction) -> None:
        if names:
            await tx.photos.add(replace(photo, object_key=KEY))
        await tx.objects.settle(KEY, NOW)

    await database.write(conclude)


async def test_bytes_that_were_named_leave_no_trace(database: Database, photo: Photo) -> None:
    await lay(database, photo, names=True)
    assert await due(database, NOW + DAY) == []
    assert (await database.read(lambda tx: tx.objects.of_folder("ab"))).held == frozenset()


async def test_bytes_that_were_not_named_go_at_once(database: Database, photo: Photo) -> None:
    await lay(database, photo, names=False)
    assert await due(database) == [KEY]


async def test_bytes_that_are_about_to_go_are_named_again(database: Database, photo: Photo) -> None:
    await lay(database, photo, names=False)
    await lay(database, photo, names=True)
    assert await due(database, NOW + DAY) == []


async def test_bytes_that_are_being_deleted_are_not_named(database: Database, photo: Photo) -> None:
    await lay(database, photo, names=False)
    assert await due(database) == [KEY]
    for _ in range(2):
        with pytest.raises(BytesInDoubt):
            await lay(database, photo, names=True)
        await database.write(lambda tx: tx.objects.gone([KEY], NOW + HOUR))
    assert not (await database.read(lambda tx: tx.objects.of_folder("ab"))).named


async def test_a_deletion_is_remembered_for_an_hour(database: Database, photo: Photo) -> None:
    await lay(database, photo, names=False)
    await due(database)
    await database.write(lambda tx: tx.objects.gone([KEY], NOW + HOUR))
    assert await due(database, NOW + HOUR - 1) == []
    with pytest.raises(BytesInDoubt):
        await lay(database, photo, names=True)
    assert await due(database, NOW + HOUR) == [], "they are gone already"
    await lay(database, photo, names=True)


async def test_whoever_holds_stores_again_what_was_deleted(database: Database, photo: Photo) -> None:
    await lay(database, photo, names=False)
    await due(database)
    await database.write(lambda tx: tx.objects.gone([KEY], NOW + HOUR))
    assert await hold(database)
    with pytest.raises(BytesInDoubt):
        await lay(database, replace(photo, id=31), names=True)
    await name(database, photo)
    await let_go(database)
    await lay(database, replace(photo, id=31), names=True)


async def test_what_was_stored_after_its_deletion_and_not_named_goes(database: Database, photo: Photo) -> None:
    await lay(database, photo, names=False)
    await due(database)
    await database.write(lambda tx: tx.objects.gone([KEY], NOW + HOUR))
    await lay(database, photo, names=False)
    assert await due(database) == [KEY]


async def test_bytes_that_a_transaction_under_way_names_stay(postgres_address: str, photo: Photo) -> None:
    """It began before they were left, so it cannot see that they go; the deletion waits for it."""
    async with open_database(postgres_address) as database, open_database(postgres_address) as other:
        store = PhotoStore(Lasting(other), PhotoObjects.open("memory:///"), Hands(NOW))
        key = await store.lay(b"of two riders")
        begun, go_on = asyncio.Event(), asyncio.Event()

        async def conclude_slowly(tx: Transaction) -> None:
            await tx.photos.is_known(1)
            begun.set()
            await go_on.wait()
            await tx.photos.add(replace(photo, object_key=key))
            await tx.objects.settle(key, NOW)

        naming = asyncio.create_task(database.write(conclude_slowly))
        await begun.wait()
        await other.write(lambda tx: tx.objects.leave([key], 0))
        sweeping = asyncio.create_task(store.sweep())
        assert not await other.outlast(0)
        go_on.set()
        await asyncio.gather(naming, sweeping)
        assert await store.objects.get(key) == b"of two riders"


async def test_a_deletion_that_others_would_hold_up_for_long_is_put_off(postgres_address: str) -> None:
    async with open_database(postgres_address) as database, open_database(postgres_address) as other:
        begun, go_on = asyncio.Event(), asyncio.Event()

        async def back_up(tx: Transaction) -> None:
            await tx.photos.is_known(1)
            begun.set()
            await go_on.wait()

        reading = asyncio.create_task(database.read(back_up))
        await begun.wait()
        await other.write(lambda tx: tx.objects.leave([KEY], 0))
        assert await due(other) == [KEY]
        assert not await other.outlast(0.05)
        await other.write(lambda tx: tx.objects.put_off([KEY], NOW + 100))
        assert (await due(other), await hold(other)) == ([], True)
        go_on.set()
        await reading
        assert await other.outlast(30)


async def test_a_deletion_that_is_put_off_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    store = PhotoStore(Lasting(database), PhotoObjects.open("memory:///"), Hands(NOW))
    key = await store.lay(b"loose")
    await database.write(lambda tx: tx.objects.leave([key], 0))

    async def held_up(_: float) -> bool:
        return False

    monkeypatch.setattr(database, "outlast", held_up)
    with capture_logs() as log:
        await store.sweep()
    assert [(entry["event"], entry["count"], entry["log_level"]) for entry in log] == [
        ("photos_not_deleted_yet", 1, "warning")
    ]
    assert await store.objects.get(key) == b"loose"


async def test_a_survey_tells_bytes_without_rows_and_rows_without_bytes(database: Database, photo: Photo) -> None:
    store = PhotoStore(Lasting(database), PhotoObjects.open("memory:///"), Hands(NOW))
    stray, held = photo_key(b"stray"), await store.put(b"held")
    await store.objects.put(stray, b"stray")
    await name(database, photo)
    found = await survey(database, store.objects, OLD)
    assert (found.files, found.held, found.strays, found.missing) == (2, [held], [stray], [KEY])


async def test_strays_go_a_day_after_they_were_found(database: Database) -> None:
    clock = Hands(OLD)
    store = PhotoStore(Lasting(database), PhotoObjects.open("memory:///"), clock)
    await store.objects.put(photo_key(b"stray"), b"stray")
    for passed, left in ((0, 1), (DAY - 1, 1), (1, 0)):
        clock.at += passed
        await store.mark_strays()
        await store.sweep()
        assert (await survey(database, store.objects, OLD)).files == left


async def test_a_store_of_another_database_is_left_alone(database: Database) -> None:
    clock = Hands(OLD)
    store = PhotoStore(Lasting(database), PhotoObjects.open("memory:///"), clock)
    for number in range(101):
        data = b"%d" % number
        await store.objects.put(photo_key(data), data)
    await store.mark_strays()
    clock.at += DAY
    await store.sweep()
    assert (await survey(database, store.objects, OLD)).files == 101


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


@dataclass
class Crowd:
    """Riders who send the same few pictures."""

    database: Database
    store: PhotoStore
    photo: Photo

    async def send(self, number: int, picture: bytes, pause: float, *, refused: bool) -> None:
        """Send a picture, once more if it is refused because of a deletion; some take it back."""
        try:
            await self._send(number, await self.store.lay(picture), pause, refused=refused, held=False)
        except BytesInDoubt:
            await self._send(number, await self.store.put(picture), pause, refused=refused, held=True)
        if not refused and number % 2:
            await self.database.write(lambda tx: tx.photos.remove([number]))

    async def _send(self, number: int, key: str, pause: float, *, refused: bool, held: bool) -> None:
        await asyncio.sleep(pause)

        async def conclude(tx: Transaction) -> None:
            if not refused:
                await tx.photos.add(replace(self.photo, id=number, object_key=key))
            await (tx.objects.let_go(key) if held else tx.objects.settle(key, NOW))

        await self.database.write(conclude)


async def test_whoever_meets_whom_no_photo_is_lost_and_none_stays(database: Database, photo: Photo) -> None:
    """Riders send the same few pictures, are refused or not, rows are removed, and the sweep runs all the while."""
    store = PhotoStore(Lasting(database), PhotoObjects.open("memory:///"), Hands(NOW))
    crowd, chance = Crowd(database, store, photo), Random(7)  # noqa: S311  the same crowd each time

    async def repeatedly(what: Callable[[], Awaitable[None]]) -> None:
        while True:
            await what()
            await asyncio.sleep(0)

    sweeping = asyncio.create_task(repeatedly(store.sweep))
    sent = (
        crowd.send(number, b"%d" % chance.randrange(4), chance.random() / 100, refused=chance.random() < 0.4)
        for number in range(200)
    )
    await asyncio.gather(*sent)
    sweeping.cancel()
    await asyncio.gather(sweeping, return_exceptions=True)
    await store.sweep()
    found = await survey(database, store.objects, OLD)
    assert (found.held, found.going, found.strays, found.missing) == ([], [], [], [])
    assert found.files == found.named
