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
    upright = _decode(data, _SIDES[-1])
    longest = min(max(upright.size), _SIDES[-1])
    sides = [side for side in _SIDES if side < longest]
    return tuple(_shrink(upright, side) for side in (*sides, longest))


def thumbnail(data: bytes) -> Rendition | None:
    """Return the preview that a client makes for an image sent as a file, if it can read the image."""
    try:
        return _shrink(_decode(data, _PREVIEW), _PREVIEW)
    except Refusal:
        return None


def _decode(data: bytes, side: int) -> Image.Image:
    """Return the upright pixels; a large JPEG is decoded at a fraction of its size, but above ``side``."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            _check_dimensions(*image.size)
            image.draft("RGB", (side, side))
            return ImageOps.exif_transpose(image).convert("RGB")
    except Refusal:
        raise
    except Exception as error:  # broken images break Pillow in many ways
        raise bad_request("IMAGE_PROCESS_FAILED") from error


def _check_dimensions(width: int, height: int) -> None:
    if width + height > _MAX_SUM or max(width, height) > _MAX_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _shrink(upright: Image.Image, side: int) -> Rendition:
    scale = min(side / max(upright.size), 1)
    size = (max(round(upright.width * scale), 1), max(round(upright.height * scale), 1))
    small = upright if size == upright.size else upright.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    small.info = {}
    out = io.BytesIO()
    small.save(out, "JPEG", quality=_QUALITY)
    return Rendition(*size, out.getvalue())
