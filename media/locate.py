"""What photos on disk say about where and when they were taken, as rows of the `locate` command."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from domain.geo.positions import Position
from media.errors import MAX_BYTES, PhotoRefused
from media.intake import read_facts


def describe(paths: Iterable[str]) -> list[dict[str, Any]]:
    """Return one row per path: file, position or None, orientation or None, taken_at where known, warnings.

    `taken_at` is ISO 8601, without an offset where the file names none. Never raises for what a file holds: an
    unreadable one gets a warning.
    """
    return [_row(path) for path in paths]


def _row(path: str) -> dict[str, Any]:
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES)
            cut = bool(file.read(1))
        # The zone does not show: the row tells the time as written.
        facts = read_facts(data, timezone=ZoneInfo("UTC"))
    except (OSError, ValueError, PhotoRefused) as error:
        return {"file": path, "position": None, "orientation": None, "warnings": [_reason(error)]}
    row: dict[str, Any] = {
        "file": path,
        "position": _place(facts.position),
        "orientation": facts.orientation,
    }
    if facts.taken_as_written is not None:
        row["taken_at"] = facts.taken_as_written.isoformat()
    row["warnings"] = [*facts.warnings, *(["only the first 20 MB were read"] if cut else [])]
    return row


def _place(position: Position | None) -> dict[str, Any] | None:
    if position is None:
        return None
    place = {
        "lat": position.lat,
        "lng": position.lng,
        "datum": position.datum,
        "source": position.source,
    }
    return place if position.accuracy_m is None else place | {"accuracy_m": position.accuracy_m}


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
