"""What Telegram takes as a photo: the sides and bytes that a shown picture keeps to. Loads no decoder."""

from typing import Final

SIDE: Final = 1280
"""The longer side of a shown picture, in pixels."""

SLIMMEST: Final = 10
"""The longer side over the shorter; Telegram refuses 20 (https://core.telegram.org/bots/api#sendphoto)."""

_LARGEST_BYTES: Final = 10 * 1024 * 1024
"""Telegram refuses more, as above."""


def fits(data: bytes, width: int, height: int) -> bool:
    """Return whether an upright JPEG of these bytes and pixels can be shown without a copy made for it."""
    return max(width, height) <= min(SIDE, SLIMMEST * min(width, height)) and len(data) <= _LARGEST_BYTES
