"""What a reader of texts gives: the position that a text holds, and the rest of the text."""

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
    """A position in WGS-84 that a text holds, and the rest of that text, fit to be the note."""

    position: Position
    rest: str


Parser = Callable[[str], ParsedPlace | None]
"""Finds the first position of one kind in a text; None where there is none. Never raises, takes linear time."""


def text_without(text: str, start: int, end: int) -> str:
    """What is left of a text around text[start:end], without its label and brackets, sewn together."""
    before, after = _LABEL.sub("", text[:start], count=1), _BRACKET.sub("", text[end:])
    left, right = before.rstrip(_SEAM), after.lstrip(_SEAM)
    ahead, behind = before[len(left) :], after[: len(after) - len(right)]
    return f"{left}{behind.lstrip() or ahead or behind}{right}".strip(_SEAM)
