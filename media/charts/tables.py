"""A table of figures, as many rows as stay legible."""

from collections.abc import Sequence
from typing import Final

from PIL import Image

from domain.week.posters import Table
from media.charts.fonts import BOLD, REGULAR, lines_of, width_of, writable
from media.charts.sheet import INK, INNER, MUTED, RULE, SMALL, Sheet

_ROW: Final = 62
_LINE: Final = 40
_HIGHEST: Final = 2100
"""A phone shows a picture as wide as its screen, and what is higher than this only when it is scrolled."""

_GAP: Final = 36

Span = tuple[int, int]
Cells = Sequence[Sequence[str]]
"""The lines of each cell of a row."""


def table(part: Table) -> Image.Image:
    """Return the rows that fit; figures stand right, and names are broken and cut to what these leave."""
    spans = _spans(part)
    head = [[column.label] for column in part.columns]
    rows = [_cells(part, row, spans) for row in part.rows]
    fits = _fitting([_height(row) for row in rows])
    left_out = len(rows) - fits
    sheet = Sheet.of(sum(map(_height, [head, *rows[:fits]])) + _ROW * bool(left_out))
    y = 0
    for number, row in enumerate([head, *rows[:fits]]):
        _write(sheet, part, row, spans, y, is_head=not number)
        y += _height(row)
        sheet.draw.line((0, y - 2, INNER, y - 2), fill=RULE, width=2)
    if left_out:
        sheet.write((0, y + 42), part.more.replace("{count}", str(left_out)), SMALL, colour=MUTED)
    return sheet.image


def _cells(part: Table, row: Sequence[str], spans: Sequence[Span]) -> Cells:
    return [
        [cell] if column.numeric else lines_of(cell, SMALL, right - left)
        for cell, column, (left, right) in zip(row, part.columns, spans, strict=True)
    ]


def _height(row: Cells) -> int:
    return _ROW + _LINE * (max((len(lines) for lines in row), default=1) - 1)


def _fitting(heights: Sequence[int]) -> int:
    """Return how many rows fit below the head and above the line that says how many are left out."""
    left = _HIGHEST - 2 * _ROW
    for number, height in enumerate(heights):
        left -= height
        if left < 0:
            return number
    return len(heights)


def _write(sheet: Sheet, part: Table, row: Cells, spans: Sequence[Span], top: int, *, is_head: bool) -> None:
    for lines, column, (left, right) in zip(row, part.columns, spans, strict=True):
        for number, line in enumerate(lines):
            sheet.write(
                (right if column.numeric else left, top + 42 + _LINE * number),
                line,
                SMALL,
                colour=MUTED if is_head else INK,
                weight=BOLD if is_head else REGULAR,
                room=right - left,
                anchor="rs" if column.numeric else "ls",
            )


def _spans(part: Table) -> list[Span]:
    """Return where each column begins and ends: numbers as wide as they are, the rest shared by the others."""
    widths: list[int] = []
    for number, column in enumerate(part.columns):
        widest = max((width_of(writable(row[number]), SMALL) for row in part.rows), default=0)
        widths.append(max(width_of(writable(column.label), SMALL, BOLD), widest) if column.numeric else 0)
    names = max(1, sum(not column.numeric for column in part.columns))
    left_over = max(0, INNER - sum(widths) - _GAP * (len(widths) - 1))
    spans: list[Span] = []
    x = 0
    for width, column in zip(widths, part.columns, strict=True):
        wide = width if column.numeric else left_over // names
        spans.append((x, x + wide))
        x += wide + _GAP
    return spans
