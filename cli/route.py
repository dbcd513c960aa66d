"""``qianshao route``: where a report would go now, for one point or for each row of a CSV file."""

import errno
import json
import os
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from cli.printing import fail, refusing
from cli.settings import CategoryColumn, ConfigOption, JsonOption, LanguageOption, LatColumn, LngColumn, load_all
from domain.district.district import District
from domain.district.problems import BadValue
from files.csv_columns import Column
from files.csv_out import write_rows
from files.csv_rows import open_rows
from lab.routing_table import RoutingTable, answer
from texts.base.routing import reason_text
from texts.base.wording import visible
from texts.terminal.problems import message_text

CsvOption = Annotated[
    Path | None,
    typer.Option("--csv", help="Rows with lat, lng and category instead of one point.", exists=True, dir_okay=False),
]


def route(  # noqa: PLR0913, PLR0917  one parameter for each option of the command line
    config: ConfigOption,
    language: LanguageOption,
    lat: Annotated[float | None, typer.Option(help="Degrees north, WGS-84.")] = None,
    lng: Annotated[float | None, typer.Option(help="Degrees east, WGS-84.")] = None,
    category: Annotated[str | None, typer.Option(help="A slug of the catalogue.")] = None,
    csv_in: CsvOption = None,
    csv_out: Annotated[Path | None, typer.Option("--out", help="Where the rows are written.", dir_okay=False)] = None,
    lat_column: LatColumn = None,
    lng_column: LngColumn = None,
    category_column: CategoryColumn = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Say which community, queue and reason a report would get: --lat, --lng and --category, or --csv and --out."""
    if csv_in is not None and csv_out is not None:
        if csv_out.exists() and csv_in.samefile(csv_out):
            raise typer.BadParameter("--csv and --out are the same file")
        if not csv_out.parent.is_dir():
            fail(BadValue("out_unwritable", path=str(csv_out), reason=os.strerror(errno.ENOENT)), "--out", language)
        _, district = load_all(config, language)
        columns = [Column("lat", lat_column), Column("lng", lng_column), Column("category", category_column)]
        table = RoutingTable(district, SystemClock().now(), language)
        with refusing(csv_in, language), open_rows(csv_in) as rows:
            write_rows(csv_out, table.answered(rows, columns))
    elif lat is not None and lng is not None and category is not None:
        _, district = load_all(config, language)
        _route_point(district, (str(lat), str(lng), category), language, as_json=as_json)
    else:
        raise typer.BadParameter("give --lat, --lng and --category, or --csv and --out")


def _route_point(district: District, point: tuple[str, str, str], language: str, *, as_json: bool) -> None:
    try:
        community, found = answer(district, point, SystemClock().now())
    except BadValue as refused:
        typer.echo(message_text(refused, language), err=True)
        raise typer.Exit(1) from None
    reason = reason_text(found.reason, language)
    if as_json:
        document = {"community": community and community.id, "queue": found.queue.id, "reason": reason}
        typer.echo(json.dumps(document, ensure_ascii=False))
        return
    queue = {"zh": found.queue.zh, "en": found.queue.en}[language]
    lines = (f"{community.name} ({community.id})" if community else "—", f"{queue} ({found.queue.id})", reason)
    typer.echo("\n".join(map(visible, lines)))
