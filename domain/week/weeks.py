"""ISO weeks in district time: names, spans, and the time of the digest."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

_NAME = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
TOLD_AT = time(9)
"""The district time on Monday at which the digest of the previous week is sent."""


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

    def span(self, timezone: tzinfo) -> tuple[int, int]:
        """Return its first instant and that of the next week, ms UTC."""
        return _instant(self.monday, time(), timezone), _instant(self.monday + timedelta(7), time(), timezone)

    def told_at(self, timezone: tzinfo) -> int:
        """Return when its digest is due: the following Monday at 09:00, ms UTC."""
        return _instant(self.monday + timedelta(7), TOLD_AT, timezone)


def parse_week(text: str) -> Week:
    """Read a week written as `2026-W46`.

    Raises:
        ValueError: The text is not a week, or the year has no such week.
    """
    parts = _NAME.fullmatch(text)
    if parts is None:
        raise ValueError(f"{text!r} is no week")
    week = Week(int(parts[1]), int(parts[2]))
    week.monday  # noqa: B018  raises for week 53 of a year with 52
    return week


def week_of(at_ms: int, timezone: tzinfo) -> Week:
    """Return the week that contains a time (ms UTC)."""
    year, number, _ = datetime.fromtimestamp(at_ms / 1000, timezone).isocalendar()
    return Week(year, number)


def last_told(at_ms: int, timezone: tzinfo) -> Week:
    """Return the newest week whose digest is due at this time (ms UTC)."""
    week = week_before(week_of(at_ms, timezone))
    return week if week.told_at(timezone) <= at_ms else week_before(week)


def week_before(week: Week) -> Week:
    """Return the previous week."""
    year, number, _ = (week.monday - timedelta(7)).isocalendar()
    return Week(year, number)


def week_after(week: Week) -> Week:
    """Return the next week."""
    year, number, _ = (week.monday + timedelta(7)).isocalendar()
    return Week(year, number)


def _instant(day: date, at: time, timezone: tzinfo) -> int:
    return int(datetime.combine(day, at, timezone).timestamp() * 1000)
