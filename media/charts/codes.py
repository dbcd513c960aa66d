"""QR codes, as a phone reads them from another phone's screen or from a printed sheet."""

from typing import Final

import segno
from PIL import Image

from domain.week.posters import Qr
from media.charts.sheet import BODY, INNER, MUTED, Sheet

_SIDE: Final = 760
_QUIET: Final = 4
"""Modules that stay empty around a code (ISO/IEC 18004)."""

_LABEL: Final = 72


def code(part: Qr) -> Image.Image:
    """Return a QR code with a line below it.

    Its error correction is M, which makes good 15 %: glare and scratches, yet few and therefore large modules.
    """
    matrix = segno.make_qr(part.payload, error="m", boost_error=False).matrix
    modules = len(matrix)
    dots = Image.new("L", (modules + 2 * _QUIET, modules + 2 * _QUIET), 255)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                dots.putpixel((x + _QUIET, y + _QUIET), 0)
    scale = _SIDE // dots.width
    picture = dots.resize((dots.width * scale, dots.height * scale), Image.Resampling.NEAREST)
    sheet = Sheet.of(picture.height + (_LABEL if part.label else 0))
    sheet.image.paste(picture, ((INNER - picture.width) // 2, 0))
    sheet.write((INNER // 2, picture.height + BODY + 12), part.label, BODY, colour=MUTED, anchor="ms")
    return sheet.image
