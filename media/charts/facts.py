"""Facts below each other: a small label, and the words under it."""

from typing import Final

from PIL import Image

from domain.week.posters import Facts
from media.charts.fonts import lines_of
from media.charts.sheet import BODY, INNER, MUTED, SMALL, Sheet

_LABEL: Final = 48
_LINE: Final = 52
_GAP: Final = 28


def facts(part: Facts) -> Image.Image:
    """Return the facts, each in one line or two."""
    texts = [lines_of(fact.text, BODY, INNER) for fact in part.facts]
    sheet = Sheet.of(max(0, sum(_LABEL + _LINE * len(lines) + _GAP for lines in texts) - _GAP))
    y = 0
    for fact, lines in zip(part.facts, texts, strict=True):
        sheet.write((0, y + SMALL), fact.label, SMALL, colour=MUTED)
        y += _LABEL
        for line in lines:
            sheet.write((0, y + BODY), line, BODY)
            y += _LINE
        y += _GAP
    return sheet.image
