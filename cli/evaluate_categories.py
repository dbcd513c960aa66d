"""``qianshao evaluate categories``: how often the category guessed from a text is right."""

from typing import Annotated

import typer

from cli.evaluate_photos import PhotosOption, TableOption, evaluate_photos
from cli.printing import fail, nothing_compared, print_figures, refusing
from cli.settings import JsonOption, LanguageOption, OwnConfigOption, suggester_for
from files.csv_columns import Column
from files.csv_rows import open_rows

TextColumn = Annotated[str | None, typer.Option("--text-column", help="Column of the texts, if not found by name.")]
TruthColumn = Annotated[
    str | None, typer.Option("--truth-column", help="Column of the slug that each text means; none where no report.")
]
AlsoColumn = Annotated[
    str | None, typer.Option("--also-column", help="Column of further slugs that are right as well, between |.")
]
BesidePhotoOption = Annotated[
    bool, typer.Option("--beside-photo", help="Read each text as if it stood beside a photo of the problem.")
]


def categories(  # noqa: PLR0913  one parameter for each option of the command line
    language: LanguageOption,
    csv: TableOption = None,
    photos: PhotosOption = None,
    text_column: TextColumn = None,
    truth_column: TruthColumn = None,
    also_column: AlsoColumn = None,
    config: OwnConfigOption = None,
    *,
    beside_photo: BesidePhotoOption = False,
    as_json: JsonOption = False,
) -> None:
    """Guess the category of each text and compare with the one that it means, by the shipped catalogue or --config's.

    The truth ``none`` stands for a text that reports nothing; a false draft is one that the bot would open for it.
    Figures by category, language and length, and by register where the table has such a column.
    """
    from lab.evaluation.categories import measure  # noqa: PLC0415  only this command needs it

    truths = [Column("truth", truth_column), Column("also", also_column, optional=True)]
    if photos is not None:
        evaluate_photos(photos, csv, truths, config, language, as_json=as_json)
        return
    if csv is None:
        raise typer.BadParameter("a table of texts is needed, or --photos", param_hint="--csv")
    catalogue, suggester = suggester_for(config, language)
    columns = [Column("text", text_column), *truths, Column("register", optional=True)]
    with refusing(csv, language), open_rows(csv) as rows:
        document = measure(rows.records(columns), catalogue, suggester, beside_photo=beside_photo)
        document["ragged_rows"] = rows.ragged
    print_figures(document, language, as_json=as_json)
    if not document["problems"] + document["no_problem"]:
        fail(nothing_compared(document, ("without_truth",), language), csv.name, language)
