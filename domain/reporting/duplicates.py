"""Duplicate search: nearby open reports, ranked by what the district has learned from past duplicates."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

from domain.reporting.photo_hash import SAME_AT_MOST

SHOWN_AT_MOST: Final = 3
"""The maximum number of candidates in a list."""

_HOUR: Final = 3_600_000
_FLOOR: Final = math.log(1 / 33)
"""A candidate is listed if it is at least one 33rd as likely as an ordinary one of the same category."""

_FOLLOWED: Final = 0.09
"""The share of lists that may have a second candidate.

Each list beyond it raises the threshold of the next second candidate by one (2.7 times as likely). So nine lists in ten
have one candidate at most, however dense the city is.
"""


class Sign(NamedTuple):
    """A counted feature of a new report and a nearby open one: a trait and its value.

    The trait `category` has both slugs as its values, in alphabetical order; other traits have one value.
    """

    trait: str
    value: str
    other: str = ""


class Tally(NamedTuple):
    """How often a sign was seen: with a possible original (`chances`), and with an actual one (`duplicates`)."""

    chances: int
    duplicates: int


Lesson = Mapping[Sign, Tally]
"""Counts to be added to an experience."""

SAME: Final = Sign("categories", "same")
DIFFERENT: Final = Sign("categories", "different")
LISTS: Final = Sign("lists", "all")
"""Its chances count lists, its duplicates count lists with a second candidate."""

_NEVER: Final = Tally(0, 0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An open report near a new one.

    Attributes:
        id: The report's id.
        category: Its slug.
        distance_m: The distance between the two in metres.
        age_ms: How much older it is than the new one.
        differing_bits: The differing bits (0-128) between the hashes of their most similar photos; 128 if they show
            different pictures, None if the new report has no photo.
    """

    id: int
    category: str
    distance_m: float
    age_ms: int
    differing_bits: int | None = None


class Reach(NamedTuple):
    """The radius (metres) and the age (days) within which a new report's original is searched.

    `told_apart` is True for catalogues whose categories are distinct: a report of another category is then a candidate
    only once the two categories have been mistaken for each other.
    """

    radius_m: float
    days: float
    told_apart: bool = False


class Ranked(NamedTuple):
    """A candidate with its score: the log odds of being the original, relative to an ordinary one of the category."""

    score: float
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class _Scale:
    """The steps of a trait, nearest first: upper limits, and prior weights for duplicates and others."""

    limits: tuple[float, ...]
    duplicates: tuple[float, ...]
    others: tuple[float, ...]

    def step(self, measure: float) -> str:
        return str(next((step for step, limit in enumerate(self.limits) if measure <= limit), len(self.limits)))


_SCALES: Final = {
    "distance": _Scale((0.05, 0.3, 0.6), (70, 10, 10, 10), (30, 10, 20, 40)),  # shares of the radius
    "age": _Scale((1, 6, 24, 72, 168), (40, 15, 12, 12, 11, 10), (20, 10, 10, 20, 20, 20)),  # hours
    "photo": _Scale((SAME_AT_MOST,), (15, 85), (0.1, 99.9)),  # differing bits
}
"""The prior weights are percentages, and also the number of reports that it takes to outweigh them."""

_SAME: Final = (100.0, 10.0)
_DIFFERENT: Final = (500.0, 2.0)
"""The prior chances and duplicates of reports of the same and of different categories."""

_PAIR_WEIGHT: Final = 20.0
"""The number of chances after which a pair of categories is judged by its own counts."""


class Experience:
    """A district's counts of signs; unknown signs count as zero."""

    def __init__(self, tallies: Lesson | None = None) -> None:
        self._tallies: dict[Sign, Tally] = dict(tallies or {})
        self._scales: dict[str, tuple[float, ...]] = {}

    def add(self, lesson: Lesson) -> Self:
        """Add the counts of a lesson and return this experience."""
        for sign, tally in lesson.items():
            known = self[sign]
            self._tallies[sign] = Tally(known.chances + tally.chances, known.duplicates + tally.duplicates)
            self._scales.pop(sign.trait, None)
        return self

    def __getitem__(self, sign: Sign) -> Tally:
        return self._tallies.get(sign, _NEVER)

    @property
    def beyond_budget(self) -> float:
        """How many more lists than intended had a second candidate."""
        lists, followed = self[LISTS]
        return max(0.0, followed - _FOLLOWED * lists)

    def confuses(self, one: str, other: str) -> bool:
        """Return whether two categories are the same, or have been mistaken for each other."""
        return one == other or self[category_pair(one, other)].duplicates > 0

    def score(self, signs: Collection[Sign], competitors: int) -> float:
        """Return the score of a report with these signs, as in `Ranked`.

        This is naive Bayes with counts as probabilities. A new report repeats one report at most, so several
        `competitors` of one category share the probability.
        """
        return sum(map(self._weight, signs)) - math.log(competitors)

    def _weight(self, sign: Sign) -> float:
        if sign.trait == "category":
            return self._category_weight(sign)
        return self._scale(sign.trait)[int(sign.value)]

    def _category_weight(self, sign: Sign) -> float:
        """Return the weight of a pair by its own counts, smoothed by those of all pairs of its kind."""
        ordinary = self._rate(SAME, _SAME)
        prior = ordinary if sign.value == sign.other else self._rate(DIFFERENT, _DIFFERENT)
        chances, repeats = self[sign]
        rate = (repeats + _PAIR_WEIGHT * prior) / (max(chances, repeats) + _PAIR_WEIGHT)
        return math.log(rate / ordinary)

    def _rate(self, sign: Sign, prior: tuple[float, float]) -> float:
        chances, repeats = self[sign]
        return (repeats + prior[1]) / (max(chances, repeats) + prior[0])

    def _scale(self, trait: str) -> tuple[float, ...]:
        """Return the weight of each step; a farther step never weighs more than a nearer one."""
        if trait not in self._scales:
            scale = _SCALES[trait]
            tallies = [self[Sign(trait, str(step))] for step in range(len(scale.duplicates))]
            repeats = [tally.duplicates + prior for tally, prior in zip(tallies, scale.duplicates, strict=True)]
            others = [
                max(0, tally.chances - tally.duplicates) + prior
                for tally, prior in zip(tallies, scale.others, strict=True)
            ]
            level = math.log(sum(others) / sum(repeats))
            weights = [math.log(one / other) + level for one, other in zip(repeats, others, strict=True)]
            self._scales[trait] = tuple(min(weights[: step + 1]) for step in range(len(weights)))
        return self._scales[trait]


def category_pair(one: str, other: str) -> Sign:
    """Return the sign of two categories, in any order."""
    return Sign("category", *sorted((one, other)))


def signs_of(category: str, radius_m: float, candidate: Candidate) -> tuple[Sign, ...]:
    """Return the signs of a new report of this category and a candidate within its radius."""
    signs = (
        category_pair(category, candidate.category),
        Sign("distance", _SCALES["distance"].step(candidate.distance_m / radius_m)),
        Sign("age", _SCALES["age"].step(candidate.age_ms / _HOUR)),
    )
    if candidate.differing_bits is None:
        return signs
    return (*signs, Sign("photo", _SCALES["photo"].step(candidate.differing_bits)))


def rank(category: str, reach: Reach, candidates: Sequence[Candidate], experience: Experience) -> list[Ranked]:
    """Return the candidates of a new report, the most likely first."""
    competitors = Counter(each.category for each in candidates)
    return in_order(
        Ranked(experience.score(signs_of(category, reach.radius_m, each), competitors[each.category]), each)
        for each in candidates
        if not reach.told_apart or experience.confuses(category, each.category)
    )


def in_order(ranked: Iterable[Ranked]) -> list[Ranked]:
    """Return the most likely first, and of those equally likely the oldest."""
    return sorted(ranked, key=lambda each: (-each.score, -each.candidate.age_ms, each.candidate.id))


def cut(ranked: Iterable[Ranked], experience: Experience) -> list[Ranked]:
    """Return the candidates to show: the likely ones, with a second or third only within the budget."""
    shown: list[Ranked] = []
    needed = _FLOOR
    for each in ranked:
        if each.score < needed or len(shown) == SHOWN_AT_MOST:
            break
        shown.append(each)
        needed = _FLOOR + experience.beyond_budget
    return shown


def lesson_of_list(listed: int) -> Lesson:
    """Return the lesson of a list with this many candidates."""
    return {LISTS: Tally(1, int(listed > 1))}


def lesson_of_candidates(
    category: str, radius_m: float, candidates: Iterable[Candidate], repeated: Collection[int]
) -> Lesson:
    """Return the lesson of a new report: each candidate is a chance, those in `repeated` are duplicates."""
    lesson: dict[Sign, Tally] = {}
    for each in candidates:
        repeats = int(each.id in repeated)
        kind = SAME if each.category == category else DIFFERENT
        for sign in (kind, *signs_of(category, radius_m, each)):
            known = lesson.get(sign, _NEVER)
            lesson[sign] = Tally(known.chances + 1, known.duplicates + repeats)
    return lesson


def lesson_of_duplicate(category: str, radius_m: float, original: Candidate) -> Lesson:
    """Return the lesson that a candidate, already counted as a chance, turned out to be the original."""
    learned = lesson_of_candidates(category, radius_m, (original,), (original.id,))
    return {sign: Tally(0, tally.duplicates) for sign, tally in learned.items()}


def lesson_of_confusion(one: str, other: str) -> Lesson:
    """Return the lesson that two categories are mistaken for each other; empty if they are the same."""
    return {category_pair(one, other): Tally(1, 1)} if one != other else {}
