"""The pictures that are shown: an upright copy of a photo, and a contact sheet of up to four."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from PIL import Image, ImageOps

from media.decoding import encoded, upright
from media.fitting import SIDE, SLIMMEST

SHEET_PHOTOS: Final = 4
"""The maximum number of photos on a contact sheet."""

_QUALITY: Final = 85
_SMALL: Final = 1024
_GAP: Final = 8
_TILE: Final = (SIDE - _GAP) // 2
_BACKGROUND: Final = (24, 26, 27)


@cache
def empty_picture() -> bytes:
    """Return a JPEG that shows nothing, to be put in place of one."""
    return encoded(Image.new("RGB", (SIDE // 4, SIDE // 4), _BACKGROUND), _QUALITY)


def shown(data: bytes, orientation: int) -> bytes:
    """Return an upright JPEG of at most 1280 × 1280 pixels; a very slim photo gets margins on its long sides.

    Raises:
        PhotoUnfit: The photo cannot be decoded.
    """
    return encoded(_framed(upright(data, orientation, SIDE)), _QUALITY)


def small(data: bytes, orientation: int) -> bytes:
    """Return an upright JPEG of at most 1024 × 1024 pixels that holds nothing but them, for a model to look at.

    Raises:
        PhotoUnfit: The photo cannot be decoded.
    """
    image = upright(data, orientation, _SMALL)
    image.info = {}
    return encoded(image, _QUALITY)


def _framed(image: Image.Image) -> Image.Image:
    """Return the picture whole, with margins if one side is more than ten times the other."""
    least = -(-max(image.size) // SLIMMEST)
    if min(image.size) >= least:
        return image
    frame = Image.new("RGB", (max(image.width, least), max(image.height, least)), _BACKGROUND)
    frame.paste(image, ((frame.width - image.width) // 2, (frame.height - image.height) // 2))
    frame.info = image.info
    return frame


def contact_sheet(photos: Sequence[tuple[bytes, int]]) -> bytes:
    """Return one JPEG of the first four photos (bytes, orientation), uncropped: one, two in a row, or two rows.

    Raises:
        PhotoUnfit: A photo cannot be decoded.
        ValueError: There is no photo.
    """
    if not photos:
        raise ValueError("a contact sheet needs a photo")
    if len(photos) == 1:
        return shown(*photos[0])
    tiles = [upright(data, orientation, _TILE) for data, orientation in photos[:SHEET_PHOTOS]]
    rows = (len(tiles) + 1) // 2
    sheet = Image.new("RGB", (SIDE, rows * _TILE + (rows - 1) * _GAP), _BACKGROUND)
    for number, tile in enumerate(tiles):
        row, column = divmod(number, 2)
        framed = ImageOps.pad(tile, (_TILE, _TILE), color=_BACKGROUND)
        sheet.paste(framed, (column * (_TILE + _GAP), row * (_TILE + _GAP)))
    return encoded(sheet, _QUALITY)
