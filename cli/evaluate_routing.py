"""``qianshao evaluate routing``: how often the bot finds the community or queue that a city recorded."""

from typing import Annotated

import typer

from bot.clock import SystemClock
from cli.printing import fail, nothing_compared, print_figures, refusing, tell_unreadable_times
from cli.settings import (
    CategoryColumn,
    ConfigOption,
    CsvFile,
    JsonOption,
    LanguageOption,
    LatColumn,
    LngColumn,
    load_outlines,
)
from domain.district.problems import BadValue
from files.csv_columns import Column
from files.csv_rows import open_rows

TruthColumn = Annotated[
    str, typer.Option("--truth", metavar="COLUMN", help="Column of the community or queue that was recorded.")
]
TimeColumn = Annotated[
    str | None, typer.Option("--time-column", help="Column of the time, for queues that change with the hour.")
]

_REASONS = ("without_position", "without_truth", "unknown_truth", "unknown_category", "at_default_point")


def routing(  # noqa: PLR0913, PLR0917  one parameter for each option of the command line
    config: ConfigOption,
    language: LanguageOption,
    csv: CsvFile,
    truth: TruthColumn,
    lat_column: LatColumn = None,
    lng_column: LngColumn = None,
    category_column: CategoryColumn = None,
    time_column: TimeColumn = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Route each row's position and compare what is found with what was recorded.

    The recorded values may be communities (by id or name) or queues; which, is found out and told. Queues need a
    category column with slugs of the catalogue, and a finished district; communities only need their boundaries.
    """
    from lab.evaluation.routing import CategoryNeeded, RoutingEvaluation, gather  # noqa: PLC0415  only this command needs it

    district = load_outlines(config, language)
    columns = [
        Column("lat", lat_column),
        Column("lng", lng_column),
        Column("category", category_column, optional=True),
        Column("time", time_column, optional=True),
        Column("truth", truth),
    ]
    with refusing(csv, language), open_rows(csv) as rows:
        cases = gather(rows.records(columns))
        try:
            evaluation = RoutingEvaluation(district, cases, SystemClock().now())
        except CategoryNeeded:
            needed = BadValue("csv_queue_needs_category", column=truth, option="--category-column")
            raise needed.joined_by(BadValue("csv_columns_found", columns=", ".join(rows.header))) from None
        ragged = rows.ragged
    document = evaluation.document()
    tell_unreadable_times(evaluation.times, csv, language)
    print_figures(document | {"ragged_rows": ragged}, language, as_json=as_json)
    if not document["compared"]:
        fail(nothing_compared(document, _REASONS, language), csv.name, language)
