"""The result of a position parser: the position in a text, and the rest of the text."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from domain.geo.positions import Position

_LABEL: Final = re.compile(
    r"(?:坐标|经纬度|定位|位置|gps|geo|coordinates?|location)?[\s是:：=]{0,3}[(（\[]?\Z", re.IGNORECASE
)
_LONGEST_LABEL: Final = 16
_BRACKET: Final = re.compile(r"^\s?[)）\]]")
_SEAM: Final = " \t\n\u3000,，;；、"


@dataclass(frozen=True, slots=True)
class ParsedPlace:
    """A WGS-84 position found in a text, and the rest of the text for the note."""

    position: Position
    rest: str


Parser = Callable[[str], ParsedPlace | None]
"""Finds the first position of one kind in a text, else returns None. Never raises, takes linear time."""


def text_without(text: str, *spans: tuple[int, int]) -> str:
    """Return the text without each text[start:end], its label and its brackets; linear in the text's length.

    The spans are in order and do not overlap.
    """
    words: list[str] = []
    seams: list[str] = []
    for gap in _gaps(text, spans):
        said = gap.strip(_SEAM)
        seams.append(gap[: len(gap) - len(gap.lstrip(_SEAM))])
        if said:
            words += (_joined(seams), said)
            seams = [gap[len(gap.rstrip(_SEAM)) :]]
    return "".join(words).strip(_SEAM)


def _gaps(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield what stands before, between and after the spans, without labels and brackets."""
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    for place, (begin, end) in enumerate(zip(ends, starts, strict=True)):
        gap = _BRACKET.sub("", text[begin:end]) if place else text[begin:end]
        yield _unlabelled(gap) if place < len(spans) else gap


def _unlabelled(gap: str) -> str:
    tail = gap[-_LONGEST_LABEL:]
    return gap[: len(gap) - len(tail)] + _LABEL.sub("", tail, count=1)


def _joined(seams: Sequence[str]) -> str:
    """Return the one separator that remains of those around what was taken out."""
    kept = seams[-1]
    for ahead in reversed(seams[:-1]):
        kept = kept.lstrip() or ahead or kept
    return kept
