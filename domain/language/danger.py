"""Finding a danger to life in a text: what people say of it, unless the same words speak of something else.

What the table of phrases names is a danger, whatever else is likely. Of what it does not name fixed weights say whether
it reads like one: nobody can list all ways to say that somebody is in danger.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from domain.language.classifier import Classifier
from domain.language.danger_frames import COMMON, LOOKALIKES, MISSPELT, SPARED, SWAPPED, WHOLE
from domain.language.danger_phrases import PhraseFinder, Ranked, Said
from domain.language.danger_sounds import mend_sounds
from domain.language.danger_telling import Telling
from domain.language.dangers import Danger
from domain.language.ngrams import grams_of
from domain.language.phrases import Phrase, parse_phrase
from domain.language.spelling import Speller, normalise

_REACH_ZH: Final = 14
_REACH_EN: Final = 40
"""At most so many characters stand between two parts of a phrase."""

_LIKELY_FROM: Final = 0.5
_IN_PASSING_FROM: Final = 0.7
"""From so much evidence on a text is a danger that the table does not name.

The second is for texts in which the table finds its phrases told in passing. docs/danger.md has what they give.
"""

_GRAMS_AT_LEAST: Final = 12
"""What is shorter than five Chinese characters, or some three words, is for the table alone."""

_DRAWN_OUT = re.compile(r"([a-z])\1\1+")
_SET_APART = re.compile(r"(?:(?<=[^\x00-\x7f] [^\x00-\x7f])|(?<=^[^\x00-\x7f])) (?=[^\x00-\x7f](?: |$))")


class DangerReader:
    """Finds the danger that a text names; it keeps no state between texts.

    Of several dangers the one that stands first among `dangers` is told. `weights` has a label for each kind; without
    them the phrases decide alone.

    Raises:
        ValueError: A phrase cannot be read; the message contains it.
    """

    def __init__(self, dangers: Iterable[Danger], weights: Classifier | None = None) -> None:
        self._dangers = tuple(dangers)
        self._weights = weights
        phrases: list[Ranked] = []
        ordinary: list[Ranked] = []
        for rank, danger in enumerate(self._dangers):
            phrases += _ranked(danger.words_zh, _REACH_ZH, rank) + _ranked(danger.words_en, _REACH_EN, rank)
            ordinary += _ranked(danger.ordinary_zh, _REACH_ZH, rank) + _ranked(danger.ordinary_en, _REACH_EN, rank)
        self._phrases = PhraseFinder(phrases, LOOKALIKES | WHOLE)
        self._ordinary = PhraseFinder(ordinary, self._phrases.words | LOOKALIKES | WHOLE, inner=False)
        self._openings = frozenset(word[:2] for each in phrases for word in _rarest(each.phrase))
        self._speller = Speller(MISSPELT, SPARED, SWAPPED)

    def find(self, text: str) -> Danger | None:
        """Return the danger that a text tells of as present; None for an ordinary text.

        Takes time linear in the text's length.
        """
        read = mend_sounds(plain(text))
        corrected = self._speller.correct(read) if self._may_tell(read) else ""
        said = self._phrases.find(corrected)
        return self._told(corrected, said) or self._weighed(read, _LIKELY_FROM if not said else _IN_PASSING_FROM)

    def _may_tell(self, read: str) -> bool:
        return read.isascii() or not self._openings.isdisjoint({*map("".join, pairwise(read)), *read})

    def _told(self, read: str, said: list[Said]) -> Danger | None:
        """Return the danger of the phrases that are told as present."""
        if not said:
            return None
        telling = Telling(read)
        present = [each for each in said if telling.is_present(each, self._dangers[each.rank].kind)]
        meant = _without(present, self._ordinary.find(read)) if present else []
        return self._dangers[min(each.rank for each in meant)] if meant else None

    def _weighed(self, read: str, least: float) -> Danger | None:
        """Return the likeliest danger of a text that reads like one, from so much evidence on."""
        if self._weights is None or len(grams_of(read)) < _GRAMS_AT_LEAST:
            return None
        likely = self._weights.read(read)
        if likely.report < least:
            return None
        return max(self._dangers, key=lambda danger: likely.problems.get(danger.kind, 0.0), default=None)


def _ranked(written: Iterable[str], reach: int, rank: int) -> list[Ranked]:
    return [Ranked(parse_phrase(_bare(phrase)), reach, rank) for phrase in written]


def _rarest(phrase: Phrase) -> frozenset[str]:
    """Return the part that is the least likely to stand in an ordinary text."""
    return min(phrase.parts, key=lambda part: (sum(word[:2] in COMMON for word in part), len(part)))


def _without(said: Iterable[Said], ordinary: Iterable[Said]) -> list[Said]:
    """Return what shares no word with an ordinary phrase of as many parts; what says more goes before."""
    taken = [(span, len(each.parts)) for each in ordinary for span in each.parts]
    return [
        each
        for each in said
        if not any(
            start < last and first < stop and len(each.parts) <= parts
            for (start, stop), parts in taken
            for first, last in each.parts
        )
    ]


def plain(text: str) -> str:
    """Return a normalised text without apostrophes, letters drawn out and Chinese characters set apart."""
    return _SET_APART.sub("", _DRAWN_OUT.sub(r"\1", _bare(normalise(text))))


def _bare(text: str) -> str:
    return text.replace("'", "")
