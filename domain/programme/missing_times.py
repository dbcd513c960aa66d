"""When a missing person was last seen, read from staff's words."""

import re
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from domain.language.day_reading import COUNT, Reading, count_of
from domain.language.written_days import days_in
from domain.programme.activity_times import clock_in

LONGEST_AGO: Final = timedelta(30)


class Unread(StrEnum):
    """Why words tell no time at which somebody can have been seen."""

    NO_TIME = "no_time"
    FUTURE = "future"
    LONG_AGO = "long_ago"


def moment_said(words: str, now: int, timezone: ZoneInfo) -> int | Unread:
    """Return the moment that words name, ms UTC, seen from `now` (ms UTC): a day and a clock, or how long ago.

    Without a day it is today.
    """
    folded = unicodedata.normalize("NFKC", words).lower().strip()
    at = now if _NOW.search(folded) else _ago(folded, now) or _on_day(folded, now, timezone)
    if at is None:
        return Unread.NO_TIME
    if at > now:
        return Unread.FUTURE
    return Unread.LONG_AGO if now - at > LONGEST_AGO.total_seconds() * 1000 else at


def _ago(folded: str, now: int) -> int | None:
    found = _AGO.search(folded)
    if found is None:
        return None
    said = found["count"] or found["count_en"]
    half = said == "半" or said.startswith("half")
    units = 0.5 if half else count_of(said) if said not in _ONE else 1
    unit = found["unit"] or found["unit_en"]
    minutes = units * (60 if unit.startswith(("小", "钟", "h")) else 1)
    return now - int(minutes * 60_000)


def _on_day(folded: str, now: int, timezone: ZoneInfo) -> int | None:
    clock = clock_in(folded)
    if clock is None:
        return None
    minutes, rest = clock
    today = datetime.fromtimestamp(now / 1000, timezone)
    back = next((days for pattern, days in _BACK if pattern.search(folded)), None)
    days = [*days_in(rest, Reading(today.date(), lambda _: True))] if back is None else []
    if len(days) > 1:
        return None
    day = days[0] if days else today.date() - timedelta(back or 0)
    local = datetime(day.year, day.month, day.day, tzinfo=timezone) + timedelta(minutes=minutes)
    return int(local.timestamp() * 1000)


_NOW: Final = re.compile(r"刚刚|刚才|\bjust now\b|\bright now\b")
_ONE: Final = frozenset({"an", "a", "one"})
_BACK: Final = (
    (re.compile(r"前天|\bday before yesterday\b"), 2),
    (re.compile(r"昨|\byesterday\b|\blast night\b"), 1),
)
_AGO: Final = re.compile(
    rf"(?P<count>半|{COUNT})\s*个?\s*(?P<unit>小时|钟头|分钟)(?:之?前|以前)|"
    r"(?P<count_en>half an|an?|one|\d{1,3})\s*(?P<unit_en>hours?|h|minutes?|mins?|m)\s+ago"
)
