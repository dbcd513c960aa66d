"""Wording of a station's hours: of a day, and of the week with its holidays."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Final

from babel.dates import get_day_names

from domain.district.clocks import Calendar
from domain.district.hours import DAYS, MINUTES_A_DAY, Interval
from texts.base.locale import Locale
from texts.base.times import LOCALES

_WHOLE_DAY: Final = (0, MINUTES_A_DAY)


def hours_of_day(opening: Calendar, now: int, locale: Locale) -> str:
    """Return the hours of the day that is now, ms UTC."""
    return _times(opening.intervals(datetime.fromtimestamp(now / 1000, opening.timezone).date()), locale)


def hours_of_week(opening: Calendar, locale: Locale) -> str:
    """Return all hours in one line."""
    parts = (locale.plain("hours.days", days=days, times=times) for days, times in rows_of_week(opening, locale))
    return locale.plain("hours.between").join(parts)


def rows_of_week(opening: Calendar, locale: Locale) -> Iterator[tuple[str, str]]:
    """Yield days and their hours: those with the same ones together, then holidays where they have their own."""
    for intervals, days in groupby(range(len(DAYS)), lambda day: opening.hours.week[day]):
        yield _days([*days], locale), _times(intervals, locale)
    if opening.holidays:
        yield locale.plain("hours.holidays"), _times(opening.holiday_hours, locale)


def _days(days: list[int], locale: Locale) -> str:
    if len(days) == len(DAYS):
        return locale.plain("hours.daily")
    names = get_day_names("abbreviated", locale=LOCALES[locale.language])
    first, last = names[days[0]], names[days[-1]]
    return str(first) if first == last else locale.plain("hours.range", first=first, last=last)


def _times(intervals: tuple[Interval, ...], locale: Locale) -> str:
    if intervals == (_WHOLE_DAY,):
        return locale.plain("hours.whole_day")
    return locale.plain("hours.and").join(_written(intervals)) or locale.plain("hours.closed")


def _written(intervals: tuple[Interval, ...]) -> Iterator[str]:
    for start, end in intervals:
        yield f"{_clock(start)}–{_clock(end)}"


def _clock(minute: int) -> str:
    """Return a minute after midnight as a clock shows it; the end of a day is 24:00, not the next one's beginning."""
    hour, rest = divmod(minute if minute == MINUTES_A_DAY else minute % MINUTES_A_DAY, 60)
    return f"{hour:02}:{rest:02}"
