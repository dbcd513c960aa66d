"""Which categories a rider's words mean: by what was learned from texts, and by the phrases of what was not."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Final, NamedTuple

from domain.language.classifier import NONE, Classifier
from domain.language.phrase_reading import OTHER, PROBLEM, Described, PhraseReader
from domain.language.spelling import normalise

_MOST: Final = 3
_LEAST: Final = 0.02
"""A category less likely than this means nothing to whoever reads the list."""

_OTHER: Final = 0.2  # by phrases, a problem of no category
_OPENS_BELOW: Final = 0.45
"""Words alone open a draft below this probability of `none`: rather nothing than a draft that nobody meant."""

_SHOWN_BELOW: Final = 0.95
"""Words beside a photo report nothing from this probability on: there a thing alone says what the photo shows."""

_BEST_LEAST: Final = 0.15
_BEST_LEAST_SHOWN: Final = 0.3
"""The best guess must be at least so likely among the categories, else the words say nothing: a name of a place is some
trouble or other to a reader that knows no places."""


class Suggestion(NamedTuple):
    """A category that a text may mean; `score` runs from 0 to 1 and is its probability where it was learned."""

    slug: str
    score: float


def limit_of_none(*, shown: bool = False) -> float:
    """The probability of `none` from which on a text names no problem; `shown` where it stands beside a photo."""
    return _SHOWN_BELOW if shown else _OPENS_BELOW


class Suggester:
    """Reads texts for the categories of a catalogue; made once, it holds no state of the texts it reads.

    Categories that the classifier has learned are read by it, all others by their names and phrases. Raises
    `ValueError` for a phrase that can't be read, with the phrase.
    """

    def __init__(self, categories: Iterable[Described], classifier: Classifier | None = None) -> None:
        by_slug = {category.slug: category for category in categories}
        self._classifier = classifier
        self._learned = frozenset(classifier.labels if classifier is not None else ()) & by_slug.keys() - {NONE}
        unlearned = [category for slug, category in by_slug.items() if slug not in self._learned]
        self._phrased = PhraseReader(unlearned) if unlearned else None

    def suggest(self, text: str, *, shown: bool = False) -> tuple[Suggestion, ...]:
        """The categories that `text` may mean, best first, at most three; none where it names no problem.

        `other` stands for a problem that no other category knows. Where a photo shows that there is one (`shown`),
        the words need not say so: a thing alone is enough. Takes tens of microseconds for a caption, and time linear
        in the length of any text.
        """
        read = normalise(text)
        scores = self._by_phrases(read, shown=shown) | self._by_learning(read, shown=shown)
        best = sorted(scores.items(), key=itemgetter(1), reverse=True)[:_MOST]
        return tuple([Suggestion(slug, round(score, 3)) for slug, score in best])

    def names_problem(self, text: str) -> bool:
        """Whether `text` says that something is wrong, so that it may open a draft without a photo."""
        return bool(self.suggest(text))

    def _by_learning(self, read: str, *, shown: bool) -> dict[str, float]:
        if self._classifier is None:
            return {}
        likely = self._classifier.read(read, _LEAST * (1 - _SHOWN_BELOW) if shown else _LEAST)
        none = likely.pop(NONE, 0.0)
        if none >= limit_of_none(shown=shown):
            return {}
        among = {label: share / (1 - none) for label, share in likely.items()}
        if max(among.values(), default=0.0) < (_BEST_LEAST_SHOWN if shown else _BEST_LEAST):
            return {}
        found = among if shown else likely  # beside a photo that there is a problem is known: what counts is which
        return {label: share for label, share in found.items() if label in self._learned and share >= _LEAST}

    def _by_phrases(self, read: str, *, shown: bool) -> dict[str, float]:
        if self._phrased is None:
            return {}
        scores = self._phrased.weigh(read)
        is_other = scores.pop(OTHER, 0.0) >= PROBLEM
        named = {slug: score for slug, score in scores.items() if score >= PROBLEM}
        if named:
            return named
        return (scores if shown else {}) | ({OTHER: _OTHER} if is_other else {})
