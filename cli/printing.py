"""Printing of problems and measurements, for the terminal and as JSON."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from domain.district.problems import BadValue, Problem, Severity
from files.csv_times import TimeReader
from texts.terminal.evaluation import counted_text, sheets
from texts.terminal.problems import problem_text, summary_text

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}


def print_mistakes(problems: Iterable[Problem], language: str, *, to_stderr: bool = False) -> None:
    """Print each problem with file, place and remedy, then how many there are."""
    console = Console(stderr=to_stderr, soft_wrap=True, highlight=False)
    counts: Counter[Severity] = Counter()
    for problem in problems:
        counts[problem.severity] += 1
        said = problem_text(problem, language)
        where = ", ".join(filter(None, (said.file, said.place)))
        console.print(Text.assemble((said.severity, _COLOURS[problem.severity]), "  ", (where, "bold")))
        console.print(Text(f"    {said.message}"))
        console.print(Text(f"    → {said.remedy}", style="green"))
    console.print(Text(summary_text(counts[Severity.ERROR], counts[Severity.WARNING], language)))


@contextmanager
def refusing(path: Path, language: str) -> Iterator[None]:
    """Turn a BadValue raised within into a message on standard error and exit status 1."""
    try:
        yield
    except BadValue as refused:
        for mistake in refused.mistakes:
            say_mistake(mistake, path.name, language)
        raise typer.Exit(1) from None


def tell_unreadable_times(times: TimeReader, file: Path, language: str) -> None:
    """Print a warning on standard error if more than a third of a file's times could not be read."""
    if 3 * times.unreadable > times.seen:
        unreadable, seen = f"{times.unreadable:,}", f"{times.seen:,}"
        say_mistake(BadValue("csv_times_unreadable", unreadable=unreadable, seen=seen), file.name, language)


def say_mistake(mistake: BadValue, file: str, language: str) -> None:
    """Print a refused value, with its place in the file, and its remedy on standard error."""
    said = problem_text(mistake.problem(file), language)
    where = ", ".join(filter(None, (said.file, said.place)))
    typer.echo(f"{where}: {said.message}\n    → {said.remedy}", err=True)


def nothing_compared(document: Mapping[str, Any], reasons: Iterable[str], language: str) -> BadValue:
    """Return the refusal for a measurement that compared no row; `reasons` are the counts that explain it."""
    if not document["rows"]:
        return BadValue("csv_no_rows")
    said = counted_text({reason: document[reason] for reason in reasons if document[reason]}, language)
    return BadValue("nothing_compared", rows=f"{document['rows']:,}", reasons=said)


def fail(mistake: BadValue, file: str, language: str) -> NoReturn:
    """Print a refused value on standard error and exit with 1."""
    say_mistake(mistake, file, language)
    raise typer.Exit(1)


def mistakes_document(problems: Iterable[Problem], language: str) -> dict[str, Any]:
    """Return problems as a JSON document: counts, and each problem in words and in parts."""
    counts: Counter[Severity] = Counter(problem.severity for problem in problems)
    return {
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "problems": [
            {
                **asdict(problem_text(problem, language)),
                "severity": problem.severity.value,
                "code": problem.code,
                "line": problem.place.line,
                "feature": problem.place.feature,
                "key": problem.place.key,
            }
            for problem in problems
        ],
    }


def print_figures(document: Mapping[str, Any], language: str, *, as_json: bool) -> None:
    """Print a measurement on standard output, as JSON or as tables."""
    if as_json:
        typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    console = Console(soft_wrap=True, highlight=False)
    for sheet in sheets(document, language):
        if sheet.title:
            console.print(Text(f"\n{sheet.title}", style="bold"))
        table = Table(box=None, show_header=any(sheet.header), pad_edge=False)
        for name in sheet.header:
            table.add_column(Text(name))
        for row in sheet.rows:
            table.add_row(*map(Text, row))
        console.print(table)
