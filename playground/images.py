"""What Telegram makes of a photo: upright JPEGs without metadata, in its usual sizes."""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

from playground.errors import Refusal, bad_request

_SIDES = (90, 320, 800, 1280)  # the longest sides of the sizes s, m, x and y
_MAX_SUM = 10_000  # width + height; https://core.telegram.org/bots/api#sendphoto
_MAX_RATIO = 20  # as above
_PREVIEW = 320
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_QUALITY = 87


@dataclass(frozen=True, slots=True)
class Rendition:
    """One size of a photo: pixels and the JPEG bytes."""

    width: int
    height: int
    data: bytes


def render(data: bytes) -> tuple[Rendition, ...]:
    """Return the sizes of a photo, smallest first.

    Raises:
        Refusal: 400 PHOTO_INVALID_DIMENSIONS or IMAGE_PROCESS_FAILED, which are errors of the servers
            behind the Bot API (https://core.telegram.org/method/messages.uploadMedia).
    """
    image = _decode(data, _SIDES[-1])
    longest = min(max(image.size), _SIDES[-1])
    renditions = []
    for side in (longest, *(side for side in reversed(_SIDES) if side < longest)):
        image = _shrunk(image, side)
        renditions.append(_coded(image))
    return tuple(reversed(renditions))


def thumbnail(data: bytes) -> Rendition | None:
    """Return the preview that a client makes for an image sent as a file, if it can read the image."""
    try:
        return _coded(_shrunk(_decode(data, _PREVIEW), _PREVIEW))
    except Refusal:
        return None


def _decode(data: bytes, side: int) -> Image.Image:
    """Return the upright pixels; a large JPEG is decoded at a fraction of its size, but above ``side``."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            _check_dimensions(*image.size)
            image.draft("RGB", _within(image.size, side))
            ImageOps.exif_transpose(image, in_place=True)
            return image.convert("RGB")
    except Refusal:
        raise
    except Exception as error:  # broken images break Pillow in many ways
        raise bad_request("IMAGE_PROCESS_FAILED") from error


def _check_dimensions(width: int, height: int) -> None:
    if width + height > _MAX_SUM or max(width, height) > _MAX_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _shrunk(image: Image.Image, side: int) -> Image.Image:
    size = _within(image.size, side)
    return image if size == image.size else image.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)


def _within(size: tuple[int, int], side: int) -> tuple[int, int]:
    """The size at which no side is longer; never larger than before."""
    scale = min(side / max(size), 1)
    return max(round(size[0] * scale), 1), max(round(size[1] * scale), 1)


def _coded(image: Image.Image) -> Rendition:
    image.info = {}
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return Rendition(*image.size, out.getvalue())
