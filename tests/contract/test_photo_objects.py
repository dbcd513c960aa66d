"""Photo objects keep their promises wherever they lie: as files and in memory."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.errors import QianshaoError
from storage.photos import PhotoMissing, PhotoObjects, PhotosUnreachable, photo_key
from storage.store_rest import StoreRest

PHOTO = bytes(range(256)) * 300


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture(params=["file", "memory"])
def objects(request: pytest.FixtureRequest, tmp_path: Path) -> PhotoObjects:
    return PhotoObjects.open("memory:///" if request.param == "memory" else f"{tmp_path.as_uri()}/photos of us")


async def test_what_was_put_is_there(objects: PhotoObjects) -> None:
    key = photo_key(PHOTO)
    await objects.put(key, PHOTO)
    assert await objects.get(key) == PHOTO


async def test_the_same_photo_again_changes_nothing(objects: PhotoObjects) -> None:
    key = photo_key(PHOTO)
    await asyncio.gather(*(objects.put(key, PHOTO) for _ in range(8)))
    assert await objects.get(key) == PHOTO


async def test_many_photos_keep_apart(objects: PhotoObjects) -> None:
    many = {photo_key(data): data for data in (b"photo %d" % number for number in range(40))}
    await asyncio.gather(*(objects.put(key, data) for key, data in many.items()))
    assert [await objects.get(key) for key in many] == list(many.values())


async def test_a_missing_photo_is_named(objects: PhotoObjects) -> None:
    key = photo_key(b"never put")
    with pytest.raises(PhotoMissing, match=key) as missing:
        await objects.get(key)
    assert isinstance(missing.value, KeyError)
    assert isinstance(missing.value, QianshaoError)


async def test_a_deleted_photo_is_gone_and_deleting_it_again_is_no_error(objects: PhotoObjects) -> None:
    key, other = photo_key(PHOTO), photo_key(b"another")
    await objects.put(key, PHOTO)
    await objects.put(other, b"another")
    await objects.delete(key)
    await objects.delete(key)
    with pytest.raises(PhotoMissing):
        await objects.get(key)
    assert await objects.get(other) == b"another"


@pytest.mark.parametrize(
    "key",
    ["", "photo", "../" * 20 + "etc/passwd", "/" + "a" * 63, "A" * 64, "a" * 65, "a" * 64 + "\n", "a" * 63 + "\0"],
)
async def test_nothing_but_a_hash_names_a_photo(objects: PhotoObjects, key: str) -> None:
    calls: list[Callable[[], object]] = [
        lambda: objects.put(key, PHOTO),
        lambda: objects.get(key),
        lambda: objects.delete(key),
    ]
    for call in calls:
        with pytest.raises(ValueError, match="not the key of a photo"):
            await call()  # type: ignore[misc]


async def test_a_store_that_fails_is_told_from_a_missing_photo(tmp_path: Path) -> None:
    objects, key = PhotoObjects.open(f"{tmp_path.as_uri()}/photos"), photo_key(PHOTO)
    (tmp_path / "photos" / key[:2]).write_text("a file where a folder belongs")
    for fails in (objects.put(key, PHOTO), objects.get(key), objects.delete(key)):
        with pytest.raises(PhotosUnreachable):
            await fails


async def test_files_survive_a_new_start(tmp_path: Path) -> None:
    key = photo_key(PHOTO)
    await PhotoObjects.open(tmp_path.as_uri()).put(key, PHOTO)
    assert await PhotoObjects.open(tmp_path.as_uri()).get(key) == PHOTO
    assert files_in(tmp_path) == [tmp_path / key[:2] / key]


async def test_a_file_and_the_folders_that_name_it_are_on_disk_before_put_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[Path] = []
    fsync = os.fsync

    def record(descriptor: int) -> None:
        flushed.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        fsync(descriptor)

    monkeypatch.setattr("os.fsync", record)
    objects, key = PhotoObjects.open(tmp_path.as_uri()), photo_key(PHOTO)
    await objects.put(key, PHOTO)
    leaf = tmp_path / key[:2]
    assert flushed == [leaf / key, leaf, tmp_path]

    flushed.clear()
    beside = key[:2] + "0" * 62
    await objects.put(beside, PHOTO)
    assert flushed == [leaf / beside, leaf], "the name of the folder is on disk since the first photo"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PhotosUnreachable, match="file/photos"):
        PhotoObjects.open(f"{tmp_path.as_uri()}/file/photos")


async def test_a_store_that_hangs_is_asked_by_one_while_the_others_are_refused_at_once() -> None:
    rest, asked = StoreRest(seconds=0.05), []

    async def ask(seconds: float) -> None:
        async with rest.asking():
            asked.append(seconds)
            await asyncio.sleep(seconds)

    with pytest.raises(TimeoutError):
        await ask(60)
    with pytest.raises(TimeoutError):
        await ask(0)
    assert asked == [60]
    rest._ask_again_at = 0
    await ask(0)
    await ask(0)
    assert asked == [60, 0, 0]
