"""``qianshao evaluate intents``: how often it is known what a text is for."""

from typing import Annotated

import typer

from cli.printing import fail, nothing_compared, print_figures, refusing
from cli.settings import CsvFile, JsonOption, LanguageOption, OwnConfigOption, suggester_for
from files.csv_columns import Column
from files.csv_rows import open_rows

TextColumn = Annotated[str | None, typer.Option("--text-column", help="Column of the texts, if not found by name.")]
IntentColumn = Annotated[
    str | None, typer.Option("--intent-column", help="Column of what each text is for, if not found by name.")
]


def intents(
    language: LanguageOption,
    csv: CsvFile,
    text_column: TextColumn = None,
    intent_column: IntentColumn = None,
    config: OwnConfigOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Say what each text is for, as the bot does, and compare with what it is for.

    A report is told by the shipped catalogue or --config's; ``none`` stands for what has no answer of its own.
    """
    from lab.evaluation.intents import measure  # noqa: PLC0415  only this command needs it

    suggester = suggester_for(config, language)[1]
    columns = [Column("text", text_column), Column("intent", intent_column)]
    with refusing(csv, language), open_rows(csv) as rows:
        document = measure(rows.records(columns), suggester)
        document["ragged_rows"] = rows.ragged
    print_figures(document, language, as_json=as_json)
    if not document["by_intent"]:
        fail(nothing_compared(document, ("without_truth",), language), csv.name, language)
