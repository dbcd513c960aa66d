"""Finding phrases of several parts in a text, in one pass: what is said, of which rank, and where."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from domain.language.danger_frames import WHOLE
from domain.language.lexicon import Lexicon
from domain.language.phrases import Phrase

_START: Final = 0
_CLAUSE: Final = 4
"""The end of a clause sets two parts apart as so many characters do."""

_PARTICLES: Final = frozenset("了里上下在着到的")
"""Characters that are no part of a phrase where they stand within a word."""

_PHRASE_END: Final = re.compile(r"[。?\n]|\.(?!\d)")
_CLAUSE_END: Final = re.compile(r"[,;:!]|(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")

Span = tuple[int, int]


class Ranked(NamedTuple):
    """A phrase to look for, how many characters may stand between its parts, and its rank."""

    phrase: Phrase
    reach: int
    rank: int


class Said(NamedTuple):
    """A phrase found in a text: its rank, where its parts stand, and whether it counts only where it stands alone."""

    rank: int
    parts: tuple[Span, ...]
    alone: bool


class _Step(NamedTuple):
    """A part of a phrase: the step before, how near it is, this step, and the phrases that it completes."""

    before: int
    reach: int
    number: int
    completes: tuple[tuple[int, bool], ...]


class _Ways(NamedTuple):
    """The steps that a word takes: those that begin a phrase, and the others by the step before."""

    first: tuple[_Step, ...]
    further: dict[int, tuple[_Step, ...]]

    @classmethod
    def of(cls, steps: Iterable[_Step]) -> "_Ways":
        further: defaultdict[int, list[_Step]] = defaultdict(list)
        for step in steps:
            further[step.before].append(step)
        first = tuple(further.pop(_START, ()))
        return cls(first, {before: tuple(found) for before, found in further.items()})

    def after(self, latest: Mapping[int, tuple[Span, ...]], start: int, breaks: Sequence[int]) -> list[_Step]:
        """Return the steps that may be taken at a position, by what was said before it and where clauses end."""
        taken = list(self.first)
        for before in self.further.keys() & latest.keys():
            begun, ended = latest[before][-1]
            if begun < start:
                between = bisect_left(breaks, start) - bisect_left(breaks, ended)
                apart = start - ended + _CLAUSE * between
                taken += [step for step in self.further[before] if apart <= step.reach]
        return taken


class _Pieces(dict[str, tuple[tuple[int, int, _Ways], ...]]):
    """What a word means, and what is written within it: where in the word, and the steps that it takes.

    It is reckoned when the word is met: most of a table's words never are.
    """

    __slots__ = ("_inner", "_steps")

    def __init__(self, steps: Mapping[str, list[_Step]], *, inner: bool) -> None:
        super().__init__()
        self._steps = steps
        self._inner = inner

    def __missing__(self, word: str) -> tuple[tuple[int, int, _Ways], ...]:
        within = _within(word) if self._inner and word not in WHOLE else [(0, len(word), word)]
        self[word] = found = tuple(
            (start, end, _Ways.of(self._steps[piece]))
            for start, end, piece in within
            if word in self._steps and piece in self._steps and (piece not in _PARTICLES or piece == word)
        )
        return found


class PhraseFinder:
    """Finds phrases whose parts follow each other within a sentence; of words within each other the longest counts.

    A word also means what Chinese words, or whole English words, within it mean, if `inner`. `swallowing` words mean
    nothing but hide the words within them. Searching takes time linear in the text's length.
    """

    def __init__(self, ranked: Iterable[Ranked], swallowing: Iterable[str] = (), *, inner: bool = True) -> None:
        steps: defaultdict[str, list[_Step]] = defaultdict(list)
        for part, found in _steps_of(ranked).items():
            for word in part:
                steps[word] += found
        self._pieces = _Pieces(dict(steps), inner=inner)
        self.words = frozenset(steps)
        self._lexicon = Lexicon(self.words.union(swallowing))

    def find(self, text: str) -> list[Said]:
        """Return the phrases in a normalised text, in the order in which they end."""
        latest: dict[int, tuple[Span, ...]] = {}
        said = []
        breaks = [each.start() for each in _CLAUSE_END.finditer(text)]
        for word, first, last, _ in self._lexicon.find(text):
            for after, until, ways in self._pieces[word]:
                span = (first + after, last if until == len(word) else first + until)
                for step in ways.after(latest, span[0], breaks):
                    parts = (*latest.get(step.before, ()), span)
                    latest[step.number] = parts
                    if step.completes and _PHRASE_END.search(text, parts[0][0], span[0]) is None:
                        said += [Said(rank, parts, alone) for rank, alone in step.completes]
        return said


def _steps_of(ranked: Iterable[Ranked]) -> dict[frozenset[str], list[_Step]]:
    """Return the steps by their part; phrases that begin alike share steps."""
    numbers: dict[tuple[int, frozenset[str], int], int] = {}
    completes: defaultdict[int, list[tuple[int, bool]]] = defaultdict(list)
    for phrase, reach, rank in ranked:
        before = _START
        for part in phrase.parts:
            before = numbers.setdefault((before, part, reach), len(numbers) + 1)
        completes[before].append((rank, phrase.hint))
    steps: defaultdict[frozenset[str], list[_Step]] = defaultdict(list)
    for (before, part, reach), number in numbers.items():
        steps[part].append(_Step(before, reach, number, tuple(completes[number])))
    return steps


def _within(word: str) -> list[tuple[int, int, str]]:
    """Return what is written within a word, longer pieces first: Chinese characters, or English words, in a row."""
    breaks = [0, *(at + 1 for at, sign in enumerate(word) if sign == " ")] if word[-1].isascii() else range(len(word))
    stops = [*(at - 1 for at in breaks[1:]), len(word)] if word[-1].isascii() else range(1, len(word) + 1)
    return [(start, stop, word[start:stop]) for start in breaks for stop in reversed(stops) if stop > start]
