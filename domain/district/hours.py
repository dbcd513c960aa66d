"""Weekly hours as people write them: ``mon-fri 08:30-12:00 13:30-18:00``."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from domain.district.problems import BadValue

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_A_DAY = 24 * 60
_TIMES = re.compile(r"(\d{1,2}):([0-5]\d)-(\d{1,2}):([0-5]\d)", re.ASCII)

Interval = tuple[int, int]
"""Minutes after a day's midnight, without the end; above 1440 they are in the next day."""


@dataclass(frozen=True, slots=True)
class Hours:
    """The intervals of each weekday, Monday first, sorted and without overlap; at least one day has some."""

    week: tuple[tuple[Interval, ...], ...]

    @classmethod
    def parse(cls, lines: Iterable[str]) -> Self:
        """Read lines of days and times (``22:00-06:00`` runs into the next day, ``24:00`` ends one).

        Days are ``mon`` … ``sun``, ranges (also ``sat-mon``) and lists (``mon,wed``). Several lines add up.

        Raises:
            BadValue: A part cannot be read, or there are no hours at all.
        """
        week: list[list[Interval]] = [[] for _ in DAYS]
        for line in lines:
            days, *times = line.lower().split() or [""]
            intervals = [_read_times(part) for part in times]
            if not intervals:
                raise _unreadable(line)
            for day in _read_days(days):
                week[day].extend(intervals)
        if not any(week):
            raise _unreadable("")
        return cls(tuple(_join(intervals) for intervals in week))

    def holds(self, weekday: int, minute: int) -> bool:
        """Return whether a minute after midnight is within the hours of a weekday (0 is Monday)."""
        return any(start <= minute < end for start, end in self.week[weekday])


def _read_days(text: str) -> Iterator[int]:
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            raise _unreadable(part)
        start, end = DAYS.index(first), DAYS.index(last or first)
        length = (end - start) % len(DAYS) + 1
        yield from ((start + step) % len(DAYS) for step in range(length))


def _read_times(text: str) -> Interval:
    match = _TIMES.fullmatch(text)
    if match is None:
        raise _unreadable(text)
    start, end = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
    if start == end or start >= MINUTES_A_DAY or end > MINUTES_A_DAY:
        raise _unreadable(text)
    return start, end if end > start else end + MINUTES_A_DAY


def _unreadable(part: str) -> BadValue:
    return BadValue("bad_hours", part=part or "[]")


def _join(intervals: list[Interval]) -> tuple[Interval, ...]:
    joined: list[Interval] = []
    for start, end in sorted(intervals):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
