"""Measures how many repeated reports of a history would have been found."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC
from typing import Any

from domain.district.catalogue import Catalogue
from domain.district.problems import BadValue
from domain.reporting.duplicate_replay import PastReport, ReplayResult, replay
from domain.reporting.duplicates import Reach
from files.csv_rows import Record
from files.csv_times import SlashDates, TimeReader
from lab.routing_table import read_position

Watch = Callable[[Sequence[PastReport]], Iterable[PastReport]]

UNUSABLE = ("without_id", "repeated_id", "without_place", "without_time")


def is_day_first(records: Iterable[Record]) -> bool:
    """Return whether dates with slashes begin with the day.

    Raises:
        BadValue: Some dates begin with the day and others with the month.
    """
    return SlashDates(record.values[role] for record in records for role in ("time", "closed")).day_first()


class History:
    """The reports of a file, and counts of the rows that are unusable, by reason."""

    def __init__(self, records: Iterable[Record], *, day_first: bool = False) -> None:
        self.unusable: Counter[str] = Counter()
        self.times = TimeReader(UTC, day_first=day_first)  # as only differences count
        self._ids: set[str] = set()
        self.reports = [report for record in records if (report := self._read(record.values)) is not None]

    def _read(self, values: Mapping[str, str]) -> PastReport | None:
        report = self._parsed(values)
        if isinstance(report, str):
            self.unusable[report] += 1
            return None
        self._ids.add(report.id)
        return report

    def _parsed(self, values: Mapping[str, str]) -> PastReport | str:
        """Return the report of a row, or the reason why it is unusable."""
        name, category = values["id"], values["category"]
        if not name or not category:
            return "without_id"
        if name in self._ids:
            return "repeated_id"
        try:
            lat, lng = read_position(values["lat"], values["lng"])
        except BadValue:
            return "without_place"
        submitted_at = self.times.read(values["time"])
        if submitted_at is None:
            return "without_time"
        return PastReport(name, category, lat, lng, submitted_at, self.times.read(values["closed"]))


def measure(
    history: History, pairs: Iterable[tuple[str, str]], catalogue: Catalogue, otherwise: Reach, watched: Watch
) -> dict[str, Any]:
    """Replay a history and return figures as plain data; `otherwise` is the reach for unknown categories."""

    def reach(category: str) -> Reach:
        known = catalogue.get(category)
        return otherwise if known is None else Reach(known.duplicate_radius_m, known.duplicate_days, told_apart=True)

    outcome = replay(history.reports, pairs, reach, watched)
    return {
        "recall": _share(outcome.listed, outcome),
        "original_first": _share(outcome.first, outcome),
        "pairs_scored": outcome.pairs_scored,
        "pairs_outside": outcome.pairs_outside,
        "suggestions_median": outcome.length(0.5),
        "suggestions_p90": outcome.length(0.9),
        "reports": outcome.lengths.total(),
        "at_default_point": outcome.at_default_point,
        "never_closed": sum(report.closed_at is None for report in history.reports),
        "unusable": history.unusable.total(),
        **{reason: history.unusable[reason] for reason in UNUSABLE},
    }


def _share(count: int, outcome: ReplayResult) -> float | None:
    return round(count / outcome.pairs_scored, 6) if outcome.pairs_scored else None
