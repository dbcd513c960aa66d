"""The refusal of a photo, its reasons, and the limits."""

from enum import StrEnum
from typing import Final

from domain.errors import QianshaoError
from media.facts import PhotoFacts

MAX_BYTES: Final = 20 * 1024 * 1024
"""The largest file that Telegram lets a bot download."""

MAX_PIXELS: Final = 120_000_000
MAX_PARTS: Final = 50_000
"""More segments, chunks or boxes than any camera writes; a file with more was made to keep us busy."""


class RefusalReason(StrEnum):
    """Why a photo is refused."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    UNSUPPORTED_FORMAT = "unsupported_format"
    BROKEN = "broken"


class PhotoUnfit(QianshaoError):
    """A photo cannot be accepted or decoded.

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
