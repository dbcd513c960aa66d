"""Photos between rooms: intake for handlers, upright copies and contact sheets for what is sent."""

import hashlib
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from domain.errors import PhotoRefused
from domain.photos import Photo
from media import errors as media_errors
from media.pool import PhotoPool
from services.photos import TakenPhoto
from services.ports import Database, PhotoObjects, Transaction


class Intake:
    """Reads and cleans a photo and stores its cleaned bytes before anything names them."""

    def __init__(self, pool: PhotoPool, objects: PhotoObjects) -> None:
        self._pool = pool
        self._objects = objects

    async def take(self, data: bytes) -> TakenPhoto:
        """Take a photo in. Raises `domain.errors.PhotoRefused`."""
        try:
            intake = await self._pool.intake(data)
        except media_errors.PhotoRefused as error:
            raise PhotoRefused(error.reason.value) from error
        clean = intake.clean
        key = key_of(clean.data)
        await self._objects.put(key, clean.data)
        return TakenPhoto(key, clean.format, clean.width, clean.height, clean.orientation, intake.facts.position)


class Showing:
    """Makes what people are shown, when it is first delivered, and keeps it."""

    def __init__(self, pool: PhotoPool, objects: PhotoObjects, database: Database) -> None:
        self._pool = pool
        self._objects = objects
        self._database = database

    async def upright(self, photo: Photo) -> bytes:
        """The upright copy of at most 1280 px of a photo. Raises KeyError where its bytes are gone."""
        if photo.shown_key is not None:
            return await self._objects.get(photo.shown_key)
        shown = await self._pool.shown(await self._objects.get(photo.object_key), photo.orientation)
        key = key_of(shown)
        await self._objects.put(key, shown)

        async def remember(tx: Transaction) -> None:
            await tx.photos.remember_shown(photo.id, key)

        await self._database.write(remember)
        return shown

    async def sheet(self, photos: Sequence[Photo]) -> bytes:
        """One picture of up to four photos."""
        return await self._pool.contact_sheet([(await self._objects.get(p.object_key), p.orientation) for p in photos])


def key_of(data: bytes) -> str:
    """The content-addressed key of bytes: SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def pool_of(timezone: ZoneInfo) -> PhotoPool:
    """The pool of two threads in which pixels are decoded; times without an offset are district time."""
    return PhotoPool(timezone)
