"""What a photo's file says about itself: its format, its size, and the facts read without decoding it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from domain.geo.positions import Position

UPRIGHT: Final = 1
"""The EXIF orientation of pixels that need no turning."""


class PhotoFormat(StrEnum):
    """The formats that riders may send, recognised by their first bytes."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    HEIC = "HEIC"
    AVIF = "AVIF"


@dataclass(frozen=True, slots=True)
class Container:
    """What walking a file's parts yields: size in pixels as coded (0 where unknown) and its metadata blocks.

    `exif` begins at the TIFF header. `turned` says that decoders turn the pixels by themselves, so that the
    orientation of the metadata no longer counts.
    """

    width: int = 0
    height: int = 0
    exif: bytes = b""
    xmp: bytes = b""
    animated: bool = False
    turned: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """The facts of one photo; `position` and times are None where the file has none that can be used.

    `width` and `height` are pixels as coded, 0 where the file does not say; `orientation` is 1 to 8 as in EXIF.
    `taken_at` is milliseconds UTC; `taken_as_written` the same moment, without an offset where the file names
    none. `warnings` name what was there and could not be used.
    """

    format: PhotoFormat
    width: int
    height: int
    orientation: int = UPRIGHT
    position: Position | None = None
    taken_at: int | None = None
    taken_as_written: datetime | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A photo without metadata: size in pixels as coded, and the orientation (1 to 8) that shows it upright."""

    data: bytes
    format: PhotoFormat
    width: int
    height: int
    orientation: int
