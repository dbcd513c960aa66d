"""Outlines of curves and stars, as polygons to be filled."""

import math
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

Point = tuple[float, float]
Outline = tuple[Point, ...]

_STEPS: Final = 14
"""So many lines make up a curve."""


@cache
def curved(start: Point, *curves: tuple[Point, Point, Point]) -> Outline:
    """Return the outline that begins at a point and goes on by cubic Bézier curves: two handles and an end each."""
    points, at = [start], start
    for one, other, end in curves:
        points += _bezier(at, one, other, end)
        at = end
    return tuple(points)


def _bezier(start: Point, one: Point, other: Point, end: Point) -> Iterator[Point]:
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        given = (start, one, other, end)
        yield (
            sum(weight * x for weight, (x, _) in zip(weights, given, strict=True)),
            sum(weight * y for weight, (_, y) in zip(weights, given, strict=True)),
        )


def mirrored(outline: Sequence[Point], axis: float) -> Outline:
    """Return an outline as a mirror on the vertical line at `axis` shows it."""
    return tuple((2 * axis - x, y) for x, y in reversed(outline))


@cache
def star(centre: Point, radius: float, points: int = 5, inner: float = 0.44) -> Outline:
    """Return a star that stands on two of its points; `inner` is where it is narrowest, as a part of the radius."""
    x, y = centre
    turns = [(math.pi * step / points, radius if step % 2 == 0 else radius * inner) for step in range(2 * points)]
    return tuple((x + far * math.sin(turn), y - far * math.cos(turn)) for turn, far in turns)


@cache
def glint(centre: Point, radius: float) -> Outline:
    """Return a star of four long points, as light glints."""
    x, y = centre
    tips = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    handles = [((x + (tip[0] - x) * 0.16, y + (tip[1] - y) * 0.16)) for tip in tips]
    following = zip(handles, (*handles[1:], handles[0]), (*tips[1:], tips[0]), strict=True)
    return curved(tips[0], *following)


@cache
def oval(centre: Point, wide: float, high: float, degrees: float = 0) -> Outline:
    """Return an ellipse with these half axes, turned clockwise."""
    x, y = centre
    turn = math.radians(degrees)
    around = [2 * math.pi * step / (3 * _STEPS) for step in range(3 * _STEPS)]
    return tuple(
        (
            x + wide * math.cos(each) * math.cos(turn) - high * math.sin(each) * math.sin(turn),
            y + wide * math.cos(each) * math.sin(turn) + high * math.sin(each) * math.cos(turn),
        )
        for each in around
    )
