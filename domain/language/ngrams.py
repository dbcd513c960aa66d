"""The n-grams by which texts are compared: Chinese characters, English letters and words."""

import re
from operator import add
from typing import Final

_RUNS: Final = re.compile(r"[㐀-鿿]+|[a-z' ]+")
_LAST_LETTER: Final = "z"
_REPEATED: Final = 2  # how often each n-gram is met on the average in a text that repeats itself


def grams_of(text: str) -> list[str]:
    """Return the n-grams of a normalised text, run by run: of a letter all, as its point may come last.

    Chinese gives each character, pair and triple; English each word and pair of words (with a space before and after),
    and each four characters. Digits and punctuation separate runs. A text that mostly repeats itself gives each only
    once, as it says no more than that.
    """
    grams: list[str] = []
    for run in _RUNS.findall(text):
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
    distinct = dict.fromkeys(grams)
    return list(distinct) if len(distinct) * _REPEATED < len(grams) else grams
