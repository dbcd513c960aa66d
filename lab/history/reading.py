"""Converts rows of another system's table into records."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from domain.district.catalogue import Category
from domain.district.district import District
from domain.district.problems import BadValue
from domain.geo.datums import position_on
from domain.reporting.reports import Status
from files import csv_rows
from files.csv_times import TimeReader
from lab.history.cells import moment, read_key
from lab.history.columns_file import SKIPPED, Meanings
from lab.history.survey import Survey
from lab.routing_table import read_position
from services.upkeep.history import SOURCE, Record

_DAY: Final = 86_400_000
_CLOSED: Final = (
    "closed",
    "resolved",
    "completed",
    "done",
    "finished",
    "fixed",
    "已关闭",
    "关闭",
    "已办结",
    "办结",
    "已结案",
    "结案",
    "已完成",
    "完成",
    "已处理",
)
_OPEN: Final = (
    *("open", "new", "pending", "assigned", "in progress", "reopened", "acknowledged", "received"),
    *("待处理", "处理中", "办理中", "未办结", "待办", "受理中", "已受理", "未处理"),
)
_ENDED: Final[Mapping[str, bool]] = dict.fromkeys(_CLOSED, True) | dict.fromkeys(_OPEN, False)
"""Whether a status ends a case; for other statuses the closing time decides."""


class Skipped(Exception):
    """A row is left out on purpose; ``why`` is the figure that counts it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Understanding:
    """Converts the rows of a table into records, and counts their statuses and unknown categories."""

    def __init__(self, district: District, meanings: Meanings, seen: Survey, now: int) -> None:
        self.statuses: Counter[tuple[str, Status]] = Counter()
        self.unknown_categories: Counter[str] = Counter()
        self._district = district
        self._meanings = meanings
        self._now = now
        self.times = TimeReader(district.timezone, meanings.time_format, day_first=seen.day_first)
        self.default_point = seen.default_point
        self._categories = _spellings(district, meanings)

    def record(self, row: csv_rows.Record) -> Record:
        """Return the record of a row.

        Raises:
            BadValue: The row has no usable id, category, position or time.
            Skipped: The row is left out on purpose.
        """
        values = row.values
        key = read_key(values["id"])
        category = self._category(values["category"])
        lat, lng = read_position(values["lat"], values["lng"])
        if (lat, lng) == self.default_point:
            raise Skipped("left_at_default_point")
        at = self._past(moment(values, "time", "day"))
        status, closed_at = self._end(values["status"], moment(values, "closed", "closed_day"), at)
        position = position_on(self._meanings.datum, lat, lng, SOURCE)
        return Record(key, at, category, position, status, closed_at, values["note"])

    def _category(self, value: str) -> Category:
        slug = self._categories.get(value.casefold(), self._meanings.other)
        if slug is None:
            self.unknown_categories[value] += 1
            raise BadValue("unknown_category", value=value, close="")
        if slug == SKIPPED:
            raise Skipped("skipped")
        return self._district.catalogue[slug]

    def _past(self, value: str) -> int:
        at = self.times.read(value)
        form = self._meanings.time_format
        if at is None and form is not None:
            raise BadValue("import_time_form", value=value, form=form)
        if at is None or not 0 < at <= self._now + _DAY:
            raise BadValue("import_time", value=value)
        return at

    def _end(self, status: str, closed: str, at: int) -> tuple[Status, int | None]:
        """Return the status, and the closing time in ms UTC; the time of the report if the closing time is unknown."""
        closed_at = self._past(closed) if closed else None
        taken = self._meanings.statuses.get(status.casefold())
        if taken is None:
            ended = _ENDED.get(status.casefold(), closed_at is not None)
            taken = Status.CLOSED_UNCONFIRMED if ended else Status.ROUTED
        if status:
            self.statuses[status, taken] += 1
        return taken, None if taken is Status.ROUTED else max(at, closed_at or at)


def _spellings(district: District, meanings: Meanings) -> Mapping[str, str]:
    """Return slugs by spelling: slug, name in either language, or value in the district's columns.toml."""
    named = {name.casefold(): each.slug for each in district.catalogue.values() for name in (each.zh, each.en)}
    slugs = {slug.casefold(): slug for slug in district.catalogue}
    return named | slugs | {value.casefold(): slug for value, slug in meanings.categories.items()}
