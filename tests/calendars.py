"""Calendars of more than one test: the office's hours and a night shift, and a year's holidays."""

from datetime import date
from zoneinfo import ZoneInfo

from domain.district.clocks import Calendar
from domain.district.hours import Hours

OFFICE = Hours.parse(["mon-fri 08:30-12:00 13:30-18:00"])
NIGHTS = Hours.parse(["mon-fri 22:00-06:00", "sat 09:00-24:00"])
CHINA = Calendar(
    OFFICE,
    ZoneInfo("Asia/Shanghai"),
    holidays=frozenset(date(2026, 10, day) for day in range(1, 8)),
    workdays=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
)
