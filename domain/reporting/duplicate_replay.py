"""How well repeats would have been found: a history of reports, ranked one by one with what was known by then."""

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
"""Reports at the most frequent exact position that make it a default point rather than a busy spot."""

_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class PastReport:
    """A report of a history.

    Attributes:
        id: as the pairs name it. category: in whatever words.
        lat, lng: degrees. submitted_at, closed_at: milliseconds of one clock; None where it was never closed.
    """

    id: str
    category: str
    lat: float
    lng: float
    submitted_at: int
    closed_at: int | None


@dataclass(slots=True)
class ReplayResult:
    """What a replay counted.

    Attributes:
        lengths: of lists, by how many reports got one so long.
        pairs_scored: pairs whose elder was open, within reach of the younger. pairs_outside: all others.
        listed, first: pairs scored whose elder stood in the younger's list, and first in it.
        at_default_point: reports that were left out because they stand at the file's default point.
    """

    lengths: Counter[int] = field(default_factory=Counter)
    pairs_scored: int = 0
    pairs_outside: int = 0
    listed: int = 0
    first: int = 0
    at_default_point: int = 0

    def length(self, share: float) -> int:
        """The length that so large a share of the lists do not exceed, by nearest rank; 0 of none."""
        rank_wanted, seen = math.ceil(share * self.lengths.total()), 0
        for length in sorted(self.lengths):
            seen += self.lengths[length]
            if seen >= rank_wanted:
                return length
        return 0


class Moment(NamedTuple):
    """A report as it came in: the places of its candidates, of those on its list, and of those that it repeats.

    A place is an index of the reports that are replayed.
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
    """Rank for every report, in the order of their times, and compare with the pairs of which one repeats the other.

    A pair is known only once its younger report has been ranked; `closed_at` tells nothing but whether the elder was
    still open. Reports of one instant stand in the order given. `watched` passes each report on as its turn comes.
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
    """Let reports, in the order of their times, come in one by one; `elders` are, by place, those that one repeats."""
    past = _Past(reports, reach)
    for place, report in enumerate(watched(reports)):
        listed, candidates = past.ranked(place)
        known = tuple(elders.get(place, ()))
        past.learn(place, candidates, known, len(listed))
        past.add(place, report)
        ids = tuple(each.candidate.id for each in listed)
        yield Moment(place, tuple(each.id for each in candidates), ids, known)


def _without_default_point(reports: Sequence[PastReport]) -> list[PastReport]:
    """The reports but for those at the most frequent position, where a city puts what it cannot place."""
    points = Counter((report.lat, report.lng) for report in reports)
    default, count = max(points.items(), key=lambda item: item[1], default=((0.0, 0.0), 0))
    if count < DEFAULT_POINT_REPORTS:
        return list(reports)
    return [report for report in reports if (report.lat, report.lng) != default]


def _by_younger(
    reports: Sequence[PastReport], pairs: Iterable[tuple[str, str]]
) -> tuple[Mapping[int, Sequence[int]], int]:
    """The places of each younger report's elders, and how many pairs name a report that is not there."""
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
    """The reports that stand at a moment of the replay, on a grid, and what was learned up to then."""

    def __init__(self, reports: Sequence[PastReport], reach: Callable[[str], Reach]) -> None:
        self._reports = reports
        self._reach = {category: reach(category) for category in {report.category for report in reports}}
        self._days = max((each.days for each in self._reach.values()), default=0)
        self._cell = max((each.radius_m for each in self._reach.values()), default=1) / METRES_PER_DEGREE
        self._cells: dict[tuple[int, int], deque[int]] = defaultdict(deque)
        self._repeats: dict[int, int] = {}
        self._experience = Experience()

    def ranked(self, place: int) -> tuple[list[Ranked], list[Candidate]]:
        """The list that the report at this place gets, and all its candidates."""
        report = self._reports[place]
        candidates = list(self._candidates(report))
        ranking = rank(report.category, self._reach[report.category], candidates, self._experience)
        return cut(self._originals_first(ranking), self._experience), candidates

    def learn(self, place: int, candidates: Sequence[Candidate], elders: Sequence[int], listed: int) -> None:
        """Take in that the report at this place repeats these elders, or none."""
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
        """Let the report stand from now on."""
        self._cells[self._cell_of(report)].append(place)

    def _originals_first(self, ranking: Sequence[Ranked]) -> list[Ranked]:
        """Let what is known to be repeated, being the elder, stand before what is known to repeat it."""
        scores = {each.candidate.id: each.score for each in ranking}
        for place in sorted(scores, reverse=True):  # the younger first, so that a chain passes its score on
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
        """The places of what stands in the cells around; what is too old for any report is forgotten on the way."""
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
        """Cells are as many degrees wide as they are high: towards the poles a radius spans more of them."""
        return min(60, math.ceil(1 / max(1e-9, math.cos(math.radians(lat)))))
