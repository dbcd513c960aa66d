"""What a day is read with: the day of reading, counts in figures and Chinese numerals, and rules over a text."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

ONE_DAY: Final = timedelta(1)
WEEK: Final = timedelta(7)
_JUST_PASSED: Final = WEEK
_MONTHS_A_YEAR: Final = 12

HIDDEN: Final = "※"
"""What stands in place of words that have been read."""

COUNT: Final = r"(?:\d{1,3}|[一二两俩三仨四五六七八九十]{1,3})"
"""A whole number as people write it, up to 999 in figures and 99 in numerals."""

_NUMERALS: Final = {each: 1 + at for at, each in enumerate("一二三四五六七八九")} | {"两": 2, "俩": 2, "仨": 3}


def count_of(text: str) -> int:
    """Return the number that COUNT has found; of two numerals side by side (三五 天) the second."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _NUMERALS[text[-1]]
    return 10 * (_NUMERALS[tens[-1]] if tens else 1) + (_NUMERALS[ones[-1]] if ones else 0)


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day; None if there is none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(day: date) -> date:
    """Return the last day of a day's month."""
    return (day.replace(day=1) + timedelta(31)).replace(day=1) - ONE_DAY


@dataclass(frozen=True, slots=True)
class Reading:
    """The day on which words are read, and which days are worked on."""

    today: date
    works_on: Callable[[date], bool]

    def weekday(self, weekday: int, weeks: int = 0) -> date:
        """Return a day (0: Monday) of this week, or of that so many weeks later."""
        return self.today + timedelta(weekday - self.today.weekday()) + weeks * WEEK

    def coming(self, weekday: int) -> date:
        """Return the next such day of the week, never today."""
        day = self.weekday(weekday)
        return day if day > self.today else day + WEEK

    def month(self, months: int = 0) -> date:
        """Return the first day of this month, or of that so many months later."""
        year, month = divmod(self.today.year * _MONTHS_A_YEAR + self.today.month - 1 + months, _MONTHS_A_YEAR)
        return date(year, month + 1, 1)

    def coming_month(self, month: int) -> date | None:
        """Return the first day of the next such month, this one included; None if there is no such month."""
        months = (self.month(each) for each in range(_MONTHS_A_YEAR))
        return next((first for first in months if first.month == month), None)

    def nearest(self, month: int, day: int) -> date | None:
        """Return the day of that name nearest to today: one that has just passed, or one to come; None without one."""
        days = [day_of(self.today.year + each, month, day) for each in (-1, 0, 1)]
        return min(filter(None, days), key=lambda each: abs(each - self.today), default=None)

    def day_of_month(self, day: int) -> date | None:
        """Return the next such day of a month, or the last one, if that was in the past week."""
        days = [day_of(first.year, first.month, day) for first in map(self.month, (-1, 0, 1, 2))]
        found = [each for each in days if each is not None and each + _JUST_PASSED >= self.today]
        return next((each for each in found if each != self.today), None)

    def months_later(self, months: int) -> date:
        """Return the same day so many months later, or the last one of a shorter month."""
        last = month_end(self.month(months))
        return last.replace(day=min(self.today.day, last.day))

    def working_days_later(self, count: int) -> date:
        """Return the last of so many days that are worked on."""
        day = self.today
        while count:
            day += ONE_DAY
            count -= self.works_on(day)
        return day


Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Reading], date | None]]


def rule(pattern: str, read: Callable[[re.Match[str], Reading], date | None]) -> Rule:
    """Return a rule: what words look like, in lower case, and the day that they name; None for none."""
    return re.compile(pattern), read


def always(day: Callable[[Reading], date | None]) -> Callable[[re.Match[str], Reading], date | None]:
    """Return the reader of words that are fixed."""
    return lambda _, reading: day(reading)


def read_days(words: str, rules: Iterable[Rule], reading: Reading) -> tuple[set[date], str]:
    """Return the days that the rules find, and the rest; what one has read is hidden from those after it."""
    days = set[date]()
    for pattern, read in rules:
        days |= {day for match in pattern.finditer(words) if (day := read(match, reading)) is not None}
        words = pattern.sub(HIDDEN, words)
    return days, words
