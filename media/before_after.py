"""One picture of a place before and after: two upright photos of the same height, an arrow between them."""

from typing import Final

from PIL import Image, ImageDraw, ImageOps

from media.decoding import encoded, upright
from media.fitting import SIDE

GAP: Final = 48
"""The width of the divider, in pixels."""

_QUALITY: Final = 85
_BACKGROUND: Final = (24, 26, 27)
_DIVIDER: Final = (245, 246, 247)
_ARROW: Final = (26, 127, 60)
_SLIMMEST, _WIDEST = 0.5, 1.6
"""The shapes of a half, its width over its height; a photo beyond them is shown whole, with margins."""

_HIGHEST: Final = 960
_EDGE: Final = 3
_BLANK: Final = Image.new("RGB", (3, 4), _BACKGROUND)

Given = tuple[bytes, int] | None
"""A clean photo and its orientation; None for one that can't be shown, whose half stays empty."""


def before_after(before: Given, after: Given) -> bytes:
    """Return one JPEG of at most 1280 pixels a side: the photo before on the left, that after on the right.

    Raises:
        PhotoUnfit: A photo cannot be decoded.
    """
    return encoded(side_by_side(before, after, SIDE), _QUALITY)


def side_by_side(before: Given, after: Given, side: int) -> Image.Image:
    """Return both photos in one picture of at most `side` pixels a side.

    Raises:
        PhotoUnfit: A photo cannot be decoded.
    """
    halves = [_BLANK if photo is None else upright(*photo, SIDE) for photo in (before, after)]
    shapes = [min(max(half.width / half.height, _SLIMMEST), _WIDEST) for half in halves]
    height = min(_HIGHEST, int((side - GAP) / sum(shapes)))
    widths = [int(shape * height) for shape in shapes]
    picture = Image.new("RGB", (sum(widths) + GAP, height), _DIVIDER)
    for half, width, left in zip(halves, widths, (0, widths[0] + GAP), strict=True):
        picture.paste(ImageOps.pad(half, (width, height), color=_BACKGROUND), (left, 0))
    draw = ImageDraw.Draw(picture)
    for edge in (widths[0], widths[0] + GAP - 1):  # what is white beside it stays apart
        draw.line((edge, 0, edge, height), fill=_BACKGROUND, width=_EDGE)
    _point_right(draw, widths[0] + GAP // 2, height // 2)
    return picture


def _point_right(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    """Draw an arrow from left to right over the middle of the divider."""
    reach = GAP
    draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=_DIVIDER)
    shaft, head = reach // 6, reach // 2
    draw.rectangle((x - reach * 5 // 8, y - shaft, x, y + shaft), fill=_ARROW)
    draw.polygon([(x, y - head), (x + reach * 11 // 16, y), (x, y + head)], fill=_ARROW)
