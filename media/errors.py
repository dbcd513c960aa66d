"""The refusal of a photo or a clip, its reasons, and the limits."""

from enum import StrEnum
from typing import Final

from domain.errors import QianshaoError
from media.facts import Container, PhotoFacts

MAX_BYTES: Final = 20 * 1024 * 1024
"""The largest file that Telegram lets a bot download."""

MAX_PIXELS: Final = 120_000_000
DECODING_ROOM: Final = 192 << 20
"""Bytes that decoding one photo may take: twelve megapixels of WEBP, 24 of HEIC, a JPEG panorama of any size."""

MAX_PARTS: Final = 50_000
"""More segments, chunks or boxes than any camera writes; a file with more was made to keep us busy."""


LIKELY_PIXELS_A_BYTE: Final = 20_000
SMALL_PIXELS: Final = 1_000_000
"""Photos have a few pixels in a byte, a scan of an empty sheet some hundred, the emptiest PNG 8,256. A larger picture
with more was made to fill our memory."""


class RefusalReason(StrEnum):
    """Why a photo or a clip is refused."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    UNSUPPORTED_FORMAT = "unsupported_format"
    BROKEN = "broken"
    TOO_LONG = "too_long"


class PhotoUnfit(QianshaoError):
    """A photo, a voice message or a video cannot be accepted or decoded.

    Attributes:
        reason: The reason, which has a wording.
        detail: The technical cause, for logs and `qianshao locate`.
        facts: What its file says anyway, above all the position; None if it was not read.
    """

    def __init__(self, reason: RefusalReason, detail: str, facts: PhotoFacts | None = None) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.facts = facts


def refuse_oversized(width: int, height: int) -> None:
    """Check the number of pixels.

    Raises:
        PhotoUnfit: There are more than the limit; the detail gives the size.
    """
    if width * height > MAX_PIXELS:
        raise PhotoUnfit(RefusalReason.TOO_MANY_PIXELS, f"{width} × {height} pixels")


def refuse_heavy(photo: Container, room: int) -> None:
    """Check what decoding would take, without decoding.

    Raises:
        PhotoUnfit: It would take more than `room` bytes, or its file is too small for its pixels.
    """
    pixels = photo.width * photo.height
    if pixels > max(SMALL_PIXELS, LIKELY_PIXELS_A_BYTE * photo.size):
        raise PhotoUnfit(RefusalReason.BROKEN, f"{photo.width} × {photo.height} pixels in {photo.size} bytes")
    if photo.decoding_bytes > room:
        raise PhotoUnfit(RefusalReason.TOO_MANY_PIXELS, f"{photo.width} × {photo.height} pixels take too much memory")
