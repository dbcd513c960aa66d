"""The result of a position parser: the position in a text, and the rest of the text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from domain.geo.positions import Position

_LABEL: Final = re.compile(
    r"(?:坐标|经纬度|定位|位置|gps|geo|coordinates?|location)?[\s是:：=]{0,3}[(（\[]?$", re.IGNORECASE
)
_BRACKET: Final = re.compile(r"^\s?[)）\]]")
_SEAM: Final = " \t\n\u3000,，;；、"


@dataclass(frozen=True, slots=True)
class ParsedPlace:
    """A WGS-84 position found in a text, and the rest of the text for the note."""

    position: Position
    rest: str


Parser = Callable[[str], ParsedPlace | None]
"""Finds the first position of one kind in a text, else returns None. Never raises, takes linear time."""


def text_without(text: str, start: int, end: int) -> str:
    """Return the text without text[start:end], its label and its brackets."""
    before, after = _LABEL.sub("", text[:start], count=1), _BRACKET.sub("", text[end:])
    left, right = before.rstrip(_SEAM), after.lstrip(_SEAM)
    ahead, behind = before[len(left) :], after[: len(after) - len(right)]
    return f"{left}{behind.lstrip() or ahead or behind}{right}".strip(_SEAM)
