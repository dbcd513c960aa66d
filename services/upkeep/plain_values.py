"""Plain JSON values, as a rider takes out what is theirs."""

from datetime import UTC, datetime
from typing import Any

Record = dict[str, Any]


def utc_time(at: int | None) -> str | None:
    """Return a time in ms UTC as `2026-11-24T02:00:00+00:00`, None for none."""
    return None if at is None else datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="seconds")
