"""Reading ``calendar.toml``: working hours, statutory holidays and make-up workdays."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from domain.district.clocks import Calendar
from domain.district.hours import Hours
from domain.district.problems import Problem
from files.toml_tables import Table, read_toml
from files.values import day, list_of, opening_hours

FILE = "calendar.toml"
ALWAYS = Hours.parse(["mon-sun 00:00-24:00"])


def read_calendar(folder: Path, timezone: ZoneInfo, problems: list[Problem]) -> Calendar | None:
    """Read the file; None if it cannot be read or parsed."""
    file = read_toml(folder / FILE, problems)
    if file is None:
        return None
    top = file.top()
    hours = top.need("hours", opening_hours, ALWAYS)
    holidays = top.take("holidays", list_of(day), ())
    workdays = top.take("workdays", list_of(day), ())
    top.finish()
    for key, dates in (("holidays", holidays), ("workdays", workdays)):
        _check_order(top, key, dates)
    for both in sorted(set(holidays) & set(workdays)):
        top.report("day_off_and_on", "workdays", value=str(both))
    for needless in (on for on in workdays if hours.week[on.weekday()]):
        top.warn("workday_anyway", "workdays", value=str(needless))
    return Calendar(hours, timezone, frozenset(holidays), frozenset(workdays))


def _check_order(top: Table, key: str, dates: Sequence[date]) -> None:
    for before, after in pairwise(dates):
        if after < before:
            top.warn("dates_unordered", key, value=str(after), before=str(before))
    top.report_repeats(key, dates)
