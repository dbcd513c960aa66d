"""Large numbers beside each other."""

from typing import Final

from PIL import Image

from domain.week.posters import Tile, Tiles
from media.charts.fonts import BOLD, width_of, writable
from media.charts.sheet import BODY, FIGURE, GREEN, INK, INNER, MUTED, ORANGE, RULE, SMALL, Sheet

_GAP: Final = 24
_HEIGHT: Final = 236
_PADDING: Final = 28
_ABREAST: Final = 4
"""More stand in two rows."""
_SMALLEST: Final = 16


def tiles(part: Tiles) -> Image.Image:
    """Return the numbers, each as large as its tile takes."""
    count = max(1, len(part.tiles))
    abreast = count if count <= _ABREAST else -(-count // 2)
    rows = [part.tiles[start : start + abreast] for start in range(0, count, abreast)]
    sheet = Sheet.of((_HEIGHT + _GAP) * len(rows) - _GAP)
    for number, row in enumerate(rows):
        width = (INNER - _GAP * (len(row) - 1)) // max(1, len(row))
        for column, tile in enumerate(row):
            _draw(sheet, tile, (column * (width + _GAP), number * (_HEIGHT + _GAP)), width)
    return sheet.image


def _draw(sheet: Sheet, tile: Tile, corner: tuple[int, int], width: int) -> None:
    left, top = corner
    sheet.draw.rounded_rectangle(
        (left, top, left + width - 1, top + _HEIGHT - 1), 24, fill=(255, 255, 255), outline=RULE, width=2
    )
    room, x = width - 2 * _PADDING, left + _PADDING
    sheet.write((x, top + _PADDING + BODY), tile.label, BODY, colour=MUTED, room=room)
    _write_whole(sheet, (x, top + _HEIGHT - 64), tile.value, FIGURE, INK, room)
    colour = INK if tile.good is None else GREEN if tile.good else ORANGE
    _write_whole(sheet, (x, top + _HEIGHT - 20), tile.change, SMALL, colour, room)


def _write_whole(
    sheet: Sheet, at: tuple[int, int], figure: str, size: int, colour: tuple[int, int, int], room: int
) -> None:
    """Write a figure smaller rather than cut: the first digits of a number are another number."""
    while size > _SMALLEST and width_of(writable(figure), size, BOLD) > room:
        size -= 2
    sheet.write(at, figure, size, colour=colour, weight=BOLD, room=room)
