"""Large numbers beside each other."""

from typing import Final

from PIL import Image

from domain.week.posters import Tile, Tiles
from media.charts.fonts import BOLD, width_of
from media.charts.sheet import BODY, FIGURE, GREEN, INK, INNER, MUTED, ORANGE, RULE, SMALL, Sheet

_GAP: Final = 24
_HEIGHT: Final = 236
_PADDING: Final = 28


def tiles(part: Tiles) -> Image.Image:
    """Return the numbers in one row, each as large as its tile takes."""
    sheet = Sheet.of(_HEIGHT)
    width = (INNER - _GAP * (len(part.tiles) - 1)) // max(1, len(part.tiles))
    for number, tile in enumerate(part.tiles):
        _draw(sheet, tile, number * (width + _GAP), width)
    return sheet.image


def _draw(sheet: Sheet, tile: Tile, left: int, width: int) -> None:
    sheet.draw.rounded_rectangle(
        (left, 0, left + width - 1, _HEIGHT - 1), 24, fill=(255, 255, 255), outline=RULE, width=2
    )
    room, x = width - 2 * _PADDING, left + _PADDING
    size = FIGURE
    while size > BODY and width_of(tile.value, size, BOLD) > room:
        size -= 4
    sheet.write((x, _PADDING + BODY), tile.label, BODY, colour=MUTED, room=room)
    sheet.write((x, _HEIGHT - 64), tile.value, size, weight=BOLD, room=room)
    colour = INK if tile.good is None else GREEN if tile.good else ORANGE
    sheet.write((x, _HEIGHT - 20), tile.change, SMALL, colour=colour, weight=BOLD, room=room)
