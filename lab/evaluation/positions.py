"""Measures how often position and orientation read from photos are right."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from domain.district.problems import BadValue
from domain.geo.positions import LatLng
from files.csv_rows import Record
from lab.routing_table import read_position
from media.errors import MAX_BYTES, PhotoUnfit
from media.facts import PhotoFacts
from media.intake import parse, read_facts

TOLERANCE_DEGREES: Final = 1e-6
"""About 0.1 m: finer than any phone measures, coarser than the rounding of degrees, minutes and seconds."""

_MISTAKES: Final = ("wrong", "missed", "invented", "unreadable", "missing_file", "orientation_wrong")
_ZONE: Final = ZoneInfo("UTC")  # times are not compared


def measure(records: Iterable[Record], folder: Path) -> dict[str, Any]:
    """Read the photo of each record below `folder`, and return figures and every mistake as plain data."""
    counts: Counter[str] = Counter()
    mistakes: list[dict[str, Any]] = []
    for record in records:
        expected, facts, outcomes = _outcomes(record, folder)
        counts.update(["photos", *outcomes])
        for outcome in outcomes:
            if outcome in _MISTAKES:
                found = facts.position if facts else None
                mistakes.append(
                    {
                        "file": record.values["file"],
                        "mistake": outcome,
                        "expected": _shown(expected),
                        "read": _shown((found.lat, found.lng) if found else None),
                    }
                )
    known = counts["with_position"]
    return {
        "photos": counts["photos"],
        "tolerance_degrees": TOLERANCE_DEGREES,
        "with_position": known,
        "right": counts["right"],
        "share_right": round(counts["right"] / known, 6) if known else None,
        "wrong": counts["wrong"],
        "missed": counts["missed"],
        "without_position_expected": counts["photos"] - known,
        "rightly_none": counts["rightly_none"],
        "invented": counts["invented"],
        "unreadable": counts["unreadable"],
        "missing_file": counts["missing_file"],
        "orientation_right": counts["orientation_right"],
        "orientation_wrong": counts["orientation_wrong"],
        "mistakes": mistakes,
    }


def _outcomes(record: Record, folder: Path) -> tuple[LatLng | None, PhotoFacts | None, list[str]]:
    """Return the expected position, the facts read, and the counts to increase."""
    expected = _expected(record)
    outcomes = [] if expected is None else ["with_position"]
    try:
        path = within(folder, record.values["file"])
        if path is None:
            return expected, None, [*outcomes, "missing_file"]
        with path.open("rb") as file:
            facts = read_facts(parse(file.read(MAX_BYTES)), _ZONE)
    except (OSError, ValueError, RuntimeError, PhotoUnfit):
        return expected, None, [*outcomes, "unreadable"]
    outcomes.append(_outcome(expected, facts))
    orientation = record.values["orientation"]
    if orientation:
        outcomes.append("orientation_right" if orientation == str(facts.orientation) else "orientation_wrong")
    return expected, facts, outcomes


def _expected(record: Record) -> LatLng | None:
    """Return the position that the photo should hold; None if the record has no usable one."""
    try:
        return read_position(record.values["lat"], record.values["lng"])
    except BadValue:
        return None


def within(folder: Path, name: str) -> Path | None:
    """Return the path of an existing file; None if it is absent or outside the folder."""
    path = (folder / name).resolve()
    return path if path.is_relative_to(folder.resolve()) and path.is_file() else None


def _outcome(expected: LatLng | None, facts: PhotoFacts) -> str:
    found = facts.position
    if found is None or expected is None:
        table = {(True, True): "rightly_none", (True, False): "invented", (False, True): "missed"}
        return table[expected is None, found is None]
    east = abs(found.lng - expected[1])
    near = abs(found.lat - expected[0]) <= TOLERANCE_DEGREES and min(east, 360 - east) <= TOLERANCE_DEGREES
    return "right" if near else "wrong"


def _shown(place: LatLng | None) -> str | None:
    return None if place is None else f"{place[0]:.7f}, {place[1]:.7f}"
