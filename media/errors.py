"""Why a photo is not taken: one error, with a reason that has its wording, and the limits."""

from enum import StrEnum
from typing import Final

from domain.errors import QianshaoError
from media.facts import PhotoFacts

MAX_BYTES: Final = 20 * 1024 * 1024
"""What Telegram lets a bot download."""

MAX_PIXELS: Final = 120_000_000
MAX_PARTS: Final = 50_000
"""More segments, chunks or boxes than any camera writes: a file that has them was made to keep us busy."""


class RefusalReason(StrEnum):
    """Why a photo can't be taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    UNSUPPORTED_FORMAT = "unsupported_format"
    BROKEN = "broken"


class PhotoRefused(QianshaoError):
    """A photo can't be taken in or decoded.

    Attributes:
        reason: one of those that have a wording.
        detail: what is wrong with it, for logs and `qianshao locate`.
        facts: what its file says all the same, the position above all; None where it was not read.
    """

    def __init__(self, reason: RefusalReason, detail: str, facts: PhotoFacts | None = None) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.facts = facts


def refuse_oversized(width: int, height: int) -> None:
    """Raise `PhotoRefused` for more pixels than the limit, naming the size."""
    if width * height > MAX_PIXELS:
        raise PhotoRefused(RefusalReason.TOO_MANY_PIXELS, f"{width} × {height} pixels")
