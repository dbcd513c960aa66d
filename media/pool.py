"""The pool for photos and clips: what needs a decoder is done in two processes with limits, everything else at once."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import UTC, datetime
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from domain.reporting.photo_hash import PhotoHash
from domain.week.posters import Poster
from media.clips import CLIP_ROOM, CleanClip, refuse_clip_by_size
from media.decoder_process import DecoderProcess
from media.errors import PhotoUnfit, RefusalReason
from media.facts import CleanPhoto, Container
from media.intake import Intake, parse, take_in
from media.memory import MEGABYTE, decoding_bytes, room_of

T = TypeVar("T")

_PROCESSES: Final = 2
_LIGHT: Final = 48 * MEGABYTE
"""What takes more is decoded one at a time: heavy photos never fill both processes, nor the memory."""

MEMORY_MB: Final = 192
SECONDS: Final = 20.0


class PhotoPool:
    """Takes photos in and makes pictures of them, at most two at a time, and draws posters one at a time.

    All methods raise `PhotoUnfit`.
    """

    def __init__(
        self,
        timezone: ZoneInfo,
        memory_mb: int = MEMORY_MB,
        seconds: float = SECONDS,
        now: Callable[[], int] | None = None,
    ) -> None:
        """Create the pool; photo times without an offset are taken to be in `timezone`.

        One decoding may take so much memory, and at most a quarter of the machine's, and so many seconds. `now` (ms
        UTC) tells which times of photos lie in the future; without it, none does.
        """
        self._timezone = timezone
        self._now = now
        self._room = room_of(memory_mb)
        self._threads = ThreadPoolExecutor(_PROCESSES, thread_name_prefix="photos")
        self._idle = [DecoderProcess(self._room, seconds) for _ in range(_PROCESSES)]
        self._one_heavy = asyncio.Lock()
        self._drawing_thread = ThreadPoolExecutor(1, thread_name_prefix="drawing")
        self._drawing = DecoderProcess(self._room, seconds)

    async def intake(self, data: bytes) -> Intake:
        """Read and clean a photo: JPEG, PNG and WEBP at once, in milliseconds; others are decoded.

        Raises:
            PhotoUnfit: It cannot be accepted.
        """
        photo = parse(data)
        now = datetime.fromtimestamp(self._now() / 1000, UTC) if self._now else None
        if not photo.needs_decoding:
            return take_in(photo, self._timezone, self._room, now=now)
        async with self._turn(photo.decoding_bytes):
            return await self._in_thread(lambda: take_in(photo, self._timezone, self._room, self._to_jpeg, now))

    async def shown(self, data: bytes, orientation: int) -> bytes:
        """Return the upright copy of a clean photo to be shown: a JPEG of at most 1280 pixels a side.

        Raises:
            PhotoUnfit: It cannot be decoded.
        """
        copy: bytes = await self._done(decoding_bytes(data), "shown", data, orientation)
        return copy

    async def small(self, data: bytes, orientation: int) -> bytes:
        """Return the upright copy of a clean photo for a model: a JPEG of at most 1024 pixels a side, and no more.

        Raises:
            PhotoUnfit: It cannot be decoded.
        """
        copy: bytes = await self._done(decoding_bytes(data), "small", data, orientation)
        return copy

    async def contact_sheet(self, photos: Sequence[tuple[bytes, int]]) -> bytes:
        """Return one JPEG of up to four clean photos (bytes, orientation).

        Raises:
            PhotoUnfit: One of them cannot be decoded.
        """
        weight = max((decoding_bytes(data) for data, _ in photos), default=0)
        sheet: bytes = await self._done(weight, "contact_sheet", photos)
        return sheet

    async def before_after(self, before: tuple[bytes, int] | None, after: tuple[bytes, int] | None) -> bytes:
        """Return one JPEG of two clean photos (bytes, orientation), side by side; None leaves its half empty.

        Raises:
            PhotoUnfit: One of them cannot be decoded.
        """
        weight = max((decoding_bytes(photo[0]) for photo in (before, after) if photo is not None), default=0)
        picture: bytes = await self._done(weight, "before_after", before, after)
        return picture

    async def poster(self, poster: Poster, photos: Sequence[tuple[bytes, int] | None]) -> bytes:
        """Return a poster as a PNG, with photos a JPEG, drawn in a process of its own: nobody's photo waits for it.

        `photos` are clean ones, before and after, of at most 1280 pixels a side.

        Raises:
            PhotoUnfit: It cannot be drawn, or a photo not be decoded.
        """
        loop = asyncio.get_running_loop()
        picture: bytes = await loop.run_in_executor(
            self._drawing_thread, self._drawing.call, "poster", (poster, photos)
        )
        return picture

    async def photo_hash(self, data: bytes, orientation: int) -> PhotoHash | None:
        """Return the hash of a clean photo; None if it is too plain to be recognised.

        Raises:
            PhotoUnfit: It cannot be decoded.
        """
        found: PhotoHash | None = await self._done(decoding_bytes(data), "photo_hash", data, orientation)
        return found

    async def voice(self, data: bytes) -> CleanClip:
        """Return a voice message without metadata.

        Raises:
            PhotoUnfit: It cannot be cleaned.
        """
        return await self._clip("voice", data)

    async def video(self, data: bytes) -> CleanClip:
        """Return a video without metadata, with a still.

        Raises:
            PhotoUnfit: It cannot be cleaned.
        """
        return await self._clip("video", data)

    async def _clip(self, name: str, data: bytes) -> CleanClip:
        refuse_clip_by_size(len(data))
        clean: CleanClip = await self._done(min(CLIP_ROOM, self._room), name, data)
        return clean

    def close(self) -> None:
        """Wait for running work, drop waiting work and end the processes."""
        for threads in (self._threads, self._drawing_thread):
            threads.shutdown(wait=True, cancel_futures=True)
        for process in (*self._idle, self._drawing):
            process.end()

    def _turn(self, weight: int) -> AbstractAsyncContextManager[Any]:
        """Wait for one's turn if a job takes so much memory that there may be one such job only."""
        return self._one_heavy if weight > _LIGHT else nullcontext()

    async def _done(self, weight: int, name: str, *arguments: Any) -> Any:
        """Have a job done that takes about `weight` bytes."""
        if weight > self._room:
            raise PhotoUnfit(RefusalReason.TOO_MANY_PIXELS, f"decoding takes {weight // MEGABYTE} MB")
        async with self._turn(weight):
            return await self._in_thread(lambda: self._decoded(weight, name, arguments))

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def _to_jpeg(self, photo: Container) -> CleanPhoto:
        clean: CleanPhoto = self._decoded(photo.decoding_bytes, "to_jpeg", (photo.data, photo.format))
        return clean

    def _decoded(self, weight: int, name: str, arguments: tuple[Any, ...]) -> Any:
        """Have a process do a job; there is one for each thread. After a heavy one it ends, to give its memory back."""
        process = self._idle.pop()
        try:
            return process.call(name, arguments)
        finally:
            if weight > _LIGHT:
                process.end()
            self._idle.append(process)
