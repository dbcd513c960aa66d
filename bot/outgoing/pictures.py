"""Photos between storage and Telegram: intake, upright copies and contact sheets."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

import structlog

from bot.outgoing.archives import zipped
from bot.outgoing.extracts import extracted
from bot.photo_store import PhotoStore
from domain.errors import ClipRefused, PhotoRefused, QianshaoError
from domain.programme.calendar_entries import CalendarEntry
from domain.reporting.clips import Clip, ClipKind
from domain.reporting.photo_hash import PhotoHash
from domain.reporting.photos import Photo
from domain.week.exports import Extract
from domain.week.posters import Poster
from files.calendar_entries import written
from media.errors import PhotoUnfit
from media.facts import CleanPhoto
from media.fitting import fits
from media.pool import PhotoPool
from services.ports.transaction import Transaction
from services.reporting.clips import TakenClip
from services.reporting.photos import TakenPhoto
from storage.photos import PhotoMissing
from texts.base.screen import Archive

log = structlog.get_logger()
_LOOKED_AT_PIXELS = 50_000_000
"""Larger photos get no photo hash, as decoding them would delay others for seconds."""


class NothingToShow(QianshaoError):
    """A photo's bytes are gone or too damaged to be shown."""


class Intake:
    """Cleans a photo and stores its bytes before anything refers to them."""

    def __init__(self, pool: PhotoPool, store: PhotoStore) -> None:
        self._pool = pool
        self._store = store

    async def take(self, data: bytes, *, hold: bool) -> TakenPhoto:
        """Clean and store a photo; see `services.reporting.photos.PhotoIntake`.

        Raises:
            domain.errors.PhotoRefused: The bytes are not a photo that we accept.
        """
        try:
            intake = await self._pool.intake(data)
        except PhotoUnfit as error:
            position = error.facts.position if error.facts else None
            raise PhotoRefused(error.reason.value, position) from error
        clean = intake.clean
        storing = self._store.put(clean.data) if hold else self._store.lay(clean.data)
        key, look = await asyncio.gather(storing, self._look(clean))
        facts = intake.facts
        shape = (clean.format, clean.width, clean.height, clean.orientation)
        return TakenPhoto(key, *shape, facts.position, look, facts.taken_at)

    async def _look(self, clean: CleanPhoto) -> PhotoHash | None:
        """Return the photo's hash; None if it is too large or cannot be decoded."""
        if clean.width * clean.height > _LOOKED_AT_PIXELS:
            return None
        try:
            return await self._pool.photo_hash(clean.data, clean.orientation)
        except PhotoUnfit:
            return None


class ClipIntake:
    """Cleans a voice message or a video and stores its bytes before anything refers to them."""

    def __init__(self, pool: PhotoPool, store: PhotoStore) -> None:
        self._pool = pool
        self._store = store

    async def take(self, data: bytes, kind: ClipKind, *, hold: bool) -> TakenClip:
        """Clean and store a clip; see `services.reporting.clips.ClipIntake`.

        Raises:
            domain.errors.ClipRefused: The bytes are not a clip that we accept.
        """
        try:
            clean = await (self._pool.video(data) if kind.is_seen else self._pool.voice(data))
        except PhotoUnfit as error:
            raise ClipRefused(error.reason.value) from error
        key = await (self._store.put(clean.data) if hold else self._store.lay(clean.data))
        return TakenClip(key, clean.mime, clean.seconds, clean.width, clean.height, clean.data, clean.still)


class Showing:
    """Makes the pictures that are sent, on first delivery, and keeps them."""

    def __init__(self, pool: PhotoPool, store: PhotoStore) -> None:
        self._pool = pool
        self._store = store
        self._objects = store.objects
        self._packing = asyncio.Semaphore(1)

    async def upright(self, photo: Photo) -> bytes:
        """Return the upright copy of a photo, at most 1280 px and no slimmer than Telegram takes.

        Raises:
            NothingToShow: The photo is gone or damaged.
        """
        with _nothing_if_unfit():
            if photo.shown_key is not None:
                return await self._objects.get(photo.shown_key)
            data = await self._objects.get(photo.object_key)
            if photo.format == "JPEG" and photo.orientation == 1 and fits(data, photo.width, photo.height):
                return data
            shown = await self._pool.shown(data, photo.orientation)
        await self._remember(photo, shown)
        return shown

    async def small(self, photo: Photo) -> bytes:
        """Return the upright copy of a photo for a model to look at, at most 1024 px; it is not kept.

        Raises:
            NothingToShow: The photo is gone or damaged.
        """
        with _nothing_if_unfit():
            return await self._pool.small(await self._objects.get(photo.object_key), photo.orientation)

    async def file(self, photos: Sequence[Photo]) -> tuple[bytes, str]:
        """Return what is sent as a file where it was refused as a photo, with its name: a cleaned photo, or the sheet.

        Raises:
            NothingToShow: The bytes are gone, or none of several photos can be shown.
        """
        if len(photos) > 1:
            return await self.sheet(photos), "photos.jpg"
        (photo,) = photos
        if photo.orientation != 1:  # the cleaned bytes do not tell it
            with suppress(NothingToShow):
                return await self.upright(photo), "photo.jpg"
        with _nothing_if_unfit():
            return await self._objects.get(photo.object_key), f"photo.{_ENDINGS[photo.format]}"

    async def clip(self, clip: Clip) -> bytes:
        """Return the cleaned bytes of a voice message or video.

        Raises:
            NothingToShow: They are gone.
        """
        with _nothing_if_unfit():
            return await self._objects.get(clip.object_key)

    async def archive(self, archive: Archive | Extract | CalendarEntry) -> bytes:
        """Return a file: a rider's own as ZIP, an export, of which one is made at a time, or a calendar's entry."""
        if isinstance(archive, CalendarEntry):
            return written(archive)
        async with self._packing:
            if isinstance(archive, Extract):
                return await extracted(self._store.database, archive)
            return await zipped(self._store, archive)

    async def sheet(self, photos: Sequence[Photo]) -> bytes:
        """Return one picture of up to four photos, without those that cannot be shown.

        Raises:
            NothingToShow: None of them can be shown.
        """
        shown: list[tuple[bytes, int]] = []
        for photo in photos:
            with suppress(NothingToShow):
                shown.append((await self.upright(photo), 1))
        try:
            return await self._one_of(shown)
        except PhotoUnfit:  # one that needed no copy was not decoded before
            return await self._one_of([each for each in shown if await self._can_be_decoded(each)])

    async def before_after(self, photos: Sequence[Photo]) -> bytes:
        """Return one picture of a photo before and one after, side by side; what can't be shown leaves its half empty.

        Raises:
            NothingToShow: Neither can be shown.
        """
        halves = [await self._half(photo) for photo in photos]
        try:
            return await self._side_by_side(halves)
        except PhotoUnfit:  # one that needed no copy was not decoded before
            checked = [half if half is not None and await self._can_be_decoded(half) else None for half in halves]
            return await self._side_by_side(checked)

    async def poster(self, poster: Poster, photos: Sequence[Photo]) -> bytes:
        """Return a poster with its photos of before and after; what can't be shown leaves its half empty.

        Raises:
            NothingToShow: It could not be drawn.
        """
        halves = [await self._half(photo) for photo in photos]
        try:
            return await self._pool.poster(poster, halves)
        except PhotoUnfit:  # a photo that needed no copy was not decoded before
            checked = [half if half is not None and await self._can_be_decoded(half) else None for half in halves]
        try:
            return await self._pool.poster(poster, checked)
        except PhotoUnfit as error:
            log.warning("poster_not_drawn", title=poster.title, error=str(error))
            raise NothingToShow(str(error)) from error

    async def _half(self, photo: Photo) -> tuple[bytes, int] | None:
        with suppress(NothingToShow):
            return await self.upright(photo), 1
        return None

    async def _side_by_side(self, halves: Sequence[tuple[bytes, int] | None]) -> bytes:
        if not any(halves):
            raise NothingToShow
        before, after = halves
        return await self._pool.before_after(before, after)

    async def _one_of(self, shown: Sequence[tuple[bytes, int]]) -> bytes:
        if not shown:
            raise NothingToShow
        return shown[0][0] if len(shown) == 1 else await self._pool.contact_sheet(shown)

    async def _can_be_decoded(self, photo: tuple[bytes, int]) -> bool:
        try:
            await self._pool.shown(*photo)
        except PhotoUnfit:
            return False
        return True

    async def _remember(self, photo: Photo, shown: bytes) -> None:
        """Keep a copy for the next time, if the store takes it now."""
        try:
            key = await self._store.put(shown)
        except OSError as error:
            log.warning("shown_copy_not_kept", photo=photo.object_key, error=str(error))
            return

        async def remember(tx: Transaction) -> None:
            await tx.photos.remember_shown(photo.id, key)
            await tx.objects.let_go(key)  # the photo may be gone meanwhile; then its copy goes, too

        await self._store.database.write(remember)


_ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


@contextmanager
def _nothing_if_unfit() -> Iterator[None]:
    try:
        yield
    except (PhotoUnfit, PhotoMissing) as error:
        raise NothingToShow(str(error)) from error
