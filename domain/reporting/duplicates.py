"""Which open reports near by a new one may repeat: ranked by what a district learned from those that did."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

from domain.reporting.photo_hash import SAME_AT_MOST

SHOWN_AT_MOST: Final = 3
"""Candidates that a list has at most."""

_HOUR: Final = 3_600_000
_FLOOR: Final = math.log(1 / 33)
"""A candidate is listed if it is at least one 33rd as likely as an ordinary one of the same category."""

_FOLLOWED: Final = 0.09
"""The share of lists that may have a second candidate. Each list beyond it raises what the next second one must reach
by one (2.7 times as likely), so that nine lists of ten have one candidate at most, however dense the city."""


class Sign(NamedTuple):
    """Something that can be said of a new report and an open one near by, and that is counted: a trait and its value.

    The trait `category` has both slugs as its value, in the order of the alphabet; any other has one.
    """

    trait: str
    value: str
    other: str = ""


class Tally(NamedTuple):
    """How often a sign was seen: with a report that might have been repeated, and with one that was."""

    chances: int
    duplicates: int


Lesson = Mapping[Sign, Tally]
"""What is to be added to an experience."""

SAME: Final = Sign("categories", "same")
DIFFERENT: Final = Sign("categories", "different")
LISTS: Final = Sign("lists", "all")
"""Its chances are lists made, its repeats those with a second candidate."""

_NEVER: Final = Tally(0, 0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An open report near a new one.

    Attributes:
        id: of the report. category: its slug.
        distance_m: metres between the two. age_ms: by how much it is the elder.
        differing_bits: of the photo_hashes of their likest photos, 0-128; all where they show different pictures, None
            where the new one has no photo.
    """

    id: int
    category: str
    distance_m: float
    age_ms: int
    differing_bits: int | None = None


class Reach(NamedTuple):
    """How far off (metres) and how long ago (days) a report may stand that a new one of a category repeats.

    `told_apart`: the category is of a catalogue made to be told apart, where a report of another category is no
    candidate before somebody took the two for each other. In other lists of categories one never knows.
    """

    radius_m: float
    days: float
    told_apart: bool = False


class Ranked(NamedTuple):
    """A candidate with the logarithm of how likely it is repeated, beside an ordinary one of the same category."""

    score: float
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class _Scale:
    """A trait in steps, nearest first: their upper limits, and what is thought of them before anything is known."""

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
"""Percentages, and at the same time how many reports it takes to outweigh them."""

_SAME: Final = (100.0, 10.0)
_DIFFERENT: Final = (500.0, 2.0)
"""Chances and repeats of reports of one category and of two, before anything is known."""

_PAIR_WEIGHT: Final = 20.0
"""Chances that it takes until a pair of categories is judged by itself rather than as any pair."""


class Experience:
    """What a district knows of repeats, as counts of signs; counts that it never heard of are nought."""

    def __init__(self, tallies: Lesson | None = None) -> None:
        self._tallies: dict[Sign, Tally] = dict(tallies or {})
        self._scales: dict[str, tuple[float, ...]] = {}

    def add(self, lesson: Lesson) -> Self:
        """Learn."""
        for sign, tally in lesson.items():
            known = self[sign]
            self._tallies[sign] = Tally(known.chances + tally.chances, known.duplicates + tally.duplicates)
            self._scales.pop(sign.trait, None)
        return self

    def __getitem__(self, sign: Sign) -> Tally:
        return self._tallies.get(sign, _NEVER)

    @property
    def beyond_budget(self) -> float:
        """How many lists more than there should be had a second candidate."""
        lists, followed = self[LISTS]
        return max(0.0, followed - _FOLLOWED * lists)

    def confuses(self, one: str, other: str) -> bool:
        """Whether two categories are one, or were ever taken for each other."""
        return one == other or self[category_pair(one, other)].duplicates > 0

    def score(self, signs: Collection[Sign], competitors: int) -> float:
        """How likely it is that a report with these signs is repeated, as in `Ranked`.

        Naive Bayes with counts for probabilities: a new report repeats one report at most, so that each of several
        `competitors` of one category gets its part.
        """
        return sum(map(self._weight, signs)) - math.log(competitors)

    def _weight(self, sign: Sign) -> float:
        if sign.trait == "category":
            return self._category_weight(sign)
        return self._scale(sign.trait)[int(sign.value)]

    def _category_weight(self, sign: Sign) -> float:
        """By the pair's own counts as far as they reach, else by those of two categories, or of one with itself."""
        ordinary = self._rate(SAME, _SAME)
        prior = ordinary if sign.value == sign.other else self._rate(DIFFERENT, _DIFFERENT)
        chances, repeats = self[sign]
        rate = (repeats + _PAIR_WEIGHT * prior) / (max(chances, repeats) + _PAIR_WEIGHT)
        return math.log(rate / ordinary)

    def _rate(self, sign: Sign, prior: tuple[float, float]) -> float:
        chances, repeats = self[sign]
        return (repeats + prior[1]) / (max(chances, repeats) + prior[0])

    def _scale(self, trait: str) -> tuple[float, ...]:
        """The weight of each step; a farther one never weighs more than a nearer one, whatever chance made of it."""
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
    """The sign of two categories, in whichever order."""
    return Sign("category", *sorted((one, other)))


def signs_of(category: str, radius_m: float, candidate: Candidate) -> tuple[Sign, ...]:
    """What can be said of a new report of this category, within whose radius the candidate stands."""
    signs = (
        category_pair(category, candidate.category),
        Sign("distance", _SCALES["distance"].step(candidate.distance_m / radius_m)),
        Sign("age", _SCALES["age"].step(candidate.age_ms / _HOUR)),
    )
    if candidate.differing_bits is None:
        return signs
    return (*signs, Sign("photo", _SCALES["photo"].step(candidate.differing_bits)))


def rank(category: str, reach: Reach, candidates: Sequence[Candidate], experience: Experience) -> list[Ranked]:
    """The candidates of a new report, the likeliest first."""
    competitors = Counter(each.category for each in candidates)
    return in_order(
        Ranked(experience.score(signs_of(category, reach.radius_m, each), competitors[each.category]), each)
        for each in candidates
        if not reach.told_apart or experience.confuses(category, each.category)
    )


def in_order(ranked: Iterable[Ranked]) -> list[Ranked]:
    """The likeliest first; of those equally likely, the eldest."""
    return sorted(ranked, key=lambda each: (-each.score, -each.candidate.age_ms, each.candidate.id))


def cut(ranked: Iterable[Ranked], experience: Experience) -> list[Ranked]:
    """What a list shows of a ranking: the likely ones, the second and third only within the budget of such lists."""
    shown: list[Ranked] = []
    needed = _FLOOR
    for each in ranked:
        if each.score < needed or len(shown) == SHOWN_AT_MOST:
            break
        shown.append(each)
        needed = _FLOOR + experience.beyond_budget
    return shown


def lesson_of_list(listed: int) -> Lesson:
    """What a list of so many candidates teaches of its length."""
    return {LISTS: Tally(1, int(listed > 1))}


def lesson_of_candidates(
    category: str, radius_m: float, candidates: Iterable[Candidate], repeated: Collection[int]
) -> Lesson:
    """What a new report teaches: each candidate was a chance, those with an id in `repeated` were repeated."""
    lesson: dict[Sign, Tally] = {}
    for each in candidates:
        repeats = int(each.id in repeated)
        kind = SAME if each.category == category else DIFFERENT
        for sign in (kind, *signs_of(category, radius_m, each)):
            known = lesson.get(sign, _NEVER)
            lesson[sign] = Tally(known.chances + 1, known.duplicates + repeats)
    return lesson


def lesson_of_duplicate(category: str, radius_m: float, original: Candidate) -> Lesson:
    """What is learned later of a candidate that was counted as a chance when the report came: it was repeated."""
    learned = lesson_of_candidates(category, radius_m, (original,), (original.id,))
    return {sign: Tally(0, tally.duplicates) for sign, tally in learned.items()}


def lesson_of_confusion(one: str, other: str) -> Lesson:
    """What a correction of a category teaches, or a repeat from out of reach: these two are taken for each other."""
    return {category_pair(one, other): Tally(1, 1)} if one != other else {}
