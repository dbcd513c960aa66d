"""``qianshao locate``: the position and time stored in photo files."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from cli.settings import JsonOption, LanguageOption
from domain.geo.positions import Position
from media.errors import MAX_BYTES, PhotoUnfit
from media.intake import parse, read_facts
from texts.base.wording import visible
from texts.terminal.oddities import oddity_text


def locate(
    photos: Annotated[list[str], typer.Argument(metavar="PHOTO…", help="Photos: JPEG, PNG, WEBP, HEIC or AVIF.")],
    language: LanguageOption,
    *,
    as_json: JsonOption = False,
) -> None:
    """Report the position, orientation and time that each photo holds, and what is odd about it."""
    rows = describe(photos, language)
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        position = row["position"]
        place = f"{position['lat']:.6f}, {position['lng']:.6f} ({position['source']})" if position else "—"
        shown = "  ".join([row["file"], place, row.get("taken_at", ""), *row["warnings"]])
        typer.echo(visible(shown.rstrip()))


def describe(paths: Iterable[str], language: str = "en") -> list[dict[str, Any]]:
    """Return one row per path: file, position or None, orientation or None, taken_at where known, warnings.

    `taken_at` is ISO 8601, without an offset if the file has none. An unreadable file gives a row with a warning.
    """
    return [_row(path, language) for path in paths]


def _row(path: str, language: str) -> dict[str, Any]:
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES)
            cut = bool(file.read(1))
        facts = read_facts(parse(data), ZoneInfo("UTC"))  # the zone does not matter: the row has the time as written
    except (OSError, ValueError, PhotoUnfit) as error:
        return {"file": path, "position": None, "orientation": None, "warnings": [_reason(error)]}
    row: dict[str, Any] = {
        "file": path,
        "position": _place(facts.position),
        "orientation": facts.orientation,
    }
    if facts.taken_as_written is not None:
        row["taken_at"] = facts.taken_as_written.isoformat()
    row["warnings"] = [oddity_text(each.kind, each.written, language) for each in facts.warnings]
    if cut:
        row["warnings"].append(oddity_text("too_long", "", language))
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
