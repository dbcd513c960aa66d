"""Large numbers beside each other."""

from dataclasses import dataclass
from typing import Final, Literal

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
    """Return the numbers, all as large as the fullest tile takes."""
    count = max(1, len(part.tiles))
    abreast = count if count <= _ABREAST else -(-count // 2)
    rows = [_Row(part.tiles[start : start + abreast]) for start in range(0, count, abreast)]
    sheet = Sheet.of((_HEIGHT + _GAP) * len(rows) - _GAP)
    value, change = min(row.size(FIGURE, "value") for row in rows), min(row.size(SMALL, "change") for row in rows)
    for number, row in enumerate(rows):
        for column, tile in enumerate(row.tiles):
            _draw(sheet, tile, (column * (row.width + _GAP), number * (_HEIGHT + _GAP)), row, (value, change))
    return sheet.image


@dataclass(frozen=True, slots=True)
class _Row:
    """Tiles beside each other, of one width."""

    tiles: tuple[Tile, ...]

    @property
    def width(self) -> int:
        return (INNER - _GAP * (len(self.tiles) - 1)) // max(1, len(self.tiles))

    @property
    def room(self) -> int:
        return self.width - 2 * _PADDING

    def size(self, largest: int, name: Literal["value", "change"]) -> int:
        """Return the largest size at which all figures stand whole: the first digits of a number are another number."""
        figures, size = [writable(getattr(tile, name)) for tile in self.tiles], largest
        while size > _SMALLEST and any(width_of(figure, size, BOLD) > self.room for figure in figures):
            size -= 2
        return size


def _draw(sheet: Sheet, tile: Tile, corner: tuple[int, int], row: _Row, sizes: tuple[int, int]) -> None:
    left, top = corner
    sheet.draw.rounded_rectangle(
        (left, top, left + row.width - 1, top + _HEIGHT - 1), 24, fill=(255, 255, 255), outline=RULE, width=2
    )
    x = left + _PADDING
    sheet.write((x, top + _PADDING + BODY), tile.label, BODY, colour=MUTED, room=row.room)
    sheet.write((x, top + _HEIGHT - 64), tile.value, sizes[0], weight=BOLD, room=row.room)
    colour = INK if tile.good is None else GREEN if tile.good else ORANGE
    sheet.write((x, top + _HEIGHT - 20), tile.change, sizes[1], colour=colour, weight=BOLD, room=row.room)
