"""``qianshao district``: other files for a district, also while its bot runs."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from bot.clock import SystemClock
from cli.existing import is_begun, on_database
from cli.printing import fail, print_mistakes
from cli.settings import ConfigOption, Language, LanguageOption, read_all
from domain.district.district import District
from domain.district.past import Past
from domain.district.problems import BadValue, Problem, Severity
from domain.errors import DistrictTaken
from files.config import Config
from services.ports.transaction import Database, Transaction
from services.upkeep.district_plan import Difference, Settling

app = typer.Typer(no_args_is_help=True)

FolderArgument = Annotated[
    Path, typer.Argument(metavar="DIR", help="The folder with the new files.", exists=True, file_okay=False)
]
YesOption = Annotated[bool, typer.Option("--yes", help="Apply it without asking.")]


@app.callback()
def district() -> None:
    """What an operator does when the district changes."""


@dataclass(frozen=True, slots=True)
class _Change:
    """The files that stand, which may be broken, and those that are to; the fingerprint of those taken up last.

    `kept` tells of open vouchers that the new files have otherwise, or no more.
    """

    settings: Config
    old: District | None
    new: District
    taken: str = ""
    kept: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """What the database says of a change: what was, what was taken up last, what becomes of tickets and vouchers."""

    past: Past = field(default_factory=Past)
    taken: str = ""
    settlings: list[Settling] = field(default_factory=list)
    kept: tuple[Difference, ...] = ()


@app.command()
def apply(folder: FolderArgument, config: ConfigOption, language: LanguageOption, *, yes: YesOption = False) -> None:
    """Show what other files would change for the district and its open tickets, ask, and put them in place.

    The former folder is kept beside. A running bot takes them up by itself, else the next start does.
    """
    from districts.standing_folder import held  # noqa: PLC0415  --help does not need it
    from texts.base.wording import words_of  # noqa: PLC0415  as above

    change, words = _read(folder, config, language), words_of(language)
    standing = change.settings.district.folder.resolve()
    if standing == folder.resolve():
        fail(BadValue("folder_same", path=str(folder)), config.name, language)
    if change.old is not None and change.old.mark == change.new.mark:
        typer.echo(words.plain("district.same"))
        return
    try:
        with held(standing):
            change, settlings = _planned(change, language)
            _show(change, settlings, language)
            if not yes and not typer.confirm(words.plain("district.apply_ask")):
                typer.echo(words.plain("district.kept"))
                raise typer.Exit(1)
            backup = _apply(change, folder, standing)
    except BadValue as refused:
        fail(refused, config.name, language)
    except OSError as error:
        fail(BadValue("folder_unreadable", error=str(error)), config.name, language)
    except DistrictTaken:
        fail(BadValue("folder_taken", path=str(standing)), config.name, language)
    typer.echo(words.plain("district.applied", backup=backup))


def _read(folder: Path, config: Path, language: Language) -> _Change:
    """Return what stands and what is to; exit with 1 after printing the problems where that can't be."""
    from districts.folder import read_district  # noqa: PLC0415  imports shapely, which --help does not need

    standing, problems = list[Problem](), list[Problem]()
    settings, old = read_all(config, standing)
    new = read_district(folder, problems)
    if settings is None:
        problems = standing
    _stop_at(problems, language)
    if settings is None or new is None:
        raise typer.Exit(1)
    return _Change(settings, old, new)


def _stop_at(problems: list[Problem], language: Language) -> None:
    """Print the problems, and exit with 1 where one is an error."""
    if problems:
        print_mistakes(problems, language, to_stderr=True)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise typer.Exit(1)


def _planned(change: _Change, language: Language) -> tuple[_Change, list[Settling]]:
    """Return the change with what the files before have said, and what becomes of the open tickets.

    Exits with 1 after printing why where the new files can't come after those before.
    """
    from districts.standing_folder import refusals  # noqa: PLC0415  as above
    from services.upkeep.district_changes import plan, standing_on  # noqa: PLC0415  as above

    async def ask(tx: Transaction) -> _Known:
        return _Known(
            await tx.districts.past(),
            await tx.districts.taken(),
            await plan(tx, change.old, change.new),
            await standing_on(tx, change.old, change.new),
        )

    async def use(database: Database) -> _Known:
        return await database.read(ask)

    known = on_database(change.settings, use) if is_begun(change.settings) else _Known()
    past, settlings = known.past, known.settlings
    past = past if past.prefix or change.old is None else change.old.remembered()
    _stop_at(refusals(past, change.new), language)
    return replace(change, new=replace(change.new, past=past), taken=known.taken, kept=known.kept), settlings


def _show(change: _Change, settlings: list[Settling], language: Language) -> None:
    """Print what changes for the district, and what becomes of its open tickets."""
    from services.upkeep.district_plan import differences, together  # noqa: PLC0415  as above
    from texts.base.district_changes import change_lines  # noqa: PLC0415  as above
    from texts.base.locale import Locale  # noqa: PLC0415  as above
    from texts.base.wording import words_of  # noqa: PLC0415  as above

    console = Console(soft_wrap=True, highlight=False)
    locale = Locale(words_of(language), change.new, change.settings.limits)
    found = (*differences(change.old, change.new), *change.kept) if change.old is not None else None
    for line in change_lines(found, together(settlings), locale):
        console.print(Text(line, style="yellow" if "→" in line else ""))


def _apply(change: _Change, folder: Path, standing: Path) -> Path:
    """Put the files in place and have the open tickets follow them; return where the former ones lie."""
    from bot.deps import deps_of  # noqa: PLC0415  as above
    from districts.standing_folder import put_back, put_in_place  # noqa: PLC0415  as above
    from services.upkeep.district_changes import take_up  # noqa: PLC0415  as above

    deps = deps_of(change.settings, change.new, SystemClock())

    async def use(database: Database) -> None:
        await database.write(lambda tx: take_up(tx, deps, change.old, change.taken))

    stamp = datetime.fromtimestamp(deps.clock.now() / 1000, change.new.timezone).strftime("%Y%m%d-%H%M%S")
    backup = put_in_place(folder, standing, stamp, change.new.mark)
    if is_begun(change.settings):
        try:
            on_database(change.settings, use)
        except BaseException:
            put_back(standing, backup)
            raise
    return backup
