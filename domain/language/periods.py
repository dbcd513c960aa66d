"""Weeks and months as people name them."""

from collections.abc import Mapping
from typing import Final

from domain.week.weeks import Month, Period, Week

PERIODS: Final[Mapping[str, tuple[type[Period], int]]] = {
    **dict.fromkeys(("", "week", "this week", "周", "本周", "这周"), (Week, 0)),
    **dict.fromkeys(("last week", "上周"), (Week, 1)),
    **dict.fromkeys(("month", "this month", "月", "本月", "这个月"), (Month, 0)),
    **dict.fromkeys(("last month", "上月", "上个月"), (Month, 1)),
}
"""Whether it is a week or a month, and how many back from the running one; nothing said is the running week."""
