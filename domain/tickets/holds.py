"""The end of a hold, read from staff's words."""

import re
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

_DEFAULT: Final = timedelta(7)
_RESUMES_AT: Final = time(9)
_NEVER: Final = date.min
"""What a day that there is not is read as: it lies behind, whatever today is."""

_ON_DATE: Final = re.compile(
    r"(?<!\d)(?:(20\d\d)\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]|(?<!\d)(20\d\d)-(\d{1,2})-(\d{1,2})(?!\d)"
)
"""No word boundaries, as Chinese has no spaces around a date."""

_SOON: Final = (("大后天", 3), ("后天", 2), ("明天", 1), ("明日", 1), ("tomorrow", 1))
_WEEKDAYS: Final = "一二三四五六日"
_ON_WEEKDAY: Final = re.compile(
    r"(?<![上每个])(?P<later>下{0,2})(?P<this>[这本]?)(?:个?星期|个?礼拜|周)(?P<day>[一二三四五六日天])"
)
_NEXT_WEEK: Final = re.compile(r"下(?:个?星期|个?礼拜|周)|\bnext week\b", re.IGNORECASE)
_NEXT_MONTH: Final = re.compile(r"下个?月|\bnext month\b", re.IGNORECASE)
_ENGLISH_WEEKDAY: Final = re.compile(
    r"(?<!last )\b(?P<next>next )?(?P<day>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?"
    r"|saturday|sunday)\b",
    re.IGNORECASE,
)
_ENGLISH_DAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")

_NUMERALS: Final = {"两": 2.0, "半": 0.5, "a": 1.0} | {each: 1.0 + at for at, each in enumerate("一二三四五六七八九十")}
_SPAN: Final = re.compile(
    r"(?<![\d.第月周期拜])(?P<count>\d{1,3}|[一二两三四五六七八九十半]|\ba)\s*"
    r"(?:(?P<days>[天日]|days?\b)|(?P<weeks>个?星期|个?礼拜|周|weeks?\b)|(?P<months>个月|months?\b))",
    re.IGNORECASE,
)
_UNITS: Final = {"days": 1, "weeks": 7, "months": 30}


def hold_until(words: str, now: int, timezone: tzinfo) -> int | None:
    """Return the end of a hold in ms UTC: a week if the words give none, None if they give no future day.

    A day is given as `2026-12-01`, `2026年12月1日`, `12月1日`, `明天`, `周五`, `下周三`, `下周`, `月底` or
    `next Friday`, and means 09:00 district time; without a year it is the next such day. A time is given as `3 天`,
    `两周`, `半个月` or `3 days`. Of several, a date counts before a day of the week, and a day before a time.
    """
    today = datetime.fromtimestamp(now / 1000, timezone).date()
    found = (read(words, today) for read in (_dated, _soon, _on_weekday, _by_calendar))
    day = next((each for each in found if each is not None), None)
    if day is not None:
        return int(datetime.combine(day, _RESUMES_AT, timezone).timestamp() * 1000) if day > today else None
    span = _span(words)
    return now + span // timedelta(milliseconds=1) if span else None


def _dated(words: str, today: date) -> date | None:
    named = _ON_DATE.search(words)
    if named is None:
        return None
    year, month, day = (int(part or 0) for part in (named.groups()[:3] if named[2] else named.groups()[3:]))
    try:
        days = [date(each, month, day) for each in ((year,) if year else (today.year, today.year + 1))]
    except ValueError:
        return _NEVER
    return next((each for each in days if each > today), _NEVER)


def _soon(words: str, today: date) -> date | None:
    lower = words.lower()
    return next((today + timedelta(days) for word, days in _SOON if word in lower), None)


def _on_weekday(words: str, today: date) -> date | None:
    named, english = _ON_WEEKDAY.search(words), _ENGLISH_WEEKDAY.search(words)
    if named is not None:
        at = _WEEKDAYS.index(named["day"].replace("天", "日"))
        return _weekday(today, at, len(named["later"]), may_pass=bool(named["this"]))
    if english is not None:
        return _weekday(today, _ENGLISH_DAYS.index(english["day"][:2].lower()), int(bool(english["next"])))
    return None


def _weekday(today: date, at: int, weeks: int, *, may_pass: bool = False) -> date:
    """Return a day (0: Monday) so many weeks after this one; if it is over, the next week's, unless it `may_pass`."""
    day = today - timedelta(today.weekday()) + timedelta(at + 7 * weeks)
    return day if day > today or may_pass else day + timedelta(7)


def _by_calendar(words: str, today: date) -> date | None:
    if _NEXT_WEEK.search(words):
        return _weekday(today, 0, 1)
    first = (today.replace(day=1) + timedelta(32)).replace(day=1)
    if _NEXT_MONTH.search(words):
        return first
    return first - timedelta(1) if "月底" in words else None


def _span(words: str) -> timedelta:
    named = _SPAN.search(words)
    if named is None:
        return _DEFAULT
    count = _NUMERALS.get(named["count"].lower()) or float(named["count"])
    return timedelta(count * _UNITS[named.lastgroup or "days"])
