"""Horizontal bars, each with its name and its number."""

from typing import Final

from PIL import Image

from domain.week.posters import Bars
from media.charts.fonts import BOLD, lines_of, width_of, writable
from media.charts.sheet import BLUE, BODY, INNER, MUTED, SMALL, Sheet, whole

_ROW: Final = 68
_LINE: Final = 42
"""How much higher a row is with a name in two lines."""
_NAMES: Final = 480
"""The room for names at most."""
_THICK: Final = 40
_GAP: Final = 24


def bars(part: Bars) -> Image.Image:
    """Return the bars, the names left and the numbers behind them."""
    names = [lines_of(row.label, BODY, _NAMES) for row in part.rows]
    widest = max((width_of(line, BODY) for lines in names for line in lines), default=0)
    numbers = max((width_of(whole(row.value), BODY, BOLD) for row in part.rows), default=0)
    notes = max((width_of(writable(row.note), SMALL) + _GAP for row in part.rows if row.note), default=0)
    room = INNER - widest - numbers - notes - 2 * _GAP
    most = max((row.value for row in part.rows), default=0)
    sheet = Sheet.of(72 + sum(_ROW + _LINE * (len(lines) - 1) for lines in names))
    y = sheet.heading(part.title)
    for row, lines in zip(part.rows, names, strict=True):
        for number, line in enumerate(lines):
            sheet.write((0, y + BODY + _LINE * number), line, BODY)
        extra = _LINE * (len(lines) - 1)
        length, middle = round(room * row.value / max(1, most)), y + extra // 2
        x = widest + _GAP
        if length:
            sheet.draw.rounded_rectangle((x, middle + 4, x + length, middle + 4 + _THICK), 8, fill=BLUE)
        x += length + 16
        x += sheet.write((x, middle + BODY), whole(row.value), BODY, weight=BOLD) + 16
        sheet.write((x, middle + BODY), row.note, SMALL, colour=MUTED, room=max(0, INNER - x))
        y += _ROW + extra
    return sheet.image
