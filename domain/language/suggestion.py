"""Category suggestions for a rider's words: by the classifier, and by phrases for unlearned categories."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Final, NamedTuple

from domain.language.classifier import NONE, Classifier
from domain.language.phrase_reading import OTHER, PROBLEM, Described, PhraseReader
from domain.language.spelling import normalise

_MOST: Final = 3
_LEAST: Final = 0.02
"""Categories less likely than this are not suggested."""

_OTHER: Final = 0.2  # the score of a problem of no category, by phrases
_OPENS_BELOW: Final = 0.45
"""Words alone open a draft only below this probability of `none`: better no draft than an unwanted one."""

_SHOWN_BELOW: Final = 0.95
"""Words beside a photo name a problem below this probability of `none`: the photo shows the problem itself."""

_BEST_LEAST: Final = 0.15
_BEST_LEAST_SHOWN: Final = 0.3
"""The best category must be at least this likely among the categories, else the words mean none.

Without it, a place name would suggest some category, as the classifier knows no places.
"""


class Suggestion(NamedTuple):
    """A category that a text may mean; `score` is 0 to 1, and its probability if it was learned."""

    slug: str
    score: float


def limit_of_none(*, shown: bool = False) -> float:
    """Return the probability of `none` from which a text names no problem; `shown` for words beside a photo."""
    return _SHOWN_BELOW if shown else _OPENS_BELOW


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

    def suggest(self, text: str, *, shown: bool = False) -> tuple[Suggestion, ...]:
        """Return the categories that `text` may mean, best first, at most three; none if it names no problem.

        `other` stands for a problem of no other category. If a photo shows the problem (`shown`), a thing alone is
        enough. Takes tens of microseconds for a caption, and time linear in the text's length.
        """
        read = normalise(text)
        scores = self._by_phrases(read, shown=shown) | self._by_learning(read, shown=shown)
        best = sorted(scores.items(), key=itemgetter(1), reverse=True)[:_MOST]
        return tuple([Suggestion(slug, round(score, 3)) for slug, score in best])

    def names_problem(self, text: str) -> bool:
        """Return whether `text` says that something is wrong, so that it may open a draft without a photo."""
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
        found = among if shown else likely  # beside a photo, only the kind of problem is unknown
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
