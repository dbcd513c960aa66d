"""``qianshao evaluate duplicates``: how many repeated reports of a history would have been found."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import progress
from rich.console import Console

from cli.printing import fail, nothing_compared, print_figures, refusing, tell_unreadable_times
from cli.settings import CategoryColumn, JsonOption, LanguageOption, LatColumn, LngColumn, OwnConfigOption, catalogue_of
from domain.district.problems import BadValue
from files.csv_columns import Column
from files.csv_rows import open_rows

if TYPE_CHECKING:
    from domain.reporting.duplicate_replay import PastReport

ReportsFile = Annotated[
    Path,
    typer.Option("--reports", help="The history: CSV, or a ZIP archive that holds one.", exists=True, dir_okay=False),
]
PairsFile = Annotated[
    Path, typer.Option("--pairs", help="CSV of duplicate_id and original_id.", exists=True, dir_okay=False)
]
IdColumn = Annotated[str | None, typer.Option("--id-column", help="Column of the ids, if not found by name.")]
TimeColumn = Annotated[
    str | None, typer.Option("--time-column", help="Column of when each was reported, if not found by name.")
]
ClosedColumn = Annotated[
    str | None, typer.Option("--closed-column", help="Column of when each was closed, if not found by name.")
]
DuplicateColumn = Annotated[
    str | None, typer.Option("--duplicate-column", help="Pairs: column of the repeats, if not found by name.")
]
OriginalColumn = Annotated[
    str | None, typer.Option("--original-column", help="Pairs: column of what they repeat, if not found by name.")
]
Radius = Annotated[float, typer.Option(help="Metres, for categories that the catalogue lacks.", min=1, max=2000)]
Days = Annotated[float, typer.Option(help="Days, for categories that the catalogue lacks.", min=0.01, max=3650)]


def duplicates(  # noqa: PLR0913, PLR0917  one parameter for each option of the command line
    language: LanguageOption,
    reports: ReportsFile,
    pairs: PairsFile,
    id_column: IdColumn = None,
    time_column: TimeColumn = None,
    category_column: CategoryColumn = None,
    lat_column: LatColumn = None,
    lng_column: LngColumn = None,
    closed_column: ClosedColumn = None,
    duplicate_column: DuplicateColumn = None,
    original_column: OriginalColumn = None,
    radius: Radius = 50,
    days: Days = 14,
    config: OwnConfigOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Replay a history of reports: would the list of each have held the report that it repeats?

    Radius and days of a category are the shipped catalogue's, or --config's, where it knows the category.
    """
    from domain.reporting.duplicates import Reach  # noqa: PLC0415  only this command needs it
    from lab.evaluation.duplicates import UNUSABLE, History, is_day_first, measure  # noqa: PLC0415  as above

    catalogue = catalogue_of(config, language)
    columns = [
        Column("id", id_column),
        Column("time", time_column),
        Column("category", category_column),
        Column("lat", lat_column),
        Column("lng", lng_column),
        Column("closed", closed_column, optional=True),
    ]
    known = _read_pairs(pairs, [Column("duplicate", duplicate_column), Column("original", original_column)], language)
    with refusing(reports, language), open_rows(reports) as rows:
        day_first = is_day_first(rows.records(columns))
    with refusing(reports, language), open_rows(reports) as rows:
        history = History(rows.records(columns), day_first=day_first)
        ragged = rows.ragged
    tell_unreadable_times(history.times, reports, language)
    document = measure(history, known, catalogue, Reach(radius, days), _watched)
    print_figures(document | {"ragged_rows": ragged}, language, as_json=as_json)
    if not history.reports:
        counts = document | {"rows": document["unusable"]}
        fail(nothing_compared(counts, UNUSABLE, language), reports.name, language)
    if not known:
        fail(BadValue("csv_no_rows"), pairs.name, language)


def _read_pairs(file: Path, columns: Sequence[Column], language: str) -> list[tuple[str, str]]:
    with refusing(file, language), open_rows(file) as rows:
        return [(record.values["duplicate"], record.values["original"]) for record in rows.records(columns)]


def _watched(reports: "Sequence[PastReport]") -> "Iterable[PastReport]":
    """Return the reports with a progress bar on standard error."""
    return progress.track(reports, "…", console=Console(stderr=True))
