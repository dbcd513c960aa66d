"""``qianshao export``: reports, points, figures, events, vouchers, ledgers and activities for other programs."""

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from bot.clock import SystemClock, TimeOrderedIds
from cli.existing import on_database
from cli.export_tables import TABLES, export_table
from cli.out import STDOUT, OutOption, opened, refuse_own
from cli.printing import fail
from cli.settings import ConfigOption, Language, LanguageOption, load_all
from domain.district.district import District
from domain.district.problems import BadValue
from domain.week.exports import WITH_RIDERS, Export, ExportMade, Form, Subject, has_positions
from files.exports import IS_TEXT, Writer, writer_of
from services.ports.transaction import Database
from services.week.exports import count, ends_of, export_of, pages
from texts.terminal.commands import exported_text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; one is written like 2026-11-23") from None


def _subject(text: str) -> Subject:
    if text not in frozenset(Subject):
        raise typer.BadParameter(f"{text!r} is none of {', '.join((*Subject, *TABLES))}")
    return Subject(text)


WhatArgument = Annotated[
    str,
    typer.Argument(
        metavar="WHAT", help="reports, points, figures, events, vouchers; companies, teams, riders, activities."
    ),
]
FirstOption = Annotated[
    date | None, typer.Option("--from", parser=_day, metavar="DATE", help="The first day, district time.")
]
LastOption = Annotated[date | None, typer.Option("--to", parser=_day, metavar="DATE", help="The last day, included.")]
FormOption = Annotated[
    Form | None, typer.Option("--format", help="csv, xlsx, geojson or parquet; by default as FILE ends.")
]


def export(  # noqa: PLR0913  one parameter for each option of the command line
    what: WhatArgument,
    config: ConfigOption,
    out: OutOption,
    language: LanguageOption,
    first: FirstOption = None,
    last: LastOption = None,
    form: FormOption = None,
    *,
    with_riders: Annotated[
        bool, typer.Option("--with-riders", help="With the riders' keys; that this was asked for is kept.")
    ] = False,
) -> None:
    """Write reports, points, figures, events or vouchers of some days, a ledger or activities, and nobody's name.

    The bot may be running. docs/exports.md describes the columns.
    """
    form = form or _ending(out)
    if what in TABLES:
        _refuse_beside_table(what, form, first, last, with_riders=with_riders)
        export_table(what, form, config, out, language)
        return
    subject = _subject(what)
    if first is None or last is None:
        raise typer.BadParameter(f"{subject} need --from and --to")
    _refuse_what_cannot_be(subject, form, first, last, out, with_riders=with_riders)
    settings, district = load_all(config, language)
    refuse_own(out, config, settings, language)
    now = SystemClock().now()
    taken = export_of(district, subject, first, last, now, with_riders=with_riders)
    made = ExportMade(
        TimeOrderedIds().new(), now, 0, _who(), subject, form, first.isoformat(), last.isoformat(), with_riders
    )

    async def run(database: Database) -> int:
        if with_riders:
            await database.write(lambda tx: tx.exports.keep(made))
        total = await database.read(lambda tx: count(tx, district, taken))
        with _opened(out, language) as file, _watched(total) as advance:
            writer = writer_of(form, file, taken.columns, district.timezone)
            return await _written(database, district, taken, writer, advance)

    rows = on_database(settings, run)
    typer.echo(exported_text(rows, str(out), language, with_riders=with_riders), err=True)


def _ending(out: Path) -> Form:
    try:
        return Form(out.suffix.lower().removeprefix("."))
    except ValueError:
        forms = ", ".join(Form)
        raise typer.BadParameter(f"{str(out)!r} ends with no format; say --format, one of {forms}") from None


def _refuse_what_cannot_be(
    subject: Subject, form: Form, first: date, last: date, out: Path, *, with_riders: bool
) -> None:
    """Refuse options that do not go together.

    Raises:
        typer.BadParameter: See its message.
    """
    if first > last:
        raise typer.BadParameter(f"--from {first} is after --to {last}")
    if form is Form.GEOJSON and not has_positions(subject):
        raise typer.BadParameter(f"{subject} have no position, so there is no GeoJSON of them; take csv or xlsx")
    if with_riders and subject not in WITH_RIDERS:
        raise typer.BadParameter(f"no riders stand behind {subject}; leave --with-riders out")
    if out == STDOUT and form not in IS_TEXT and sys.stdout.isatty():
        raise typer.BadParameter(f"{form} is nothing for a terminal; say --out FILE, or send it on with | or >")


def _refuse_beside_table(what: str, form: Form, first: date | None, last: date | None, *, with_riders: bool) -> None:
    """Refuse options that a table has not which is exported as it stands.

    Raises:
        typer.BadParameter: See its message.
    """
    if form not in {Form.CSV, Form.XLSX}:
        raise typer.BadParameter(f"{what} are written as csv or xlsx")
    if first is not None or last is not None or with_riders:
        raise typer.BadParameter(f"{what} are exported as they stand; leave out --from, --to and --with-riders")


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


@contextmanager
def _opened(out: Path, language: Language) -> Iterator[IO[bytes]]:
    """Give the file to write as `opened` does; a format whose library is missing is refused, too."""
    try:
        with opened(out, language) as file:
            yield file
    except BadValue as refused:
        fail(refused, "--format", language)


@contextmanager
def _watched(total: int) -> Iterator[Callable[[int], None]]:
    """Show a bar on standard error while a terminal is there to see it; give what moves it on."""
    console = Console(stderr=True)
    columns = BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total)
        yield lambda rows: progress.advance(task, rows)


async def _written(
    database: Database, district: District, taken: Export, writer: Writer, advance: Callable[[int], None]
) -> int:
    """Write all rows and return how many there were; of figures the bar counts the weeks."""
    rows = 0
    async for page in pages(database, district, taken, *ends_of(taken)):
        writer.write(page)
        rows += len(page)
        advance(1 if taken.subject is Subject.FIGURES else len(page))
    writer.close()
    return rows
