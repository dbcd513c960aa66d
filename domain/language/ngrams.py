"""What a text is compared by: its short pieces, Chinese by the character, English by the letter and the word."""

import re
from operator import add
from typing import Final

GRAMS_AT_MOST: Final = 256
"""Pieces of a text that are read; what a rider means stands in the first."""

_LONGEST: Final = 400  # characters: more than give so many pieces
_RUNS: Final = re.compile(r"[㐀-鿿]+|[a-z' ]+")
_LAST_LETTER: Final = "z"


def grams_of(text: str) -> list[str]:
    """The pieces of a normalised text, run by run, at most 256.

    Of Chinese each character, and each two and three in a row; of English each word and each two words (with a space
    before and behind), and each four characters in a row. Digits and signs part the text and are no pieces.
    """
    grams: list[str] = []
    for run in _RUNS.findall(text[:_LONGEST]):
        if run[0] > _LAST_LETTER:
            pairs = list(map(add, run, run[1:]))
            grams += run
            grams += pairs
            grams += map(add, pairs, run[2:])
        elif words := [f" {word} " for word in run.split()]:
            spaced = "".join(words).replace("  ", " ")
            pairs = list(map(add, spaced, spaced[1:]))
            grams += words
            grams += map(add, words, words[1:])
            grams += map(add, pairs, pairs[2:])
    return grams[:GRAMS_AT_MOST]
