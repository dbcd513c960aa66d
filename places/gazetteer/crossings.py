"""Crossings of two streets, and the words that name one."""

import math
import re
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

_BETWEEN: Final = re.compile(r"\s*(?:[与和跟同及、，,/&+×x交-]|and|at)?\s*(?:the\s)?\s*")
_MISSED_M: Final = 60.0  # two lines drawn by hand may end a little before they meet
_APART_M: Final = 150.0  # streets that meet twice, as at a roundabout, count as one crossing


def stands_between(words: str) -> bool:
    """Return whether folded words between two street names mean their crossing: 人民路与湖滨路."""
    return _BETWEEN.fullmatch(words) is not None


def crossing(one: BaseGeometry, other: BaseGeometry) -> shapely.Point | None:
    """Return where two lines (in metres) meet; None if they do not, or at several places."""
    if one.distance(other) > _MISSED_M:
        return None
    common = shapely.shortest_line(one, other) if one.disjoint(other) else one.intersection(other)
    west, south, east, north = common.bounds
    return common.centroid if math.dist((west, south), (east, north)) <= _APART_M else None
