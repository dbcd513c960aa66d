"""Photo objects: clean bytes under the hash of their content, as files, in a bucket, or in memory."""

import asyncio
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final, Self

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from domain.errors import QianshaoError

_TOP: Final = PurePosixPath()
_KEY: Final = re.compile(r"[0-9a-f]{64}")


class PhotoMissing(QianshaoError, KeyError):
    """There is no photo under this key."""


class PhotosUnreachable(QianshaoError, OSError):
    """The bucket or disk that holds the photos does not answer; it may do so later."""


def photo_key(data: bytes) -> str:
    """Return the key of these bytes: their SHA-256 in 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


class PhotoObjects:
    """Puts, gets and deletes photos by key; a key that is no SHA-256 in hexadecimal is a ValueError.

    Each raises `PhotosUnreachable` where the store fails.
    """

    def __init__(self, store: ObjectStore, folder: Path | None) -> None:
        """Work on a store; `folder` is where its files lie, None where they are not files."""
        self._store = store
        self._folder = folder
        self._flushed: set[PurePosixPath] = set()  # folders whose own names are known to be on disk

    @classmethod
    def open(cls, url: str) -> Self:
        """Open `file:///folder` (made where missing), `s3://bucket/prefix` or `memory:///`.

        Credentials and endpoint of a bucket come from the usual AWS variables of the environment.
        """
        if not url.startswith("file:"):
            return cls(from_url(url), None)
        try:
            files = LocalStore.from_url(url, mkdir=True)
        except OSError as error:
            raise PhotosUnreachable(f"{url} can't be opened as a folder of photos: {error}") from error
        return cls(files, Path(files.prefix or "/"))

    async def put(self, key: str, data: bytes) -> None:
        """Store a photo; when this returns it outlives a power cut. The same photo again changes nothing."""
        path = _path_of(key)
        with _answering():
            await obstore.put_async(self._store, str(path), data)
        if self._folder is not None:
            above = () if path.parent in self._flushed else (_TOP,)
            await asyncio.to_thread(_flush, self._folder, path, path.parent, *above)
            self._flushed.add(path.parent)

    async def get(self, key: str) -> bytes:
        """Return a photo's bytes. Raises `PhotoMissing`."""
        path = _path_of(key)
        try:
            with _answering():
                found = await obstore.get_async(self._store, str(path))
                return bytes(await found.bytes_async())
        except FileNotFoundError as error:
            raise PhotoMissing(key) from error

    async def delete(self, key: str) -> None:
        """Delete a photo for good; one that is gone already is no error."""
        path = _path_of(key)
        try:
            with _answering():
                await obstore.delete_async(self._store, str(path))
        except FileNotFoundError:
            return
        if self._folder is not None:
            await asyncio.to_thread(_flush, self._folder, path.parent)


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except BaseError as error:
        raise PhotosUnreachable(str(error)) from error


def _path_of(key: str) -> PurePosixPath:
    """Spread photos over 256 folders; nothing but a hash can name a path."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"not the key of a photo: {key!r}")
    return PurePosixPath(key[:2], key)


def _flush(folder: Path, *places: PurePosixPath) -> None:
    """Flush files and folders to disk: the object store renames and unlinks, and leaves it to the system when."""
    for place in places:
        descriptor = os.open(folder / place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
