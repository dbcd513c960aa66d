"""A photo during intake: the parts of its file, its facts, and the clean copy."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from domain.geo.positions import Position
from media.oddities import Oddity

UPRIGHT: Final = 1
"""The EXIF orientation of pixels that need no rotation."""


class PhotoFormat(StrEnum):
    """The accepted formats, recognised by their first bytes."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    HEIC = "HEIC"
    AVIF = "AVIF"


@dataclass(frozen=True, slots=True)
class Container:
    """A photo's file after one pass over its parts, from which both facts and clean copy are made.

    Attributes:
        format: As recognised by the first bytes.
        data: The whole file, for decoders.
        size: The file's bytes.
        width, height: Pixels as encoded, 0 if the file gives none.
        exif: The EXIF blocks, each from its TIFF header on, in the order in which they count.
        xmp: The XMP packet; empty if there is none.
        turned: Whether decoders apply the orientation themselves, so that the metadata's does not count.
        overfull: Whether the pass was ended after more parts than any camera writes; such a file is refused.
        pixel_bytes: How many bytes decoders hold for each pixel, about.
        picture: Builds the clean copy from the parts; raises `PhotoUnfit` if they contain no picture. None if pixels
            must be decoded and encoded again: HEIC, AVIF and animated WEBP.
        warnings: What was found but could not be used.
    """

    format: PhotoFormat
    data: bytes
    size: int
    width: int = 0
    height: int = 0
    exif: tuple[bytes, ...] = ()
    xmp: bytes = b""
    turned: bool = False
    overfull: bool = False
    pixel_bytes: float = 0
    picture: Callable[[], bytes] | None = None
    warnings: tuple[Oddity, ...] = ()

    @property
    def needs_decoding(self) -> bool:
        """Whether the clean copy needs decoding, which should run in a thread."""
        return self.picture is None

    @property
    def decoding_bytes(self) -> int:
        """About how much memory decoding takes."""
        return round(self.width * self.height * self.pixel_bytes)


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """The facts of one photo; `position` and times are None if the file has no usable ones.

    Attributes:
        width, height: Pixels as encoded, 0 if the file gives none.
        orientation: EXIF's 1 to 8.
        taken_at: ms UTC.
        taken_as_written: The same time, naive if the file gives no offset.
        warnings: What was found but could not be used.
    """

    format: PhotoFormat
    width: int
    height: int
    orientation: int = UPRIGHT
    position: Position | None = None
    taken_at: int | None = None
    taken_as_written: datetime | None = None
    warnings: tuple[Oddity, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A photo without metadata: its size in pixels as encoded, and the orientation (1 to 8) to show it upright."""

    data: bytes
    format: PhotoFormat
    width: int
    height: int
    orientation: int
