"""Cells of exports as files take them: texts that every format can hold, times in the district's."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.week.exports import Value

_LONE: Final = re.compile(r"[\ud800-\udfff]")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def storable(text: str) -> str:
    """Return a text that UTF-8 can hold: halves of characters become �."""
    return _LONE.sub("\ufffd", text)


def moment(at: int, timezone: ZoneInfo) -> datetime:
    """Return a time (ms UTC) in a time zone, to the second."""
    return (_EPOCH + timedelta(seconds=at // 1000)).astimezone(timezone)


def written(timezone: ZoneInfo) -> Callable[[int], str]:
    """Return the function that writes a time (ms UTC) as `2026-11-23T14:05:00+08:00`."""
    return lambda at: moment(at, timezone).isoformat()


def unless_none(write: Callable[[Value], object]) -> Callable[[Value], object]:
    """Return the same function, but None for None."""
    return lambda value: None if value is None else write(value)
