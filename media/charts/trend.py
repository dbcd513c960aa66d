"""Weeks or months beside each other: columns for the first series, a line for the second."""

from typing import Final

from PIL import Image

from domain.week.posters import Series, Trend
from media.charts.fonts import BOLD, width_of
from media.charts.sheet import BLUE, INK, INNER, MUTED, ORANGE, PAPER, RULE, SMALL, Sheet, whole

_PLOT: Final = 300
_KEY: Final = 30
_LABELS: Final = 56
_ROOM_ABOVE: Final = 48
_LABELLED: Final = 4
"""Every so many times one is named, the last one always, where there is no room to name each."""

_BETWEEN: Final = 12


def trend(part: Trend) -> Image.Image:
    """Return the times beside each other."""
    sheet = Sheet.of(0 if not part.series else HEAD + _PLOT + _LABELS)
    if not part.series:
        return sheet.image
    sheet.heading(part.title)
    _legend(sheet, part)
    most = max((value for each in part.series for value in each.values), default=0)
    marks = ticks(most)
    left = max(width_of(whole(mark), SMALL) for mark in marks) + 20
    floor = HEAD + _PLOT
    for mark in marks:
        y = floor - _height(mark, marks[-1])
        sheet.draw.line((left, y, INNER, y), fill=RULE, width=2)
        sheet.write((left - 14, y + 12), whole(mark), SMALL, colour=MUTED, anchor="rs")
    count = max(1, len(part.labels))
    step = (INNER - left) / count
    middles = [int(left + step * (number + 0.5)) for number in range(count)]
    columns, *lines = part.series
    for x, value in zip(middles, columns.values, strict=False):
        half = int(step * 0.32)
        top = floor - _height(value, marks[-1])
        if value:
            sheet.draw.rectangle((x - half, top, x + half, floor), fill=BLUE)
    for series in lines[:1]:
        _line(sheet, series, middles, marks[-1], floor)
    all_fit = max((width_of(label, SMALL) for label in part.labels), default=0) + _BETWEEN <= step
    for number, (x, label) in enumerate(zip(middles, part.labels, strict=False)):
        if all_fit or (count - 1 - number) % _LABELLED == 0:
            sheet.write((x, floor + 44), label, SMALL, colour=MUTED, anchor="ms")
    return sheet.image


HEAD: Final = 142
"""How high heading and legend are."""


def _height(value: int, most: int) -> int:
    return round((_PLOT - _ROOM_ABOVE) * value / max(1, most))


def _line(sheet: Sheet, series: Series, middles: list[int], most: int, floor: int) -> None:
    points = [(x, floor - _height(value, most)) for x, value in zip(middles, series.values, strict=False)]
    if len(points) > 1:
        sheet.draw.line(points, fill=PAPER, width=12, joint="curve")
        sheet.draw.line(points, fill=ORANGE, width=6, joint="curve")
    for x, y in points:
        sheet.draw.ellipse((x - 10, y - 10, x + 10, y + 10), fill=PAPER, outline=ORANGE, width=5)


def _legend(sheet: Sheet, part: Trend) -> None:
    """Name both series beside their signs, with a figure of each."""
    x, y = 0, HEAD - 28
    for number, each in enumerate(part.series[:2]):
        if number:
            sheet.draw.line((x, y - 12, x + _KEY + 14, y - 12), fill=ORANGE, width=6)
            sheet.draw.ellipse((x + 12, y - 22, x + 32, y - 2), fill=PAPER, outline=ORANGE, width=5)
            x += 14
        else:
            sheet.draw.rectangle((x, y - _KEY, x + _KEY, y), fill=BLUE)
        x += _KEY + 16
        x += sheet.write((x, y), each.name, SMALL, colour=MUTED) + 14
        figures = (sum(each.values),) if part.totals else each.values[-1:]
        x += sheet.write((x, y), "".join(map(whole, figures)), SMALL, colour=INK, weight=BOLD) + 56


def ticks(most: int) -> list[int]:
    """Return the numbers on the axis: 0 and one to four round ones, the last one not below `most`."""
    step, scale = 1, 1
    while step * 4 < most:
        step = next((each * scale for each in (1, 2, 5) if each * scale * 4 >= most), 0)
        if not step:
            scale *= 10
            step = scale
    top = -(-max(1, most) // step)
    return [each * step for each in range(top + 1)]
