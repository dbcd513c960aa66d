"""The end of a hold, read from staff's words."""

import re
from datetime import date, datetime, time, timedelta, tzinfo

_DAYS = 7
_RESUMES_AT = time(9)
_IN_DAYS = re.compile(r"(?<!\d)(\d{1,3})\s*(?:天|日|days?\b)", re.IGNORECASE)
_ON_DATE = re.compile(
    r"(?<!\d)(?:(20\d\d)\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]|(?<!\d)(20\d\d)-(\d{1,2})-(\d{1,2})(?!\d)"
)
"""No word boundaries, as Chinese has no spaces around a date."""


def hold_until(words: str, now: int, timezone: tzinfo) -> int | None:
    """Return the end of a hold in ms UTC: a week if the words give none, None if they give no future day.

    Words give it as `3 天` or `3 days`, or as `2026-12-01`, `2026年12月1日` or `12月1日`, at 09:00 district time. A day
    without a year is the next such day.
    """
    today = datetime.fromtimestamp(now / 1000, timezone).date()
    named, in_days = _ON_DATE.search(words), _IN_DAYS.search(words)
    if named:
        year, month, day = (int(part or 0) for part in (named.groups()[:3] if named[2] else named.groups()[3:]))
        return _morning_of(year, month, day, today, timezone)
    days = int(in_days[1]) if in_days else _DAYS
    return now + int(timedelta(days) / timedelta(milliseconds=1)) if days else None


def _morning_of(year: int, month: int, day: int, today: date, timezone: tzinfo) -> int | None:
    years = (year,) if year else (today.year, today.year + 1)
    try:
        days = [date(each, month, day) for each in years]
    except ValueError:
        return None
    coming = next((each for each in days if each > today), None)
    return int(datetime.combine(coming, _RESUMES_AT, timezone).timestamp() * 1000) if coming else None
