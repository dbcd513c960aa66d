"""The exact spot that words name and GPS can't tell: house, entrance, floor, shop, crossing, what it lies beside."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from domain.language.spots_en import english_spots
from domain.language.spots_zh import chinese_spots

LONGEST: Final = 60
"""Characters of a spot at most."""

_READ: Final = 1000  # characters; whoever writes more has named the spot before
_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x2019: "'"}
_COMMA: Final = ("，", ", ")


class _Piece(NamedTuple):
    start: int
    end: int
    words: str


def find_spot(text: str) -> str | None:
    """Find where exactly a rider's words say that it is, as they say it; None where they don't.

    Several spots stand in reading order. The number of a flat is left out. Takes time linear in the text.
    """
    plain = text[:_READ].translate(_HALF_WIDTH)
    pieces = sorted(_Piece(*found) for found in (*_chinese(plain), *_english(plain)))
    kept: list[str] = []
    for before, piece in pairwise((_Piece(0, 0, ""), *pieces)):
        if piece.start >= before.end and piece.words not in kept:
            kept.append(piece.words)
    return _joined(kept)


def _chinese(plain: str) -> Iterator[tuple[int, int, str]]:
    return iter(()) if plain.isascii() else chinese_spots(plain)


def _english(plain: str) -> Iterator[tuple[int, int, str]]:
    return english_spots(plain)


def _joined(pieces: list[str]) -> str | None:
    """As many as fit; the first is cut where it alone does not."""
    spot = ""
    for piece in pieces:
        longer = f"{spot}{_COMMA[piece.isascii()]}{piece}" if spot else piece[:LONGEST]
        if len(longer) > LONGEST:
            break
        spot = longer
    return spot or None
