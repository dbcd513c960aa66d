"""A replay of past reports that measures how well duplicates would have been found."""

import math
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from domain.geo.positions import METRES_PER_DEGREE, distance_m
from domain.reporting.duplicates import (
    Candidate,
    Experience,
    Ranked,
    Reach,
    cut,
    in_order,
    lesson_of_candidates,
    lesson_of_confusion,
    lesson_of_list,
    rank,
)

DEFAULT_POINT_REPORTS: Final = 10
"""From this many reports at the most frequent exact position, it counts as a default point, not a busy spot."""

_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class PastReport:
    """A report of the history.

    Attributes:
        id: The id that the pairs use.
        category: Any text.
        lat, lng: Degrees.
        submitted_at, closed_at: Milliseconds of one clock; closed_at is None if it was never closed.
    """

    id: str
    category: str
    lat: float
    lng: float
    submitted_at: int
    closed_at: int | None


@dataclass(slots=True)
class ReplayResult:
    """The counts of a replay.

    Attributes:
        lengths: How many reports got a list of each length.
        pairs_scored: Pairs whose earlier report was open and within reach of the later one.
        pairs_outside: All other pairs.
        listed, first: Scored pairs whose earlier report was in the later one's list, and first in it.
        at_default_point: Reports left out because they are at the file's default point.
    """

    lengths: Counter[int] = field(default_factory=Counter)
    pairs_scored: int = 0
    pairs_outside: int = 0
    listed: int = 0
    first: int = 0
    at_default_point: int = 0

    def length(self, share: float) -> int:
        """Return the length that this share of the lists does not exceed (nearest rank); 0 if there are none."""
        rank_wanted, seen = math.ceil(share * self.lengths.total()), 0
        for length in sorted(self.lengths):
            seen += self.lengths[length]
            if seen >= rank_wanted:
                return length
        return 0


class Moment(NamedTuple):
    """One report as it came in: its candidates, the candidates listed, and the reports that it repeats.

    All are indexes into the replayed reports.
    """

    place: int
    candidates: tuple[int, ...]
    listed: tuple[int, ...]
    elders: tuple[int, ...]


def replay(
    reports: Iterable[PastReport],
    pairs: Iterable[tuple[str, str]],
    reach: Callable[[str], Reach],
    watched: Callable[[Sequence[PastReport]], Iterable[PastReport]] = iter,
) -> ReplayResult:
    """Rank every report in order of time, and compare the lists with the pairs of duplicates.

    A pair is learned only after its later report has been ranked; `closed_at` only says whether the earlier one was
    still open. Reports of the same instant keep the given order. `watched` passes each report through, for a progress
    display.
    """
    ordered = sorted(reports, key=lambda report: report.submitted_at)
    kept = _without_default_point(ordered)
    elders, unknown = _by_younger(kept, pairs)
    outcome = ReplayResult(pairs_outside=unknown, at_default_point=len(ordered) - len(kept))
    for moment in moments(kept, elders, reach, watched):
        outcome.lengths[len(moment.listed)] += 1
        for elder in moment.elders:
            scored = elder in moment.candidates
            outcome.pairs_scored += scored
            outcome.pairs_outside += not scored
            outcome.listed += elder in moment.listed
            outcome.first += moment.listed[:1] == (elder,)
    return outcome


def moments(
    reports: Sequence[PastReport],
    elders: Mapping[int, Sequence[int]],
    reach: Callable[[str], Reach],
    watched: Callable[[Sequence[PastReport]], Iterable[PastReport]] = iter,
) -> Iterator[Moment]:
    """Yield a moment for each report in order of time; `elders` gives, by index, the reports that each repeats."""
    past = _Past(reports, reach)
    for place, report in enumerate(watched(reports)):
        listed, candidates = past.ranked(place)
        known = tuple(elders.get(place, ()))
        past.learn(place, candidates, known, len(listed))
        past.add(place, report)
        ids = tuple(each.candidate.id for each in listed)
        yield Moment(place, tuple(each.id for each in candidates), ids, known)


def _without_default_point(reports: Sequence[PastReport]) -> list[PastReport]:
    """Return the reports not at the most frequent position, which a city uses for unknown places."""
    points = Counter((report.lat, report.lng) for report in reports)
    default, count = max(points.items(), key=lambda item: item[1], default=((0.0, 0.0), 0))
    if count < DEFAULT_POINT_REPORTS:
        return list(reports)
    return [report for report in reports if (report.lat, report.lng) != default]


def _by_younger(
    reports: Sequence[PastReport], pairs: Iterable[tuple[str, str]]
) -> tuple[Mapping[int, Sequence[int]], int]:
    """Return the indexes of each later report's originals, and how many pairs name an unknown report."""
    places = {report.id: place for place, report in enumerate(reports)}
    elders: dict[int, list[int]] = defaultdict(list)
    unknown = 0
    for pair in dict.fromkeys((min(pair), max(pair)) for pair in pairs):
        one, other = (places.get(name, -1) for name in pair)
        if one < 0 or other < 0 or one == other:
            unknown += 1
        else:
            elders[max(one, other)].append(min(one, other))
    return elders, unknown


class _Past:
    """The reports known at a moment of the replay, in grid cells, and what has been learned so far."""

    def __init__(self, reports: Sequence[PastReport], reach: Callable[[str], Reach]) -> None:
        self._reports = reports
        self._reach = {category: reach(category) for category in {report.category for report in reports}}
        self._days = max((each.days for each in self._reach.values()), default=0)
        self._cell = max((each.radius_m for each in self._reach.values()), default=1) / METRES_PER_DEGREE
        self._cells: dict[tuple[int, int], deque[int]] = defaultdict(deque)
        self._repeats: dict[int, int] = {}
        self._experience = Experience()

    def ranked(self, place: int) -> tuple[list[Ranked], list[Candidate]]:
        """Return the list for the report at this index, and all its candidates."""
        report = self._reports[place]
        candidates = list(self._candidates(report))
        ranking = rank(report.category, self._reach[report.category], candidates, self._experience)
        return cut(self._originals_first(ranking), self._experience), candidates

    def learn(self, place: int, candidates: Sequence[Candidate], elders: Sequence[int], listed: int) -> None:
        """Learn which reports the one at this index repeats, if any."""
        report = self._reports[place]
        radius_m = self._reach[report.category].radius_m
        self._experience.add(lesson_of_candidates(report.category, radius_m, candidates, elders))
        self._experience.add(lesson_of_list(listed))
        near = {each.id for each in candidates}
        for elder in elders:
            self._repeats[place] = elder
            if elder not in near:
                self._experience.add(lesson_of_confusion(report.category, self._reports[elder].category))

    def add(self, place: int, report: PastReport) -> None:
        """Make the report a candidate for later ones."""
        self._cells[self._cell_of(report)].append(place)

    def _originals_first(self, ranking: Sequence[Ranked]) -> list[Ranked]:
        """Rank a known original before its known duplicates."""
        scores = {each.candidate.id: each.score for each in ranking}
        for place in sorted(scores, reverse=True):  # the later first, so that a chain passes its score on
            original = self._repeats.get(place, -1)
            if original in scores:
                scores[original] = max(scores[original], scores[place])
        return in_order(Ranked(scores[each.candidate.id], each.candidate) for each in ranking)

    def _candidates(self, report: PastReport) -> Iterator[Candidate]:
        reach = self._reach[report.category]
        since = report.submitted_at - reach.days * _DAY_MS
        for place in self._around(report):
            other = self._reports[place]
            if other.submitted_at < since or (other.closed_at is not None and other.closed_at <= report.submitted_at):
                continue
            distance = distance_m(report, other)
            if distance <= reach.radius_m:
                yield Candidate(place, other.category, distance, report.submitted_at - other.submitted_at)

    def _around(self, report: PastReport) -> Iterator[int]:
        """Yield the indexes in the surrounding cells, and drop those too old for any report."""
        oldest = report.submitted_at - self._days * _DAY_MS
        row, column = self._cell_of(report)
        half = self._columns_across(report.lat)
        for cell in ((y, x) for y in (row - 1, row, row + 1) for x in range(column - half, column + half + 1)):
            standing = self._cells.get(cell)
            while standing and self._reports[standing[0]].submitted_at < oldest:
                standing.popleft()
            yield from standing or ()

    def _cell_of(self, report: PastReport) -> tuple[int, int]:
        return int(report.lat // self._cell), int(report.lng // self._cell)

    def _columns_across(self, lat: float) -> int:
        """Return how many columns a radius spans; cells get narrower, in metres, towards the poles."""
        return min(60, math.ceil(1 / max(1e-9, math.cos(math.radians(lat)))))
