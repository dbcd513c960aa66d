"""``qianshao evaluate categories --photos``: how often the model of ``[vision]`` sees the right category."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.printing import fail, nothing_compared, print_figures, print_mistakes, refusing
from cli.settings import Language, load_all
from domain.district.district import District
from domain.district.problems import BadValue, Problem, Severity
from files.config_file import read_key
from files.csv_columns import Column
from files.csv_rows import Record, open_rows

if TYPE_CHECKING:
    from bot.vision_model import VisionModel

PhotosOption = Annotated[
    Path | None,
    typer.Option(
        "--photos",
        help="Ask the model of --config's [vision] about the photos in this folder, by its table or --csv.",
        exists=True,
        file_okay=False,
    ),
]
TableOption = Annotated[
    Path | None,
    typer.Option(
        "--csv",
        help="A CSV file, or a ZIP archive that holds one; for --photos by default the folder's only one.",
        exists=True,
        dir_okay=False,
    ),
]


def evaluate_photos(
    folder: Path, csv: Path | None, columns: Sequence[Column], config: Path | None, language: Language, *, as_json: bool
) -> None:
    """Ask about each photo of the table, the folder's only one if `csv` is None, and print how often it is right."""
    table = csv or _only_table(folder, language)
    district, model = _district_and_model(config, language)
    with refusing(table, language), open_rows(table) as rows:
        records = list(rows.records([Column("file"), *columns]))
        document = asyncio.run(_measured(records, folder, district, model))
        document["ragged_rows"] = rows.ragged
    print_figures(document, language, as_json=as_json)
    if not document["photos"]:
        fail(nothing_compared(document, ("without_truth",), language), table.name, language)
    if not document["answered"]:
        fail(BadValue("no_photo_seen", reason=document["failures"][0]["reason"]), table.name, language)


def _only_table(folder: Path, language: Language) -> Path:
    """Return the folder's only CSV file; exit with 1 if there is none, or several."""
    tables = sorted(folder.glob("*.csv"))
    if len(tables) != 1:
        fail(BadValue("photos_without_table", folder=str(folder), count=str(len(tables))), folder.name, language)
    return tables[0]


def _district_and_model(config: Path | None, language: Language) -> tuple[District, "VisionModel"]:
    """Return the district and the model of a configuration; exit with 1 if it has none."""
    from bot.vision_model import model_of  # noqa: PLC0415  only this option needs it

    if config is None:
        fail(BadValue("vision_unset"), "--photos", language)
    settings, district = load_all(config, language)
    problems: list[Problem] = []
    read_key(settings, "vision", config.name, problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        print_mistakes(problems, language, to_stderr=True)
        raise typer.Exit(1)
    model = model_of(settings, district.catalogue)
    if model is None:
        fail(BadValue("vision_unset"), config.name, language)
    return district, model


async def _measured(
    records: Sequence[Record], folder: Path, district: District, model: "VisionModel"
) -> dict[str, Any]:
    from lab.evaluation.photos import measure  # noqa: PLC0415  imports Pillow, which --help does not need
    from media.pool import PhotoPool  # noqa: PLC0415  as above

    pool = PhotoPool(district.timezone)

    async def guess(data: bytes) -> str | None:
        clean = (await pool.intake(data)).clean
        return await model.category_of(await pool.small(clean.data, clean.orientation))

    try:
        return await measure(records, folder, district.catalogue, guess)
    finally:
        pool.close()
