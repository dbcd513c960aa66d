"""The thread pool for photos: decoding runs in two threads, everything else at once."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from domain.reporting.photo_hash import PhotoHash
from media.intake import Intake, parse, take_in

_THREADS: Final = 2
_T = TypeVar("_T")


class PhotoPool:
    """Takes photos in and makes pictures of them, at most two at a time; all methods raise `PhotoUnfit`."""

    def __init__(self, timezone: ZoneInfo) -> None:
        """Create the pool; photo times without an offset are taken to be in `timezone`."""
        self._timezone = timezone
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="photos")

    async def intake(self, data: bytes) -> Intake:
        """Read and clean a photo: JPEG, PNG and WEBP at once, in milliseconds; others are decoded in a thread.

        Raises:
            PhotoUnfit: It cannot be accepted.
        """
        photo = parse(data)
        if photo.needs_decoding:
            return await self._run(lambda: take_in(photo, self._timezone))
        return take_in(photo, self._timezone)

    async def shown(self, data: bytes, orientation: int) -> bytes:
        """Return the upright copy of a clean photo to be shown: a JPEG of at most 1280 pixels a side.

        Raises:
            PhotoUnfit: It cannot be decoded.
        """

        def work() -> bytes:
            from media import shown  # noqa: PLC0415  Pillow is loaded by the first photo, not by the start

            return shown.shown(data, orientation)

        return await self._run(work)

    async def contact_sheet(self, photos: Sequence[tuple[bytes, int]]) -> bytes:
        """Return one JPEG of up to four clean photos (bytes, orientation).

        Raises:
            PhotoUnfit: One of them cannot be decoded.
        """

        def work() -> bytes:
            from media import shown  # noqa: PLC0415  as above

            return shown.contact_sheet(photos)

        return await self._run(work)

    async def photo_hash(self, data: bytes, orientation: int) -> PhotoHash | None:
        """Return the hash of a clean photo; None if it is too plain to be recognised.

        Raises:
            PhotoUnfit: It cannot be decoded.
        """

        def work() -> PhotoHash | None:
            from media import photo_hash  # noqa: PLC0415  as above

            return photo_hash.photo_hash(data, orientation)

        return await self._run(work)

    def close(self) -> None:
        """Wait for running work and drop waiting work."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)
