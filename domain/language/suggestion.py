"""Category suggestions for a rider's words: by the classifier, and by phrases for unlearned categories."""

import itertools
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, NamedTuple, Protocol

from domain.language.classifier import NONE, NOTHING_LIKELY, Classifier, Likely
from domain.language.phrase_reading import OTHER, PROBLEM, Described, PhraseReader
from domain.language.spelling import normalise

_MOST: Final = 3
_OTHER: Final = 0.2  # the score of a problem of no category, by phrases

_OPENS_FROM: Final = 0.9
"""Words alone open a draft from this probability of a report on: better no draft than an unwanted one."""

_ASKS_FROM: Final = 0.4
"""Words alone are asked about from this probability of a report on; below it they report nothing."""

_FILLS_FROM: Final = 0.45
"""The best category is filled in from this probability on: nine in ten of those filled in are right."""

_FILLS_REPORTS_FROM: Final = 0.3
"""Beside a photo nothing is filled in below this probability of a report: thanks, or the name of a place."""

_URGENT_TIMES: Final = 3.5
"""An urgent category comes first only where it is this much likelier than each that is not: a false alarm is dear."""

_URGENT_REPORTS_FROM: Final = 0.5
"""An urgent category comes first only from this probability of a report on."""


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


class Known(Described, Protocol):
    """The parts of a category that are suggested; `domain.district.catalogue.Category` has them."""

    @property
    def urgent(self) -> bool:
        """Whether it comes first only where it is sure."""


def judge(likely: Likely, urgent: AbstractSet[str], *, shown: bool) -> Reading:
    """Return what a text means, by what is learned; `urgent` are the slugs of urgent categories."""
    opens = Opens.YES if shown else _opens(likely.report)
    if opens is Opens.NO:
        return NOTHING_READ
    guesses = best_of(likely.problems, urgent, wary=likely.report < _URGENT_REPORTS_FROM)
    sure = likely.report >= _FILLS_REPORTS_FROM and bool(guesses) and guesses[0].score >= _FILLS_FROM
    return Reading(guesses, fills=sure, opens=opens)


def _opens(report: float) -> Opens:
    if report >= _OPENS_FROM:
        return Opens.YES
    return Opens.ASK if report >= _ASKS_FROM else Opens.NO


def best_of(
    scores: Mapping[str, float],
    urgent: AbstractSet[str],
    *,
    wary: bool = False,
    apart: AbstractSet[str] = frozenset(),
) -> tuple[Suggestion, ...]:
    """Return the best three; the best urgent category is always one of them, but first only where it is sure.

    If `wary`, it is never first, unless there are urgent ones only. Scores of slugs `apart` are no probabilities: these
    are ranked by them alone.
    """
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    alarm = next(filter(urgent.__contains__, ranked), None)
    calm = next(itertools.filterfalse((urgent | apart).__contains__, ranked), None)
    if alarm is not None and calm is not None:
        if alarm not in apart and (wary or scores[alarm] < _URGENT_TIMES * scores[calm]):
            place = min(ranked.index(alarm), ranked.index(calm))
            ranked.remove(calm)
            ranked.insert(place, calm)
        if alarm not in ranked[:_MOST]:
            ranked[_MOST - 1] = alarm
    return tuple([Suggestion(slug, round(scores[slug], 3)) for slug in ranked[:_MOST]])


class Suggester:
    """Suggests categories of a catalogue for texts; it keeps no state between texts.

    Categories that the classifier has learned are read by it, all others by their names and phrases.

    Raises:
        ValueError: A phrase cannot be read; the message contains it.
    """

    def __init__(self, categories: Iterable[Known], classifier: Classifier | None = None) -> None:
        by_slug = {category.slug: category for category in categories}
        self._classifier = classifier
        self._urgent = frozenset(slug for slug, category in by_slug.items() if category.urgent)
        self._learned = frozenset(classifier.labels if classifier is not None else ()) & by_slug.keys() - {NONE}
        unlearned = [category for slug, category in by_slug.items() if slug not in self._learned]
        self._phrased = PhraseReader(unlearned) if unlearned else None
        self._all_known = classifier is not None and self._learned == frozenset(classifier.labels) - {NONE}

    def read(self, text: str, *, shown: bool = False) -> Reading:
        """Return what `text` means, alone or beside a photo that shows the problem (`shown`).

        `other` stands for a problem of no other category. Takes tens of microseconds for a caption, and time linear in
        the text's length.
        """
        plain = normalise(text)
        likely = self._by_learning(plain)
        phrased = self._by_phrases(plain, shown=shown)
        if not phrased:
            return judge(likely, self._urgent, shown=shown)
        learned = likely.problems if shown or _opens(likely.report) is not Opens.NO else {}
        apart = {slug: share * likely.report for slug, share in learned.items() if slug != OTHER}
        guesses = best_of(apart | phrased, self._urgent, apart=phrased.keys())
        fills_from = PROBLEM if guesses[0].slug in phrased else _FILLS_FROM
        return Reading(guesses, fills=guesses[0].score >= fills_from, opens=Opens.YES)

    def suggest(self, text: str, *, shown: bool = False) -> tuple[Suggestion, ...]:
        """Return the guesses of `read`."""
        return self.read(text, shown=shown).guesses

    def _by_learning(self, read: str) -> Likely:
        """Return the probability of a report, and of each learned category of the catalogue if it is one."""
        if self._classifier is None:
            return NOTHING_LIKELY
        likely = self._classifier.read(read)
        if self._all_known:
            return likely
        known = {slug: share for slug, share in likely.problems.items() if slug in self._learned}
        return Likely(likely.report, known)

    def _by_phrases(self, read: str, *, shown: bool) -> dict[str, float]:
        if self._phrased is None:
            return {}
        scores = self._phrased.weigh(read)
        is_other = scores.pop(OTHER, 0.0) >= PROBLEM
        named = {slug: score for slug, score in scores.items() if score >= PROBLEM}
        if named:
            return named
        return (scores if shown else {}) | ({OTHER: _OTHER} if is_other else {})
