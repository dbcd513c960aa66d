"""The exact spot in a text, which GPS cannot tell: building, entrance, floor, shop, crossing, landmark."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from domain.language.spots_en import english_rooms, english_spots
from domain.language.spots_zh import chinese_rooms, chinese_spots

LONGEST: Final = 60
"""The maximum length of a spot in characters."""

_READ: Final = 1000  # characters; longer texts name the spot early
_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x2019: "'"}
_COMMA: Final = ("，", ", ")
_LATIN: Final = re.compile("[A-Za-z]")


class _Piece(NamedTuple):
    start: int
    end: int
    words: str


def find_spot(text: str) -> str | None:
    """Return the exact spot that a rider's words name, as written; None if there is none.

    Several spots are joined in reading order. The number of a flat is left out. Takes time linear in the text's length.
    """
    plain = text[:_READ].translate(_HALF_WIDTH)
    return _joined(dict.fromkeys(words for line in plain.splitlines() for words in _of_line(line)))


def names_rooms(text: str) -> bool:
    """Return whether a rider's words name a building and where in it: the unit, the entrance or the floor."""
    spot = find_spot(text)
    return spot is not None and (chinese_rooms(spot) or english_rooms(spot))


def _of_line(line: str) -> Iterator[str]:
    """Yield the spots of one line in reading order; a number on one line and a word on the next are no spot."""
    chinese = () if line.isascii() else chinese_spots(line)
    english = english_spots(line) if _LATIN.search(line) else ()
    pieces = sorted(_Piece(*found) for found in (*chinese, *english))
    for before, piece in pairwise((_Piece(0, 0, ""), *pieces)):
        if piece.start >= before.end:
            yield piece.words


def _joined(pieces: Iterable[str]) -> str | None:
    """Return as many pieces as fit; the first is cut if it alone is too long."""
    spot = ""
    for piece in pieces:
        longer = f"{spot}{_COMMA[piece.isascii()]}{piece}" if spot else piece[:LONGEST]
        if len(longer) > LONGEST:
            break
        spot = longer
    return spot or None
