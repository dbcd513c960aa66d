"""ISO weeks in district time: their names, their spans, the Monday hour at which they are told."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

_NAME = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
TOLD_AT = time(9)
"""District time on Monday at which the week before is told."""


@dataclass(frozen=True, slots=True)
class Week:
    """One ISO week (https://www.iso.org/iso-8601-date-and-time-format.html) in a time zone."""

    year: int
    number: int

    def __str__(self) -> str:
        """As `2026-W46`."""
        return f"{self.year}-W{self.number:02d}"

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    def span(self, timezone: tzinfo) -> tuple[int, int]:
        """From its Monday's midnight to the next one's, ms UTC."""
        return _instant(self.monday, time(), timezone), _instant(self.monday + timedelta(7), time(), timezone)

    def told_at(self, timezone: tzinfo) -> int:
        """When it is told: the Monday after it at 09:00, ms UTC."""
        return _instant(self.monday + timedelta(7), TOLD_AT, timezone)


def parse_week(text: str) -> Week:
    """Read `2026-W46`. Raises ValueError for anything else, a week that the year lacks included."""
    parts = _NAME.fullmatch(text)
    if parts is None:
        raise ValueError(f"{text!r} is no week")
    week = Week(int(parts[1]), int(parts[2]))
    week.monday  # noqa: B018  raises for week 53 of a year with 52
    return week


def week_of(at_ms: int, timezone: tzinfo) -> Week:
    """The week that holds an instant."""
    year, number, _ = datetime.fromtimestamp(at_ms / 1000, timezone).isocalendar()
    return Week(year, number)


def last_told(at_ms: int, timezone: tzinfo) -> Week:
    """The newest week whose telling is due at this instant."""
    week = week_before(week_of(at_ms, timezone))
    return week if week.told_at(timezone) <= at_ms else week_before(week)


def week_before(week: Week) -> Week:
    """The week before."""
    year, number, _ = (week.monday - timedelta(7)).isocalendar()
    return Week(year, number)


def week_after(week: Week) -> Week:
    """The week after."""
    year, number, _ = (week.monday + timedelta(7)).isocalendar()
    return Week(year, number)


def _instant(day: date, at: time, timezone: tzinfo) -> int:
    return int(datetime.combine(day, at, timezone).timestamp() * 1000)
