"""Measures how often the bot finds the community or queue that a city recorded."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from domain.district.district import District
from domain.district.problems import BadValue
from domain.geo.positions import LatLng
from files.csv_rows import Record
from files.csv_times import SlashDates, TimeReader
from lab.default_point import Frequent, most_frequent
from lab.evaluation.spellings import Spellings
from lab.routing_table import read_position

ROLES: Final = ("lat", "lng", "category", "time", "truth")
COMMUNITY, QUEUE = "community", "queue"

_WORST_AT_MOST = 10


class Case(NamedTuple):
    """The values of a row that are read; rows with equal values get the same answer."""

    lat: str
    lng: str
    category: str
    time: str
    truth: str


class CategoryNeeded(Exception):
    """The truth names queues, and there is no category by which to find a queue."""


class _SetAside(Exception):
    """A row cannot be compared; ``reason`` is the figure that counts it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class Tally:
    """Results of rows, either all of them or those at one point."""

    rows: int = 0
    right: int = 0
    outside: int = 0
    wrong: Counter[tuple[str, str]] = field(default_factory=Counter)
    of_truth: Counter[str] = field(default_factory=Counter)

    def add(self, truth: str, found: str | None, rows: int) -> None:
        """Count rows with this truth and this answer; None means outside every community."""
        self.rows += rows
        self.of_truth[truth] += rows
        if found == truth:
            self.right += rows
            return
        self.outside += rows if found is None else 0
        self.wrong[truth, found or ""] += rows

    @property
    def share(self) -> float | None:
        """The share that is right, from 0 to 1; None if there are no rows."""
        return round(self.right / self.rows, 6) if self.rows else None


def gather(records: Iterable[Record]) -> Counter[Case]:
    """Count the rows of a file, equal ones together."""
    return Counter(Case(*(record.values.get(role, "") for role in ROLES)) for record in records)


class RoutingEvaluation:
    """Compares a district's answers with recorded truths; ``now`` (ms UTC) replaces a missing time."""

    def __init__(self, district: District, cases: Mapping[Case, int], now: int) -> None:
        """Decide from the truths whether they name communities or queues.

        Raises:
            CategoryNeeded: They name queues, and no row has a category.
            BadValue: Some dates begin with the day and others with the month.
        """
        self._district = district
        self._cases = cases
        self.times = TimeReader(district.timezone, day_first=SlashDates(case.time for case in cases).day_first())
        self._now = now
        self.compared_with, self._spellings = self._vocabulary()
        if self.compared_with == QUEUE and not any(case.category for case in cases):
            raise CategoryNeeded

    def document(self) -> dict[str, Any]:
        """Return figures, the worst confusions and the truths that name nothing, as plain data."""
        apart = self._most_frequent()
        counted, at_point, set_aside = Tally(), Tally(), Counter[str]()
        unknown: Counter[str] = Counter()
        for case, rows in self._cases.items():
            try:
                truth, place, found = self._answer(case)
            except _SetAside as aside:
                set_aside[aside.reason] += rows
                unknown.update({case.truth: rows} if aside.reason == "unknown_truth" else {})
                continue
            if place == apart.place:
                at_point.add(truth, found, rows)
            if place != apart.place or not apart.default:
                counted.add(truth, found, rows)
        return self._figures(counted, set_aside) | {
            "at_default_point": at_point.rows if apart.default else 0,
            "most_frequent_point": _at_point(apart, at_point),
            "unknown_truths": [{"truth": truth, "rows": rows} for truth, rows in unknown.most_common(_WORST_AT_MOST)],
        }

    def _figures(self, counted: Tally, set_aside: Counter[str]) -> dict[str, Any]:
        worst = counted.wrong.most_common(_WORST_AT_MOST)
        return {
            "compared_with": self.compared_with,
            "rows": self._cases_total(),
            "compared": counted.rows,
            "right": counted.right,
            "share_right": counted.share,
            "wrong": counted.rows - counted.right,
            "outside": counted.outside,
            "without_position": set_aside["without_position"],
            "without_truth": set_aside["without_truth"],
            "unknown_truth": set_aside["unknown_truth"],
            "unknown_category": set_aside["unknown_category"],
            "confusions": [{"truth": truth, "found": found or None, "rows": rows} for (truth, found), rows in worst],
            "worst": list(_worst(counted)),
        }

    def _cases_total(self) -> int:
        return sum(self._cases.values())

    def _answer(self, case: Case) -> tuple[str, LatLng, str | None]:
        """Return the truth, the place and the bot's answer.

        Raises:
            _SetAside: The row cannot be compared.
        """
        place = _place(case)
        if place is None:
            raise _SetAside("without_position")
        truth = self._spellings.find(case.truth)
        if truth is None:
            raise _SetAside("unknown_truth" if case.truth else "without_truth")
        found = self._district.community_at(*place)
        community = None if found is None else found.id
        if self.compared_with == COMMUNITY:
            return truth, place, community
        if case.category not in self._district.catalogue:
            raise _SetAside("unknown_category")
        at = self.times.read(case.time) or self._now
        return truth, place, self._district.route(case.category, community, at).queue.id

    def _vocabulary(self) -> tuple[str, Spellings]:
        """Return which of communities and queues more rows name, with its spellings; communities if equal."""
        communities = self._district.communities.values()
        queues = self._district.queues.values()
        vocabularies = {
            COMMUNITY: Spellings(
                [(one.id, one.id) for one in communities] + [(one.name, one.id) for one in communities]
            ),
            QUEUE: Spellings([(name, one.id) for one in queues for name in (one.id, one.zh, one.en)]),
        }
        known = {
            kind: sum(rows for case, rows in self._cases.items() if spellings.find(case.truth) is not None)
            for kind, spellings in vocabularies.items()
        }
        kind = max(known, key=lambda each: known[each])
        return kind, vocabularies[kind]

    def _most_frequent(self) -> Frequent:
        points: Counter[LatLng] = Counter()
        for case, rows in self._cases.items():
            place = _place(case)
            if place is not None:
                points[place] += rows
        return most_frequent(points)


def _at_point(frequent: Frequent, tally: Tally) -> dict[str, Any] | None:
    if frequent.place is None:
        return None
    return {
        "lat": frequent.place[0],
        "lng": frequent.place[1],
        "rows": frequent.rows,
        "compared": tally.rows,
        "right": tally.right,
        "share_right": tally.share,
        "set_apart": frequent.default,
    }


def _place(case: Case) -> LatLng | None:
    try:
        return read_position(case.lat, case.lng)
    except BadValue:
        return None


def _worst(tally: Tally) -> Iterator[dict[str, Any]]:
    """Yield the truths with the most wrong rows."""
    lost: Counter[str] = Counter()
    for (truth, _), rows in tally.wrong.items():
        lost[truth] += rows
    for truth, rows in lost.most_common(_WORST_AT_MOST):
        of_truth = tally.of_truth[truth]
        yield {"truth": truth, "rows": of_truth, "right": of_truth - rows, "share_right": round(1 - rows / of_truth, 6)}
