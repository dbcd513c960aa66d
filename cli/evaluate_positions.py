"""``qianshao evaluate positions``: how often the position read from a photo is right."""

from pathlib import Path
from typing import Annotated

import typer

from cli.printing import fail, print_figures, refusing
from cli.settings import CsvFile, JsonOption, LanguageOption, LatColumn, LngColumn
from domain.district.problems import BadValue
from files.csv_columns import Column
from files.csv_rows import open_rows

PhotosFolder = Annotated[
    Path, typer.Option("--photos", help="Folder below which the files lie.", exists=True, file_okay=False)
]
FileColumn = Annotated[
    str | None, typer.Option("--file-column", help="Column of the file names, if not found by name.")
]


def positions(
    language: LanguageOption,
    csv: CsvFile,
    photos: PhotosFolder,
    file_column: FileColumn = None,
    lat_column: LatColumn = None,
    lng_column: LngColumn = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Read every photo of the table and compare with the position that stands beside it.

    A latitude and longitude that are no usable position (empty, 0,0, NaN) mean that the photo holds none.
    """
    from lab.evaluation.positions import measure  # noqa: PLC0415  imports Pillow, which --help does not need

    columns = [
        Column("file", file_column),
        Column("lat", lat_column),
        Column("lng", lng_column),
        Column("orientation", optional=True),
    ]
    with refusing(csv, language), open_rows(csv) as rows:
        document = measure(rows.records(columns), photos)
    print_figures(document, language, as_json=as_json)
    if not document["photos"]:
        fail(BadValue("csv_no_rows"), csv.name, language)
    if document["missing_file"] == document["photos"]:
        fail(BadValue("no_photos", rows=str(document["photos"]), folder=str(photos)), csv.name, language)
