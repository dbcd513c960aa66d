"""The photo store: cleaned bytes under the hash of their content, in files, a bucket or memory."""

import asyncio
import hashlib
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path, PurePosixPath
from typing import Final, Self
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from domain.errors import QianshaoError
from storage.store_rest import StoreRest

_TOP: Final = PurePosixPath()
_KEY: Final = re.compile(r"[0-9a-f]{64}")


class PhotoMissing(QianshaoError, KeyError):
    """There is no photo with this key."""


class PhotosUnreachable(QianshaoError, OSError):
    """The bucket or disk with the photos does not answer now."""


def photo_key(data: bytes) -> str:
    """Return the key of these bytes: their SHA-256 in 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


class PhotoObjects:
    """Stores photos by key.

    Every method raises `PhotosUnreachable` if the store fails, and ValueError for a key that is not a SHA-256 in
    hexadecimal.
    """

    def __init__(self, store: ObjectStore, folder: Path | None) -> None:
        """Use this store; `folder` is the folder of its files, None if it has no files."""
        self._store = store
        self._folder = folder
        self._reading, self._writing = StoreRest(), StoreRest()
        self._flushed: set[PurePosixPath] = set()  # folders whose names are known to be on disk

    @classmethod
    def open(cls, url: str) -> Self:
        """Open `file:///folder` (created if missing), `s3://bucket/prefix` or `memory:///`.

        The bucket's credentials and endpoint come from the usual AWS environment variables.

        Raises:
            PhotosUnreachable: The folder cannot be opened.
        """
        if not url.startswith("file:"):
            return cls(from_url(url), None)
        try:
            _make_folder(url)
            files = LocalStore.from_url(url)
        except OSError as error:
            raise PhotosUnreachable(f"{url} can't be opened as a folder of photos: {error}") from error
        return cls(files, Path(files.prefix or "/"))

    async def put(self, key: str, data: bytes) -> None:
        """Store a photo; when this returns, it survives a power cut. Storing it again changes nothing.

        Raises:
            PhotosUnreachable: The store fails.
        """
        path = _path_of(key)
        async with _answering(self._writing):
            await obstore.put_async(self._store, str(path), data)
        if self._folder is not None:
            above = () if path.parent in self._flushed else (_TOP,)
            await asyncio.to_thread(_flush, self._folder, path, path.parent, *above)
            self._flushed.add(path.parent)

    async def get(self, key: str) -> bytes:
        """Return a photo's bytes.

        Raises:
            PhotoMissing: There is no such photo.
            PhotosUnreachable: The store fails.
        """
        path = _path_of(key)
        try:
            async with _answering(self._reading):
                found = await obstore.get_async(self._store, str(path))
                return bytes(await found.bytes_async())
        except FileNotFoundError as error:
            raise PhotoMissing(key) from error

    async def size(self, key: str) -> int:
        """Return how many bytes a photo has; 0 if there is no such photo.

        Raises:
            PhotosUnreachable: The store fails.
        """
        known = await self._known(key)
        return 0 if known is None else int(known["size"])

    async def stored_at(self, key: str) -> int | None:
        """Return when a photo was stored last (ms UTC); None if there is no such photo.

        Raises:
            PhotosUnreachable: The store fails.
        """
        known = await self._known(key)
        return None if known is None else int(known["last_modified"].timestamp() * 1000)

    async def _known(self, key: str) -> "obstore.ObjectMeta | None":
        try:
            async with _answering(self._reading):
                return await obstore.head_async(self._store, str(_path_of(key)))
        except FileNotFoundError:
            return None

    async def delete(self, key: str) -> None:
        """Delete a photo for good, if it exists.

        Raises:
            PhotosUnreachable: The store fails.
        """
        path = _path_of(key)
        try:
            async with _answering(self._writing):
                await obstore.delete_async(self._store, str(path))
        except FileNotFoundError:
            return
        if self._folder is not None:
            await asyncio.to_thread(_flush, self._folder, path.parent)

    async def keys(self, prefix: str) -> list[str]:
        """Return the keys of all photos that begin with these two hexadecimal digits.

        Raises:
            PhotosUnreachable: The store fails.
        """
        async with _answering(self._reading):
            listed = await obstore.list_with_delimiter_async(self._store, prefix)
        names = (PurePosixPath(each["path"]).name for each in listed["objects"])
        return [name for name in names if _KEY.fullmatch(name)]

    async def clear_unfinished(self, prefix: str, before: float) -> None:
        """Delete what a killed process left of photos that it was storing before `before` (seconds UTC).

        A bucket keeps nothing of them. A folder keeps a file beside the one that it would have become.

        Raises:
            PhotosUnreachable: The folder fails.
        """
        if self._folder is not None:
            async with _answering(self._writing):
                await asyncio.to_thread(_clear_unfinished, self._folder / prefix, before)


def _make_folder(url: str) -> None:
    """Create the folder, which only its owner may look into; one that is there stays as it is."""
    folder = Path(unquote(urlsplit(url).path))
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True)


@asynccontextmanager
async def _answering(rest: StoreRest) -> AsyncIterator[None]:
    try:
        async with rest.asking():
            yield
    except (BaseError, TimeoutError) as error:
        raise PhotosUnreachable(str(error) or "it took too long") from error


def _path_of(key: str) -> PurePosixPath:
    """Return the path of a key, one of 256 folders; only a hash is accepted, so that no other path can be named."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"not the key of a photo: {key!r}")
    return PurePosixPath(key[:2], key)


def _clear_unfinished(folder: Path, before: float) -> None:
    for path in folder.glob("*#*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def _flush(folder: Path, *places: PurePosixPath) -> None:
    """Flush files and folders to disk, as the object store renames and unlinks without doing so."""
    for place in places:
        descriptor = os.open(folder / place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
