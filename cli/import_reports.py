"""``qianshao import``: ledgers, activities, and reports of other systems, brought into the database."""

from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock, TimeOrderedIds
from cli.existing import on_database
from cli.import_activities import activities
from cli.import_ledgers import companies, riders, teams
from cli.printing import fail, print_figures, print_mistakes, refusing, say_mistake, tell_unreadable_times
from cli.settings import ConfigOption, JsonOption, Language, LanguageOption, load_all
from domain.district.catalogue import Catalogue
from domain.district.problems import BadValue, InFile, Problem, Severity
from files.csv_columns import usual_names
from files.csv_rows import open_rows
from lab.history.columns_file import Meanings, read_meanings
from lab.history.importing import Importer, ImportResult, summary
from lab.history.reading import Understanding
from lab.history.survey import survey
from texts.terminal.evaluation import counted_text
from texts.terminal.problems import message_text, place_text

app = typer.Typer(no_args_is_help=True)
for _table in (companies, teams, riders, activities):
    app.command()(_table)

TableArgument = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="A CSV or JSON file (Open311), or a ZIP archive with one.", exists=True, dir_okay=False
    ),
]
MapOption = Annotated[
    Path | None,
    typer.Option("--map", metavar="columns.toml", help="What columns and values mean.", exists=True, dir_okay=False),
]


@app.callback()
def import_() -> None:
    """Bring in the district's ledgers and activities, and what other systems recorded."""


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
        columns = _shown(rows.taken(meanings.wanted()))
        seen = survey(rows.records(meanings.wanted()), district, meanings)
    understanding = Understanding(district, meanings, seen, now)
    importer = Importer(district, understanding, TimeOrderedIds(), meanings.source, now)
    outcome = ImportResult()
    with refusing(table, language), open_rows(table) as rows:
        records = rows.records(meanings.wanted())
        on_database(settings, lambda database: importer.run(database, records, outcome), begin=True)
        ragged = rows.ragged
    _tell_refused(outcome, table.name, language)
    if columns["status"] is None:
        say_mistake(BadValue("import_without_status", names=usual_names("status")), table.name, language)
    tell_unreadable_times(understanding.times, table, language)
    document = summary(outcome, understanding, meanings.source, columns) | {"ragged_rows": ragged}
    print_figures(document, language, as_json=as_json)
    if 2 * outcome.others > outcome.compared:
        others, compared = f"{outcome.others:,}", f"{outcome.compared:,}"
        column = str(columns["id"])
        fail(BadValue("import_ids_of_others", column=column, others=others, compared=compared), table.name, language)
    if not outcome.imported and not outcome.already_there:
        fail(nothing_imported(outcome, language), table.name, language)


def _meanings(path: Path, catalogue: Catalogue, language: Language) -> Meanings:
    problems: list[Problem] = []
    meanings = read_meanings(path, catalogue, problems)
    if meanings is None or any(problem.severity is Severity.ERROR for problem in problems):
        print_mistakes(problems, language, to_stderr=True)
        raise typer.Exit(1)
    return meanings


def _shown(columns: dict[str, str | None]) -> dict[str, str | None]:
    """Return the columns without those of the day where the time has its day itself."""
    days = {"day": columns["time"], "closed_day": columns["closed"]}
    return {role: name for role, name in columns.items() if role not in days or name not in {None, days[role]}}


def nothing_imported(outcome: ImportResult, language: Language) -> BadValue:
    """Return the refusal of a table of which no row could be imported."""
    if not outcome.rows:
        return BadValue("csv_no_rows")
    counts = {"refused": outcome.refused.total(), **outcome.left_out}
    reasons = counted_text({name: rows for name, rows in counts.items() if rows}, language)
    return BadValue("nothing_imported", rows=f"{outcome.rows:,}", reasons=reasons)


def _tell_refused(outcome: ImportResult, file: str, language: Language) -> None:
    """Print the first refused rows for each reason by line, and how many more there are, on standard error."""
    for code, rows in outcome.refused.most_common():
        examples = outcome.examples[code]
        for line, reason in examples:
            said = message_text(reason, language)
            typer.echo(f"{file}, {place_text(InFile(line=line), language)}: {said}", err=True)
        if rows > len(examples):
            typer.echo(f"… + {rows - len(examples):,}", err=True)
