"""``qianshao import``: reports recorded by other systems, imported into the bot's database."""

from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock, TimeOrderedIds
from cli.existing import on_database
from cli.printing import print_figures, print_mistakes, refusing, tell_unreadable_times
from cli.settings import ConfigOption, JsonOption, Language, LanguageOption, load_all
from domain.district.catalogue import Catalogue
from domain.district.problems import InFile, Problem, Severity
from files.csv_rows import open_rows
from lab.history.columns_file import Meanings, read_meanings
from lab.history.importing import Importer, ImportResult, summary
from lab.history.reading import Understanding
from lab.history.survey import survey
from texts.terminal.problems import message_text, place_text

app = typer.Typer(no_args_is_help=True)

TableArgument = Annotated[
    Path,
    typer.Argument(metavar="FILE.csv", help="A CSV file, or a ZIP archive with one.", exists=True, dir_okay=False),
]
MapOption = Annotated[
    Path | None,
    typer.Option("--map", metavar="columns.toml", help="What columns and values mean.", exists=True, dir_okay=False),
]


@app.callback()
def import_() -> None:
    """Bring in what other systems recorded; nobody is told of it."""


@app.command()
def reports(
    table: TableArgument,
    config: ConfigOption,
    language: LanguageOption,
    meanings_file: MapOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Import reports: id, time, category, position; status, closing time and note where there are such columns.

    Safe to run twice or to break off: each id is imported once. The bot may be running.
    """
    settings, district = load_all(config, language)
    meanings = _meanings(meanings_file, district.catalogue, language) if meanings_file else Meanings()
    now = SystemClock().now()
    with refusing(table, language), open_rows(table) as rows:
        seen = survey(rows.records(meanings.wanted()), district, meanings)
    understanding = Understanding(district, meanings, seen, now)
    importer = Importer(district, understanding, TimeOrderedIds(), meanings.source, now)
    outcome = ImportResult()
    with refusing(table, language), open_rows(table) as rows:
        records = rows.records(meanings.wanted())
        on_database(settings, lambda database: importer.run(database, records, outcome), begin=True)
        ragged = rows.ragged
    _tell_refused(outcome, table.name, language)
    tell_unreadable_times(understanding.times, table, language)
    document = summary(outcome, understanding, meanings.source) | {"ragged_rows": ragged}
    print_figures(document, language, as_json=as_json)
    if outcome.refused and not outcome.imported and not outcome.already_there:
        raise typer.Exit(1)


def _meanings(path: Path, catalogue: Catalogue, language: Language) -> Meanings:
    problems: list[Problem] = []
    meanings = read_meanings(path, catalogue, problems)
    if meanings is None or any(problem.severity is Severity.ERROR for problem in problems):
        print_mistakes(problems, language, to_stderr=True)
        raise typer.Exit(1)
    return meanings


def _tell_refused(outcome: ImportResult, file: str, language: Language) -> None:
    """Print the first refused rows for each reason by line, and how many more there are, on standard error."""
    for code, rows in outcome.refused.most_common():
        examples = outcome.examples[code]
        for line, reason in examples:
            said = message_text(reason, language)
            typer.echo(f"{file}, {place_text(InFile(line=line), language)}: {said}", err=True)
        if rows > len(examples):
            typer.echo(f"… + {rows - len(examples):,}", err=True)
