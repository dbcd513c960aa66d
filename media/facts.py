"""What a photo is on its way in: the parts of its file, the facts that they tell, and the clean copy."""

from collections.abc import Callable
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
    """A photo's file after the one walk over its parts; facts and clean copy come from here, not from a second walk.

    Attributes:
        format: as recognised by the first bytes.
        data: the whole file, for decoders.
        width, height: pixels as coded, 0 where the file does not say.
        exif: the EXIF block from its TIFF header on; empty where there is none.
        xmp: the XMP packet; empty where there is none.
        turned: decoders turn the pixels by themselves, so that the orientation of the metadata does not count.
        overfull: the walk was given up after more parts than any camera writes; such a file is refused.
        picture: joins the clean copy from the parts that were found. Raises `PhotoRefused` where they hold no
            picture. None where pixels have to be decoded and coded anew: HEIC, AVIF and animated WEBP.
        warnings: what was there and could not be used.
    """

    format: PhotoFormat
    data: bytes
    width: int = 0
    height: int = 0
    exif: bytes = b""
    xmp: bytes = b""
    turned: bool = False
    overfull: bool = False
    picture: Callable[[], bytes] | None = None
    warnings: tuple[str, ...] = ()

    @property
    def needs_decoding(self) -> bool:
        """Whether the clean copy takes decoding, which belongs into a thread."""
        return self.picture is None


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
