"""The hours of a station as its file writes them: weekly hours, and those of statutory holidays."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from domain.district.clocks import Calendar
from domain.district.hours import DAYS, Hours, Interval
from domain.district.problems import BadValue

_PARTS: Final = re.compile("[;；]")
_HOLIDAYS: Final = "holidays"
_CLOSED: Final = "closed"


def parse_opening(text: str, calendar: Calendar) -> Calendar:
    """Return when a station is open, by lines of `Hours.parse` with a semicolon between, and the district's holidays.

    A line ``holidays 10:00-16:00`` or ``holidays closed`` says what counts on those; without one they are days like
    others. On a make-up workday the hours of the first weekday that has any count.

    Raises:
        BadValue: It cannot be read, there are no weekly hours, or two lines contradict each other.
    """
    lines = [line for part in _PARTS.split(text) if (line := part.strip().lower())]
    special = [line for line in lines if line.split()[0] == _HOLIDAYS]
    weekly = [line for line in lines if line not in special]
    if len(special) > 1:
        raise BadValue("hours_contradict", part="; ".join(special))
    hours = Hours.parse(weekly)
    _check_apart(weekly)
    opening = calendar.with_hours(hours)
    if not special:
        return replace(opening, holidays=frozenset())
    return replace(opening, holiday_hours=_on_holidays(special[0]))


def _on_holidays(line: str) -> tuple[Interval, ...]:
    _, *times = line.split()
    if times == [_CLOSED]:
        return ()
    if not times:
        raise BadValue("bad_hours", part=line)
    written = f"{DAYS[0]} {' '.join(times)}"
    _check_apart([written])
    return Hours.parse([written]).week[0]


def _check_apart(lines: Iterable[str]) -> None:
    """Raise BadValue where two times of one day overlap, each of which says another end."""
    written: list[tuple[int, Interval, str]] = []
    for line in lines:
        days, *times = line.split()
        for time in times:
            week = Hours.parse([f"{days} {time}"]).week
            written += [(day, interval, f"{days} {time}") for day, found in enumerate(week) for interval in found]
    for (day, before, one), (other_day, after, other) in pairwise(sorted(written)):
        if day == other_day and after[0] < before[1]:
            raise BadValue("hours_contradict", part=f"{one}; {other}")
