"""The way in and out for photos: pixels are decoded in two threads, the rest is done at once."""

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
    """Takes photos in and makes pictures of them, at most two at a time; each method raises `PhotoRefused`."""

    def __init__(self, timezone: ZoneInfo) -> None:
        """Make the pool; photos that tell a time without an offset were taken in `timezone`."""
        self._timezone = timezone
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="photos")

    async def intake(self, data: bytes) -> Intake:
        """Read and clean a photo: JPEG, PNG and WEBP at once, in milliseconds; the others in a thread, decoded."""
        photo = parse(data)
        if photo.needs_decoding:
            return await self._run(lambda: take_in(photo, self._timezone))
        return take_in(photo, self._timezone)

    async def shown(self, data: bytes, orientation: int) -> bytes:
        """Make the upright copy of a clean photo that people are shown: a JPEG of at most 1280 pixels a side."""

        def work() -> bytes:
            from media import shown  # noqa: PLC0415  Pillow is loaded by the first photo, not by the start

            return shown.shown(data, orientation)

        return await self._run(work)

    async def contact_sheet(self, photos: Sequence[tuple[bytes, int]]) -> bytes:
        """Make one JPEG of up to four clean photos (bytes, orientation)."""

        def work() -> bytes:
            from media import shown  # noqa: PLC0415  as above

            return shown.contact_sheet(photos)

        return await self._run(work)

    async def photo_hash(self, data: bytes, orientation: int) -> PhotoHash | None:
        """What a clean photo looks like; None where it is too plain to be known again."""

        def work() -> PhotoHash | None:
            from media import photo_hash  # noqa: PLC0415  as above

            return photo_hash.photo_hash(data, orientation)

        return await self._run(work)

    def close(self) -> None:
        """Let the threads end after what they are doing; what still waits is dropped."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)
