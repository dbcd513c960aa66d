"""The day until which staff hold a ticket or extend its limit, read from their words."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from domain.district.clocks import Calendar
from domain.language.day_reading import Reading
from domain.language.written_days import cut_days, days_in, without_days

FARTHEST: Final = timedelta(120)
"""As long as the ground is frozen (mid-November to mid-March), when nobody can dig or lay asphalt."""

_GOES_ON: Final = time(9)


@dataclass(frozen=True, slots=True)
class NoDay:
    """The words name no day but today: nothing is said, *forever*, or a day that no calendar has."""


@dataclass(frozen=True, slots=True)
class Past:
    """The days that they name lie behind; this is the last of them."""

    day: date


@dataclass(frozen=True, slots=True)
class TwoDays:
    """They name several days to come, in order."""

    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class TooFar:
    """The day lies more than `FARTHEST` ahead."""

    day: date


Said = date | NoDay | Past | TwoDays | TooFar


def day_said(words: str, now: int, calendar: Calendar) -> Said:
    """Return the day that the words name, later than that of `now` (ms UTC); working days are the calendar's."""
    today = datetime.fromtimestamp(now / 1000, calendar.timezone).date()
    days = days_in(words, Reading(today, lambda day: calendar.closes_at(day) is not None))
    to_come = sorted(day for day in days if day > today)
    if not to_come:
        return Past(max(days)) if days - {today} else NoDay()
    if len(to_come) > 1:
        return TwoDays(tuple(to_come))
    return TooFar(to_come[0]) if to_come[0] - today > FARTHEST else to_come[0]


def hold_ends(day: date, calendar: Calendar) -> int:
    """Return when a hold until a day ends (ms UTC): in its morning."""
    return int(datetime.combine(day, _GOES_ON, calendar.timezone).timestamp() * 1000)


def gives_reason(words: str) -> bool:
    """Return whether words say more than a day."""
    return bool(_FILLING.sub("", without_days(words)))


def reason_in(words: str) -> str:
    """Return what says more than a day in answers, a line each, which riders hear beside the day that was understood.

    Days in those before the last count no more.
    """
    *before, last = words.splitlines()
    return "\n".join(each for each in (*map(cut_days, before), last) if gives_reason(each)) or last


_FILLING: Final = re.compile(
    r"[\W\d_]|挂账|延期|[昨前]天|永远|一直|还是|或者|[挂延等到至前后之以内左右再吧的了号日天月或和]|"
    r"\b(?:hold|wait|until|till?|by|on|in|for|the|to|please|pls|of|or|and|yesterday|forever)\b",
    re.IGNORECASE,
)
"""What stands beside a day and is no reason."""
