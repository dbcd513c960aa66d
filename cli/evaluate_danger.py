"""``qianshao evaluate danger``: how often danger to life is found in a text."""

from typing import Annotated

import typer

from cli.printing import fail, nothing_compared, print_figures, refusing
from cli.settings import CsvFile, JsonOption, LanguageOption, OwnConfigOption, danger_reader_for
from files.csv_columns import Column
from files.csv_rows import open_rows

TextColumn = Annotated[str | None, typer.Option("--text-column", help="Column of the texts, if not found by name.")]
KindColumn = Annotated[
    str | None, typer.Option("--kind-column", help="Column of the danger that each text tells of; none where of none.")
]


def danger(
    language: LanguageOption,
    csv: CsvFile,
    text_column: TextColumn = None,
    kind_column: KindColumn = None,
    config: OwnConfigOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Look for danger to life in each text and compare with what it tells, by the shipped table or --config's.

    A danger counts as found whatever kind is named; a false alarm is one that is found in a text of the kind ``none``.
    """
    from lab.evaluation.dangers import measure  # noqa: PLC0415  only this command needs it

    reader = danger_reader_for(config, language)
    columns = [Column("text", text_column), Column("kind", kind_column)]
    with refusing(csv, language), open_rows(csv) as rows:
        document = measure(rows.records(columns), reader)
        document["ragged_rows"] = rows.ragged
    print_figures(document, language, as_json=as_json)
    if not document["dangers"] + document["ordinary"]:
        fail(nothing_compared(document, ("without_truth",), language), csv.name, language)
