"""When an activity is, read from staff's words: a day, a beginning and perhaps an end."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from domain.language.day_reading import COUNT, Reading, count_of
from domain.language.written_days import days_in

USUAL_MINUTES: Final = 120
"""How long an activity takes whose end is not said."""

FARTHEST: Final = timedelta(366)
_HOUR, _NOON, _DAY = 60, 12 * 60, 24 * 60


class Unclear(StrEnum):
    """Why words tell no time for an activity."""

    NO_DAY = "no_day"
    TWO_DAYS = "two_days"
    NO_TIME = "no_time"
    ENDS_FIRST = "ends_first"
    PAST = "past"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when, ms UTC."""

    starts_at: int
    ends_at: int


def span_said(words: str, now: int, timezone: ZoneInfo) -> Span | Unclear:
    """Return the time that words name, seen from `now` (ms UTC), or why they name none that can be."""
    folded = _SATURDAY.sub("saturday", unicodedata.normalize("NFKC", words).lower())
    folded = _RANGE_EN.sub(r"\1\3-\2\3", _SUNDAY.sub("sunday", folded))
    clocks = list(_CLOCK.finditer(folded))
    today = datetime.fromtimestamp(now / 1000, timezone).date()
    days = days_in(_CLOCK.sub(" ", folded), Reading(today, lambda _: True))
    if len(days) != 1:
        return Unclear.TWO_DAYS if days else Unclear.NO_DAY
    hours = _hours(clocks)
    if isinstance(hours, Unclear):
        return hours
    (day,) = days
    starts_at = _at(day, hours[0], timezone)
    if starts_at <= now:
        return Unclear.PAST
    return Unclear.FAR if day - today > FARTHEST else Span(starts_at, _at(day, hours[1], timezone))


def clock_in(folded: str) -> tuple[int, str] | None:
    """Return the one clock that words in lower case name, in minutes of the day, and what else they say; else None."""
    clocks = list(_CLOCK.finditer(folded))
    minutes = _minutes(clocks[0], _part(clocks[0])) if len(clocks) == 1 else None
    return None if minutes is None else (minutes, _CLOCK.sub(" ", folded))


def _hours(clocks: list[re.Match[str]]) -> tuple[int, int] | Unclear:
    """Return beginning and end in minutes of the day; an end without a part of the day is in that of the beginning."""
    read = [_minutes(clock, _part(clock)) for clock in clocks]
    if len(read) not in {1, 2} or any(minutes is None for minutes in read):
        return Unclear.NO_TIME
    first, last = read[0] or 0, read[-1] or 0
    if len(read) == 1:
        return first, first + USUAL_MINUTES
    if last <= first and not _part(clocks[1]):
        last = _minutes(clocks[1], _part(clocks[0])) or 0
    return Unclear.ENDS_FIRST if last <= first else (first, last)


def _part(clock: re.Match[str]) -> str:
    return clock["part"] or clock["half"] or ""


def _minutes(clock: re.Match[str], part: str) -> int | None:
    """Return a clock in a part of the day, in minutes of the day; None for one that there is not."""
    hour = count_of(clock["hour"] or clock["hour_zh"] or clock["hour_en"])
    minute = int(clock["minute"] or clock["minute_zh"] or clock["minute_en"] or 0)
    minute = {"半": 30, "一刻": 15, "三刻": 45}.get(clock["fraction"] or "", minute)
    total = _in_part(hour, part) * _HOUR + minute
    return total if minute < _HOUR and total <= _DAY else None


def _in_part(hour: int, part: str) -> int:
    """Return an hour as its part of the day means it: 晚上 12 点 is the end of the day."""
    twelve = _NOON // _HOUR
    if part in _NIGHT and hour == twelve:
        return 2 * twelve
    if hour < twelve and (part in _LATE or (part == "中午" and hour <= _NOON_LATEST)):
        return hour + twelve
    return 0 if part in _EARLY and hour == twelve else hour


def _at(day: date, minutes: int, timezone: ZoneInfo) -> int:
    """Return that minute of a day, or of the next one, in ms UTC."""
    local = datetime.combine(day, time(), timezone) + timedelta(minutes=minutes)
    return int(local.timestamp() * 1000)


_NIGHT: Final = frozenset({"晚上", "晚"})
_LATE: Final = _NIGHT | {"下午", "傍晚", "pm"}
_EARLY: Final = frozenset({"凌晨", "am"})
_NOON_LATEST: Final = 2
_CLOCK: Final = re.compile(
    r"(?P<part>凌晨|早上|早|上午|中午|下午|傍晚|晚上|晚)?\s*(?<!\d)(?:"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?!\d)(?!\s*[ap]m\b)|"
    rf"(?P<hour_zh>{COUNT})\s*[点时](?:钟|整|(?P<fraction>半|[一三]刻)|(?P<minute_zh>\d{{1,2}})\s*分?)?|"
    r"(?P<hour_en>\d{1,2})(?:[:.](?P<minute_en>\d{2}))?\s*(?P<half>[ap]m)\b)"
)
_RANGE_EN: Final = re.compile(r"(?<!\d)(\d{1,2}(?::\d{2})?)\s*(?:-|–|to|until)\s*(\d{1,2}(?::\d{2})?)\s*([ap]m)\b")
_SATURDAY, _SUNDAY = re.compile(r"\bsat\b"), re.compile(r"\bsun\b")
