"""Weeks, months and years as people name them."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class NamedPeriod(NamedTuple):
    """A week or a month, so many `back` from the running one."""

    monthly: bool
    back: int


PERIODS: Final[Mapping[str, NamedPeriod]] = {
    **dict.fromkeys(("", "week", "this week", "周", "本周", "这周"), NamedPeriod(monthly=False, back=0)),
    **dict.fromkeys(("last week", "上周"), NamedPeriod(monthly=False, back=1)),
    **dict.fromkeys(("month", "this month", "月", "本月", "这个月"), NamedPeriod(monthly=True, back=0)),
    **dict.fromkeys(("last month", "上月", "上个月"), NamedPeriod(monthly=True, back=1)),
}
"""Nothing said is the running week."""

YEARS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("year", "this year", "今年", "本年"), 0),
    **dict.fromkeys(("last year", "去年"), 1),
    "前年": 2,
}
"""How many years before the running one."""

YEAR_ENDING: Final = "年"
"""What may stand behind a year's number."""
