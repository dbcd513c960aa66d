"""ISO weeks, calendar months and years in district time: names, spans, and the time of the digest."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from domain.week.slots import DAY, USUAL

_NAME = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)
_MONTH = re.compile(r"([1-9]\d{3})-(0[1-9]|1[0-2])", re.ASCII)


_FIRST_YEAR, _LAST_YEAR = 1971, 9998
"""Years beyond have neighbours that no calendar or clock here knows."""


class Span(NamedTuple):
    """A span of time, ms UTC: `start` is included, `end` is not."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Week:
    """One ISO week (https://www.iso.org/iso-8601-date-and-time-format.html)."""

    year: int
    number: int

    def __str__(self) -> str:
        """Return the week as `2026-W46`."""
        return f"{self.year}-W{self.number:02d}"

    @property
    def monday(self) -> date:
        """The first day of the week."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def days(self) -> tuple[date, date]:
        """Its first and its last day."""
        return self.monday, self.monday + timedelta(6)

    def shifted(self, by: int) -> "Week":
        """Return the week so many weeks later."""
        year, number, _ = (self.monday + timedelta(7 * by)).isocalendar()
        return Week(year, number)

    def told_at(self, timezone: tzinfo, slot: int = USUAL) -> int:
        """Return when its digest is due in the following week, ms UTC; `slot` is one of `domain.week.slots.SLOTS`.

        An hour that the clocks leave out is the one behind it; one that they repeat counts as it comes first.
        """
        day, hour = divmod(slot, DAY)
        return _instant(self.monday + timedelta(7 + day), time(hour), timezone)


@dataclass(frozen=True, slots=True)
class Month:
    """One calendar month."""

    year: int
    number: int

    def __str__(self) -> str:
        """Return the month as `2026-11`."""
        return f"{self.year}-{self.number:02d}"

    @property
    def days(self) -> tuple[date, date]:
        """Its first and its last day."""
        following = self.shifted(1)
        return date(self.year, self.number, 1), date(following.year, following.number, 1) - timedelta(1)

    def shifted(self, by: int) -> "Month":
        """Return the month so many months later."""
        years, number = divmod(self.number - 1 + by, 12)
        return Month(self.year + years, number + 1)


Period = Week | Month


@dataclass(frozen=True, slots=True)
class Year:
    """One calendar year."""

    number: int

    def __str__(self) -> str:
        """Return the year as `2026`."""
        return f"{self.number:04d}"

    @property
    def days(self) -> tuple[date, date]:
        """Its first and its last day."""
        return date(self.number, 1, 1), date(self.number, 12, 31)


def span_of(period: Period | Year, timezone: tzinfo) -> Span:
    """Return the span from the first instant of a period to that of the next one."""
    first, last = period.days
    return Span(_instant(first, time(), timezone), _instant(last + timedelta(1), time(), timezone))


def span_so_far(period: Period | Year, timezone: tzinfo, now: int) -> Span:
    """Return the span of a period up to `now` (ms UTC), so that no limit which is yet to come counts as missed.

    Of a period that is to come it is empty.
    """
    whole = span_of(period, timezone)
    return Span(whole.start, max(whole.start, min(whole.end, now + 1)))


def parse_period(text: str) -> Period:
    """Read a week written as `2026-W46` or a month written as `2026-11`.

    Raises:
        ValueError: The text is neither, or there is no such week or month.
    """
    parts = _MONTH.fullmatch(text)
    return Month(int(parts[1]), int(parts[2])) if parts else parse_week(text)


def month_of(at_ms: int, timezone: tzinfo) -> Month:
    """Return the month that contains a time (ms UTC)."""
    at = datetime.fromtimestamp(at_ms / 1000, timezone)
    return Month(at.year, at.month)


def year_of(at_ms: int, timezone: tzinfo) -> Year:
    """Return the year that contains a time (ms UTC)."""
    return Year(month_of(at_ms, timezone).year)


def parse_year(text: str) -> Year:
    """Read a year written as `2026`.

    Raises:
        ValueError: The text is no year, or one that has not been counted and will not be.
    """
    if _YEAR.fullmatch(text) is None or not _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        raise ValueError(f"{text!r} is no year")
    return Year(int(text))


def day_of(at_ms: int, timezone: tzinfo) -> date:
    """Return the day that contains a time (ms UTC)."""
    return datetime.fromtimestamp(at_ms / 1000, timezone).date()


def parse_week(text: str) -> Week:
    """Read a week written as `2026-W46`.

    Raises:
        ValueError: The text is not a week, or the year has no such week, or is none to count from or to.
    """
    parts = _NAME.fullmatch(text)
    if parts is None:
        raise ValueError(f"{text!r} is no week")
    week = Week(int(parts[1]), int(parts[2]))
    if not _FIRST_YEAR <= week.year <= _LAST_YEAR:
        raise ValueError(f"{text!r} is in no year that has been counted, or will be")
    week.monday  # noqa: B018  raises for week 53 of a year with 52
    return week


def week_of(at_ms: int, timezone: tzinfo) -> Week:
    """Return the week that contains a time (ms UTC)."""
    year, number, _ = datetime.fromtimestamp(at_ms / 1000, timezone).isocalendar()
    return Week(year, number)


def year_told_with(week: Week) -> Year | None:
    """Return the year that riders are told with the digest of this week: with the last one told wholly in December."""
    _, last = week.shifted(1).days
    return Year(last.year) if (last + timedelta(7)).year != last.year else None


def last_week(at_ms: int, timezone: tzinfo) -> Week:
    """Return the newest week that was over at this time (ms UTC)."""
    return week_of(at_ms, timezone).shifted(-1)


def _instant(day: date, at: time, timezone: tzinfo) -> int:
    return int(datetime.combine(day, at, timezone).timestamp() * 1000)
