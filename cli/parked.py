"""``qianshao parked``: messages and updates that were set aside; the bot may be running."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.clock import SystemClock
from cli.existing import on_database
from cli.settings import ConfigOption, Language, LanguageOption, load_all
from files.config import Config
from services.ports.transaction import Database, Transaction
from services.upkeep.parked import Shelf, drop, retry, shelf

app = typer.Typer(no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="As the list names it, such as m12 or u7.")]
NamesArgument = Annotated[list[str], typer.Argument(metavar="NAMES", help="As the list names them, or: all.")]
LimitOption = Annotated[int, typer.Option(min=1, help="How many messages, and how many updates, are listed.")]


@app.callback()
def parked() -> None:
    """What was set aside after it failed for good: messages to people (m) and updates from them (u)."""


@app.command("list")
def list_(config: ConfigOption, language: LanguageOption, limit: LimitOption = 50) -> None:
    """Print what was set aside, newest first, with the report's number, where it was to go, and the error."""
    from texts.terminal.parked import shelf_text  # noqa: PLC0415  imports every wording, which --help does not need

    settings, district = load_all(config, language)
    typer.echo(shelf_text(_shelf(settings), limit, district.timezone, language))


@app.command()
def show(name: NameArgument, config: ConfigOption, language: LanguageOption) -> None:
    """Print all that is known of one message or update; an update holds what a person wrote."""
    from texts.terminal.parked import one_text  # noqa: PLC0415  as above

    settings, district = load_all(config, language)
    text = one_text(name, _shelf(settings), district.timezone, language)
    if text is None:
        _refuse([name], language)
    typer.echo(text)


@app.command("retry")
def retry_(names: NamesArgument, config: ConfigOption, language: LanguageOption) -> None:
    """Send messages again, and handle updates again, within a minute if the bot is running."""
    _carry_out(retry, "retried", names, config, language)


@app.command("drop")
def drop_(names: NamesArgument, config: ConfigOption, language: LanguageOption) -> None:
    """Give messages or updates up for good."""
    _carry_out(drop, "dropped", names, config, language)


def _shelf(settings: Config) -> Shelf:
    async def look(database: Database) -> Shelf:
        return await database.read(shelf)

    return on_database(settings, look)


_Work = Callable[[Transaction, list[str], int], Awaitable[list[str]]]


def _carry_out(work: _Work, action: str, names: list[str], config: Path, language: Language) -> None:
    from texts.terminal.parked import done_text  # noqa: PLC0415  as above

    settings, _ = load_all(config, language)
    now = SystemClock().now()

    async def change(database: Database) -> tuple[int, list[str]]:
        async def both(tx: Transaction) -> tuple[int, list[str]]:
            before = await shelf(tx)
            unknown = await work(tx, names, now)
            after = await shelf(tx)
            return _count(before) - _count(after), unknown

        return await database.write(both)

    count, unknown = on_database(settings, change)
    typer.echo(done_text(action, count, language))
    if unknown:
        _refuse(unknown, language)


def _count(found: Shelf) -> int:
    return len(found.messages) + len(found.updates)


def _refuse(names: list[str], language: str) -> NoReturn:
    from texts.terminal.parked import unknown_text  # noqa: PLC0415  as above

    typer.echo(unknown_text(names, language), err=True)
    raise typer.Exit(1)
