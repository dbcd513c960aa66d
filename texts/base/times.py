"""Wording of times, in the district's time zone."""

from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from babel.dates import format_skeleton, format_timedelta

from texts.base.wording import words_of

LOCALES = {"zh": "zh_Hans_CN", "en": "en_GB"}
_NEAR_DAYS = {-1: "time.yesterday", 0: "time.today", 1: "time.tomorrow"}
_MINUTE = 60_000
_DAY = 24 * 60 * _MINUTE
_UNITS = (_MINUTE, 60 * _MINUTE, _DAY, 7 * _DAY, 30 * _DAY, 365 * _DAY)


def moment(at: int, now: int, timezone: tzinfo, language: str) -> str:
    """Return an instant (ms UTC) as seen from `now`: `今天 18:00`, `24 Nov 18:00`; for short-lived messages."""
    local, today = _local(at, timezone), _local(now, timezone)
    near = _NEAR_DAYS.get((local.date() - today.date()).days)
    if near is None:
        return stamp(at, timezone, language)
    return words_of(language).plain(near, clock=f"{local:%H:%M}")


def stamp(at: int, timezone: tzinfo, language: str) -> str:
    """Return an instant (ms UTC) as date and clock, for messages that stay for days: `11月24日 18:00`."""
    local = _local(at, timezone)
    return f"{_date(local.date(), language)} {local:%H:%M}"


def second(at: int, timezone: tzinfo, language: str) -> str:
    """Return an instant (ms UTC) to the second, for who must know exactly: `11月24日 18:00:07`."""
    local = _local(at, timezone)
    return f"{_date(local.date(), language)} {local:%H:%M:%S}"


def day(at: int, timezone: tzinfo, language: str) -> str:
    """Return the date of an instant (ms UTC): `11月24日`."""
    return _date(_local(at, timezone).date(), language)


def weekday(at: int, timezone: tzinfo, language: str) -> str:
    """Return the date of an instant (ms UTC) with its day of the week, see `named_day`."""
    return named_day(_local(at, timezone).date(), language)


def named_day(day: date, language: str) -> str:
    """Return a date with its day of the week: `12月9日（周三）`, `Wed 9 Dec`."""
    weekday = str(format_skeleton("E", day, locale=LOCALES[language]))
    return words_of(language).plain("time.day", day=_date(day, language), weekday=weekday)


def full(at: int, timezone: tzinfo, language: str) -> str:
    """Return an instant (ms UTC) with its year, for what is kept: `2026年11月24日 18:00`."""
    return f"{long_day(at, timezone, language)} {_local(at, timezone):%H:%M}"


def long_day(at: int, timezone: tzinfo, language: str) -> str:
    """Return the date of an instant (ms UTC) with its year, for what is kept: `2026年11月24日`."""
    return str(format_skeleton("yMMMMd", _local(at, timezone).date(), locale=LOCALES[language]))


def month(at: int, timezone: tzinfo, language: str) -> str:
    """Return the month of an instant (ms UTC): `2026年11月`."""
    return str(format_skeleton("yMMMM", _local(at, timezone).date(), locale=LOCALES[language]))


def short_day(at: int, timezone: tzinfo, language: str) -> str:
    """Return the date of an instant (ms UTC) in figures, for lists: `11/24`, `24/11`."""
    return str(format_skeleton("Md", _local(at, timezone).date(), locale=LOCALES[language]))


def ago(at: int, now: int, language: str) -> str:
    """Return how long ago an instant was: `3分钟前`; *just now* for less than a minute and for the future."""
    if now - at < _MINUTE:
        return words_of(language).plain("time.just_now")
    passed = timedelta(milliseconds=at - now)
    return str(format_timedelta(passed, add_direction=True, threshold=1, locale=LOCALES[language]))


def lasting(span_ms: int, language: str) -> str:
    """Return a time span in words: `25分钟`, `3 hours`."""
    span = max(span_ms, _MINUTE) // 1000 * 1000
    unit = max(unit for unit in _UNITS if span >= unit)
    within = min((longer - 1000 for longer in _UNITS if longer > span), default=span + unit)
    return _counted(min(round(span / unit) * unit, within), language)


@lru_cache(maxsize=512)
def _counted(span_ms: int, language: str) -> str:
    """Keep the spans of some whole units: lists of what is late have thousands of them."""
    span = timedelta(milliseconds=span_ms)
    return str(format_timedelta(span, threshold=1, granularity="minute", locale=LOCALES[language]))


@lru_cache(maxsize=64)
def _date(date: date, language: str) -> str:
    """Keep the dates of these days: each card has several, and wording one takes as long as the rest of its line."""
    return str(format_skeleton("MMMd", date, locale=LOCALES[language]))


def _local(at: int, timezone: tzinfo) -> datetime:
    return datetime.fromtimestamp(at / 1000, timezone)
