"""``qianshao locate``: what photos on disk say about where and when they were taken."""

import json
from typing import Annotated

import typer

from cli.settings import JsonOption
from texts.base.visible import visible


def locate(
    photos: Annotated[list[str], typer.Argument(metavar="PHOTO…", help="Photos: JPEG, PNG, WEBP, HEIC or AVIF.")],
    *,
    as_json: JsonOption = False,
) -> None:
    """Report the position, orientation and time that each photo holds, and what is odd about it."""
    from media.locate import describe  # noqa: PLC0415  brings Pillow, which --help can do without

    rows = describe(photos)
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        position = row["position"]
        place = f"{position['lat']:.6f}, {position['lng']:.6f} ({position['source']})" if position else "—"
        shown = "  ".join([row["file"], place, row.get("taken_at", ""), *row["warnings"]])
        typer.echo(visible(shown.rstrip()))
