"""Category suggestions for a rider's words: by the classifier, and by phrases for unlearned categories."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from operator import itemgetter
from typing import Final, NamedTuple

from domain.language.classifier import NONE, Classifier
from domain.language.phrase_reading import OTHER, PROBLEM, Described, PhraseReader
from domain.language.spelling import normalise

_MOST: Final = 3
_LEAST: Final = 0.02
"""Of words alone, categories less likely than this are not suggested."""

_OTHER: Final = 0.2  # the score of a problem of no category, by phrases
_OPENS_BELOW: Final = 0.45
"""Words alone open a draft only below this probability of `none`: better no draft than an unwanted one."""

_ASKS_BELOW: Final = 0.8
"""Words alone are asked about below this probability of `none`; from it on they report nothing."""

_FILLS_BELOW: Final = 0.95
"""Beside a photo the best category is filled in only below this probability of `none`."""

_BEST_LEAST: Final = 0.15
_BEST_LEAST_SURE: Final = 0.3
"""The best category must be at least this likely among the categories, else the words are not sure to mean it.

Without it, a place name would suggest some category, as the classifier knows no places.
"""


class Suggestion(NamedTuple):
    """A category that a text may mean; `score` is 0 to 1, and its probability if it was learned."""

    slug: str
    score: float


class Opens(Enum):
    """Whether words alone open a draft: yes; only after asking with the best guess; no, they report nothing."""

    YES = auto()
    ASK = auto()
    NO = auto()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text means.

    Attributes:
        guesses: The likeliest categories, best first, at most three. Beside a photo there are always three of the
            learned ones, as the photo shows some problem; none if words alone report nothing.
        fills: Whether the best guess is likely enough to be filled in as the category.
        opens: For words alone, whether they open a draft; beside a photo always `YES`.
    """

    guesses: tuple[Suggestion, ...]
    fills: bool
    opens: Opens


NOTHING_READ: Final = Reading((), fills=False, opens=Opens.NO)
"""The reading of no words."""


def limit_of_none() -> float:
    """Return the probability of `none` from which words alone open no draft."""
    return _OPENS_BELOW


class Suggester:
    """Suggests categories of a catalogue for texts; it keeps no state between texts.

    Categories that the classifier has learned are read by it, all others by their names and phrases.

    Raises:
        ValueError: A phrase cannot be read; the message contains it.
    """

    def __init__(self, categories: Iterable[Described], classifier: Classifier | None = None) -> None:
        by_slug = {category.slug: category for category in categories}
        self._classifier = classifier
        self._learned = frozenset(classifier.labels if classifier is not None else ()) & by_slug.keys() - {NONE}
        unlearned = [category for slug, category in by_slug.items() if slug not in self._learned]
        self._phrased = PhraseReader(unlearned) if unlearned else None

    def read(self, text: str, *, shown: bool = False) -> Reading:
        """Return what `text` means, alone or beside a photo that shows the problem (`shown`).

        `other` stands for a problem of no other category. Takes tens of microseconds for a caption, and time linear in
        the text's length.
        """
        plain = normalise(text)
        none, learned = self._by_learning(plain)
        phrased = self._by_phrases(plain, shown=shown)
        best_learned = max(learned.values(), default=0.0)
        if shown:
            fills = bool(phrased) or (best_learned >= _BEST_LEAST_SURE and none < _FILLS_BELOW)
            return Reading(_best(learned | phrased), fills=fills, opens=Opens.YES)
        if phrased or (best_learned >= _BEST_LEAST and none < _OPENS_BELOW):
            likely = {slug: round(share * (1 - none), 3) for slug, share in learned.items() if none < _OPENS_BELOW}
            likely = {slug: share for slug, share in likely.items() if share >= _LEAST}
            return Reading(_best(likely | phrased), fills=True, opens=Opens.YES)
        if best_learned >= _BEST_LEAST_SURE and none < _ASKS_BELOW:
            return Reading(_best(learned), fills=False, opens=Opens.ASK)
        return NOTHING_READ

    def suggest(self, text: str, *, shown: bool = False) -> tuple[Suggestion, ...]:
        """Return the guesses of `read`."""
        return self.read(text, shown=shown).guesses

    def names_problem(self, text: str) -> bool:
        """Return whether `text` says that something is wrong, so that it may open a draft without a photo."""
        return self.read(text).opens is Opens.YES

    def _by_learning(self, read: str) -> tuple[float, dict[str, float]]:
        """Return the probability of `none`, and of each learned category if it is not `none`."""
        if self._classifier is None:
            return 0.0, {}
        likely = self._classifier.read(read)
        none = likely.pop(NONE, 0.0)
        rest = (1 - none) or 1.0
        return none, {label: share / rest for label, share in likely.items() if label in self._learned}

    def _by_phrases(self, read: str, *, shown: bool) -> dict[str, float]:
        if self._phrased is None:
            return {}
        scores = self._phrased.weigh(read)
        is_other = scores.pop(OTHER, 0.0) >= PROBLEM
        named = {slug: score for slug, score in scores.items() if score >= PROBLEM}
        if named:
            return named
        return (scores if shown else {}) | ({OTHER: _OTHER} if is_other else {})


def _best(scores: dict[str, float]) -> tuple[Suggestion, ...]:
    best = sorted(scores.items(), key=itemgetter(1), reverse=True)[:_MOST]
    return tuple([Suggestion(slug, round(score, 3)) for slug, score in best])
