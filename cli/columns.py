"""The options by which the commands are told which column of a CSV file holds what."""

from pathlib import Path
from typing import Annotated

import typer

CsvFile = Annotated[
    Path,
    typer.Option("--csv", help="A CSV file, or a ZIP archive that holds one.", exists=True, dir_okay=False),
]
LatColumn = Annotated[str | None, typer.Option("--lat-column", help="Column of degrees north, if not found by name.")]
LngColumn = Annotated[str | None, typer.Option("--lng-column", help="Column of degrees east, if not found by name.")]
CategoryColumn = Annotated[
    str | None, typer.Option("--category-column", help="Column of the category, if not found by name.")
]
