"""Horizontal bars, each with its name and its number."""

from typing import Final

from PIL import Image

from domain.week.posters import Bars
from media.charts.fonts import BOLD, width_of, writable
from media.charts.sheet import BLUE, BODY, INNER, MUTED, SMALL, Sheet, whole

_ROW: Final = 68
_NAMES: Final = 560
"""The room for names at most."""
_THICK: Final = 40


def bars(part: Bars) -> Image.Image:
    """Return the bars, the names left and the numbers behind them."""
    sheet = Sheet.of(72 + _ROW * len(part.rows))
    top = sheet.heading(part.title)
    most = max((row.value for row in part.rows), default=0)
    numbers = max((width_of(whole(row.value), BODY, BOLD) for row in part.rows), default=0)
    names = min(_NAMES, max((width_of(writable(row.label), BODY) for row in part.rows), default=0))
    room = INNER - names - 24 - numbers - 24
    for number, row in enumerate(part.rows):
        y = top + _ROW * number
        sheet.write((0, y + BODY), row.label, BODY, room=names)
        length = round(room * row.value / max(1, most))
        left = names + 24
        if length:
            sheet.draw.rounded_rectangle((left, y + 4, left + length, y + 4 + _THICK), 8, fill=BLUE)
        x = left + length + 16
        x += sheet.write((x, y + BODY), whole(row.value), BODY, weight=BOLD)
        sheet.write((x + 16, y + BODY), row.note, SMALL, colour=MUTED, room=max(0, INNER - x - 16))
    return sheet.image
