"""Where two streets cross, and the words that say so."""

import math
import re
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

_BETWEEN: Final = re.compile(r"\s*(?:[与和跟同及、，,/&+×x交-]|and|at)?\s*(?:the\s)?\s*")
_MISSED_M: Final = 60.0  # two lines drawn by hand may end a little before they meet
_APART_M: Final = 150.0  # streets that meet twice, as at a roundabout, still meet at one place


def stands_between(words: str) -> bool:
    """Whether these folded words between two streets say that both are meant at once: 人民路与湖滨路."""
    return _BETWEEN.fullmatch(words) is not None


def crossing(one: BaseGeometry, other: BaseGeometry) -> shapely.Point | None:
    """Where two lines, in metres, meet; None where they don't, or where they meet at several places."""
    if one.distance(other) > _MISSED_M:
        return None
    common = shapely.shortest_line(one, other) if one.disjoint(other) else one.intersection(other)
    west, south, east, north = common.bounds
    return common.centroid if math.dist((west, south), (east, north)) <= _APART_M else None
