"""A map of areas coloured by their values, with dots; no tiles of others."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from PIL import Image, ImageDraw

from domain.geo.positions import METRES_PER_DEGREE
from domain.geo.rings import Ring
from domain.week.posters import Area, Map
from media.charts.fonts import width_of
from media.charts.sheet import INK, INNER, LAND, MUTED, ORANGE, PAPER, SHADES, SMALL, Colour, Sheet, whole

_SMOOTH: Final = 2
"""Outlines are drawn so much larger and made smaller, as Pillow draws none with soft edges."""

_HIGHEST: Final = 980
_BORDER, _BORDER_OF_LAND = (255, 255, 255), (184, 188, 186)
_DOT: Final = 7
_MANY: Final = 800
"""With more dots each is smaller."""

_TINT: Final = 90
"""How much of a circle's colour is seen, of 255."""

_KEY: Final = 34
_LEGEND: Final = 64


def map_of(part: Map) -> Image.Image:
    """Return the map in an equirectangular projection, with a legend; without areas and dots nothing."""
    points = [point for area in part.areas for ring in area.rings for point in ring] or [*part.dots]
    if not points:
        return Sheet.of(0).image
    plan = _Plan(points)
    classes = classes_of([area.value for area in part.areas if area.value is not None])
    coloured = any(area.value is not None for area in part.areas)
    legend = _LEGEND * (coloured + bool(part.legend and part.dots))
    sheet = Sheet.of(72 + plan.height + 24 + legend)
    top = sheet.heading(part.title)
    large = Image.new("RGB", (INNER * _SMOOTH, plan.height * _SMOOTH), PAPER)
    draw = ImageDraw.Draw(large)
    for area in sorted(part.areas, key=_extent, reverse=True):  # what lies in another's hole comes after it
        _fill(draw, plan, area.rings, LAND if area.value is None else _shade(area.value, classes))
    for area in part.areas:
        for ring in area.rings:
            draw.line([plan.at(*point) for point in ring], fill=_BORDER if coloured else _BORDER_OF_LAND, width=3)
    if part.circle_m:
        _draw_circles(large, plan, part)
    radius = _SMOOTH * (_DOT if len(part.dots) <= _MANY else _DOT // 2)
    for dot in part.dots:
        x, y = plan.at(*dot)
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=ORANGE, outline=PAPER, width=_SMOOTH)
    sheet.image.paste(large.resize((INNER, plan.height), Image.Resampling.BOX), (0, top))
    _legend(sheet, part, classes if coloured else None, top + plan.height + 24)
    return sheet.image


def classes_of(values: Iterable[int]) -> list[tuple[int, int]]:
    """Return the ranges by which values above 0 are coloured: at most four, each with about as many of them."""
    above = sorted(value for value in values if value > 0)
    if not above:
        return []
    edges = sorted({above[max(0, len(above) * part // len(SHADES) - 1)] for part in range(1, len(SHADES) + 1)})
    lows = [above[0], *(edge + 1 for edge in edges[:-1])]
    return list(zip(lows, edges, strict=True))


class _Plan:
    """Where places are on the large picture."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        south, north = min(lat for lat, _ in points), max(lat for lat, _ in points)
        west, east = min(lng for _, lng in points), max(lng for _, lng in points)
        self._shrink = math.cos(math.radians((south + north) / 2))
        wide, high = max((east - west) * self._shrink, 1e-6), max(north - south, 1e-6)
        self._scale = min(INNER / wide, _HIGHEST / high)
        self._west, self._north = west, north
        self._left = (INNER - wide * self._scale) / 2
        self.height = max(1, math.ceil(high * self._scale))

    def at(self, lat: float, lng: float) -> tuple[float, float]:
        x = self._left + (lng - self._west) * self._shrink * self._scale
        return x * _SMOOTH, (self._north - lat) * self._scale * _SMOOTH

    def length(self, metres: float) -> float:
        """Return how long so many metres are on the picture."""
        return metres / METRES_PER_DEGREE * self._scale * _SMOOTH


def _draw_circles(large: Image.Image, plan: _Plan, part: Map) -> None:
    """Tint what lies in any circle; where several lie over each other it is no darker."""
    inside = Image.new("L", large.size, 0)
    draw, radius = ImageDraw.Draw(inside), plan.length(part.circle_m)
    for dot in part.dots:
        x, y = plan.at(*dot)
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_TINT)
    large.paste(ORANGE, (0, 0), inside)


def _extent(area: Area) -> float:
    """Return the size of the rectangle around an area, in square degrees."""
    lats = [lat for ring in area.rings for lat, _ in ring] or [0.0]
    lngs = [lng for ring in area.rings for _, lng in ring] or [0.0]
    return (max(lats) - min(lats)) * (max(lngs) - min(lngs))


def _fill(draw: ImageDraw.ImageDraw, plan: _Plan, rings: Sequence[Ring], colour: Colour) -> None:
    """Fill the outlines of an area; one that lies in another is its hole."""
    for ring in rings:
        is_hole = any(other is not ring and _lies_in(ring[0], other) for other in rings)
        draw.polygon([plan.at(*point) for point in ring], fill=PAPER if is_hole else colour)


def _lies_in(point: tuple[float, float], ring: Ring) -> bool:
    """Return whether a point lies in an outline, by the crossings of a ray (W. R. Franklin, PNPOLY)."""
    lat, lng = point
    inside = False
    for (south, west), (north, east) in pairwise(ring):
        if (south > lat) != (north > lat) and lng < (east - west) * (lat - south) / (north - south) + west:
            inside = not inside
    return inside


def _shade(value: int, classes: Sequence[tuple[int, int]]) -> Colour:
    number = next((number for number, (_, high) in enumerate(classes) if value <= high), 0)
    return LAND if value <= 0 else SHADES[number + len(SHADES) - len(classes)]


def _legend(sheet: Sheet, part: Map, classes: Sequence[tuple[int, int]] | None, top: int) -> None:
    x, y = 0, top + _KEY
    if classes is not None:
        shown = [
            (LAND, "0"),
            *(
                (_shade(low, classes), whole(low) if low == high else f"{whole(low)}–{whole(high)}")
                for low, high in classes
            ),
        ]
        for colour, label in shown:
            sheet.draw.rectangle((x, y - _KEY, x + _KEY, y), fill=colour, outline=MUTED)
            sheet.write((x + _KEY + 12, y - 4), label, SMALL)
            x += _KEY + 12 + width_of(label, SMALL) + 40
        x, y = 0, y + _LEGEND
    for label in part.legend[:1] if part.dots else ():
        sheet.draw.ellipse((x + 6, y - 24, x + 24, y - 6), fill=ORANGE)
        sheet.write((x + _KEY + 12, y - 4), label, SMALL, colour=INK)
