"""Words made findable: tokens that both engines index alike, and what a search asks of them.

Chinese is found by its pairs of neighbouring characters, as by Lucene's CJKBigramFilter: no dictionary knows the names
of a district's lanes, and trigrams would miss the words of two characters, which are most. Each token is a letter for
its kind, then letters and digits, so that no engine's own rules about words come into it.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from unicodedata import normalize

_RUN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[^\W_\u3400-\u9fff\uf900-\ufaff]+")
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_AROUND: Final = re.compile(r"^[\W_]+|[\W_]+$")
"""Quotes and other signs around a word, which are no part of a name."""

_FIRST: Final = 0x3400
_ALPHABET: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_DIGITS: Final = 3
_LONGEST_WORD: Final = 40
_MOST_TOKENS: Final = 400
"""As many as a note of the greatest length has characters, and more than are looked for."""


def tokens_of(*texts: str) -> list[str]:
    """Return the tokens of texts, each once: pairs of Chinese characters, words of other scripts, and numbers."""
    found = dict.fromkeys(token for text in texts for run in _runs(text) for token in (*_tokens(run), *_last(run)))
    return list(found)[:_MOST_TOKENS]


def label(kind: str, name: str) -> str:
    """Return the token of a thing with an id, such as a queue; `kind` is a letter."""
    return f"{kind}{name.encode().hex()}"


@dataclass(frozen=True, slots=True)
class Term:
    """One of the words that are looked for together.

    Attributes:
        text: The word, folded.
        tokens: Those of which each must be there; one with a star may go on.
    """

    text: str
    tokens: tuple[str, ...]

    @property
    def is_single(self) -> bool:
        """Whether it is a single character, which is too much to look for alone."""
        return len(self.text) == 1


def terms_of(words: str) -> list[Term]:
    """Return the words of a search that can be looked for; a single letter can't, nor can a sign."""
    folded = (_AROUND.sub("", _fold(part)) for part in words.split())
    return [Term(part, tokens) for part in folded if (tokens := tuple(_asked(part)))]


def has(name: str, term: Term) -> bool:
    """Return whether a name has this word in it, at the beginning of a word where that is of letters."""
    folded = _fold(name)
    return re.search(rf"(?<![a-z]){re.escape(term.text)}", folded) is not None


def query(terms: Iterable[Term], labels: Iterable[Collection[str]], among: Collection[str]) -> str:
    """Return what to look for: every term, by its tokens or by one of its labels, `among` the things of these labels.

    It is written with AND, OR, brackets and a star behind the beginning of a token.
    """
    parts = [
        " OR ".join((f"({' AND '.join(term.tokens)})", *sorted(named)))
        for term, named in zip(terms, labels, strict=True)
    ]
    if among:
        parts.append(" OR ".join(sorted(among)))
    return " AND ".join(f"({part})" for part in parts)


def _fold(text: str) -> str:
    return normalize("NFKC", text).casefold()


def _runs(text: str) -> Iterator[str]:
    return (match[0] for match in _RUN.finditer(_fold(text)))


def _tokens(run: str) -> Iterator[str]:
    if _HAN.match(run):
        yield from (f"b{_short(first)}{_short(second)}" for first, second in pairwise(run))
    else:
        yield label("w", run[:_LONGEST_WORD])


def _short(character: str) -> str:
    """Return a character in three letters and digits; one beyond 36 to the third is longer."""
    rest, digits = ord(character) - _FIRST, ""
    while rest or len(digits) < _DIGITS:
        rest, digit = divmod(rest, len(_ALPHABET))
        digits = _ALPHABET[digit] + digits
    return digits


def _last(run: str) -> Iterator[str]:
    """Yield the token of the last character of a Chinese text, which begins no pair."""
    if _HAN.match(run):
        yield f"b{_short(run[-1])}"


def _asked(part: str) -> Iterator[str]:
    """Yield what to look for; a single character beside others is too common to tell anything."""
    runs = list(_runs(part))
    for run in runs:
        if _HAN.match(run):
            alone = (f"{token}*" for token in _last(run)) if len(runs) == 1 else ()
            yield from _tokens(run) if len(run) > 1 else alone
        elif run.isdecimal():
            yield from _tokens(run)
        elif len(run) > 1:
            yield from (f"{token}*" for token in _tokens(run))
