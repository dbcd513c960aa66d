"""A table of figures, as many rows as stay legible."""

from typing import Final

from PIL import Image

from domain.week.posters import Table
from media.charts.fonts import BOLD, REGULAR, width_of, writable
from media.charts.sheet import INNER, MUTED, RULE, SMALL, Sheet

_ROW: Final = 62
_MOST: Final = 40
_GAP: Final = 36


def table(part: Table) -> Image.Image:
    """Return the rows; figures stand right, and names are cut to what these leave."""
    rows = part.rows[:_MOST]
    left_out = len(part.rows) - len(rows)
    more = part.more.format(count=left_out) if left_out else ""
    sheet = Sheet.of(_ROW * (1 + len(rows) + bool(more)))
    rights = _rights(part, rows)
    for number, cells in enumerate((tuple(column.label for column in part.columns), *rows)):
        y = _ROW * number + 42
        is_head = number == 0
        for cell, column, (left, right) in zip(cells, part.columns, rights, strict=True):
            sheet.write(
                (right if column.numeric else left, y),
                cell,
                SMALL,
                colour=MUTED if is_head else (24, 28, 33),
                weight=BOLD if is_head else REGULAR,
                room=right - left,
                anchor="rs" if column.numeric else "ls",
            )
        sheet.draw.line((0, y + 18, INNER, y + 18), fill=RULE, width=2)
    if more:
        sheet.write((0, _ROW * (1 + len(rows)) + 42), more, SMALL, colour=MUTED)
    return sheet.image


def _rights(part: Table, rows: tuple[tuple[str, ...], ...]) -> list[tuple[int, int]]:
    """Return where each column begins and ends: numbers as wide as they are, the rest shared by the others."""
    widths: list[int] = []
    for number, column in enumerate(part.columns):
        widest = max((width_of(writable(row[number]), SMALL) for row in rows), default=0)
        widths.append(max(width_of(writable(column.label), SMALL, BOLD), widest) if column.numeric else 0)
    names = max(1, sum(not column.numeric for column in part.columns))
    left_over = max(0, INNER - sum(widths) - _GAP * (len(widths) - 1))
    spans: list[tuple[int, int]] = []
    x = 0
    for width, column in zip(widths, part.columns, strict=True):
        wide = width if column.numeric else left_over // names
        spans.append((x, x + wide))
        x += wide + _GAP
    return spans
