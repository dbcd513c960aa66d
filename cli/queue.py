"""``qianshao queue``: one-time codes that link a group to a queue."""

from typing import Annotated

import typer

from bot.clock import SystemClock, new_code
from cli.existing import on_database
from cli.settings import ConfigOption, LanguageOption, load_all
from services.ports.transaction import Database
from services.tickets import groups
from texts.terminal.commands import code_text

app = typer.Typer(no_args_is_help=True)


@app.callback()
def queue() -> None:
    """What an operator does for a queue."""


@app.command()
def code(
    queue: Annotated[str, typer.Argument(metavar="QUEUE", help="The queue's id in queues.toml.")],
    config: ConfigOption,
    language: LanguageOption,
) -> None:
    """Print a one-time code that makes a group this queue's, and how to use it; the bot may be running."""
    settings, district = load_all(config, language)
    if queue not in district.queues:
        raise typer.BadParameter(f"{queue!r} is no queue; there are {', '.join(district.queues)}")
    fresh, now = new_code(), SystemClock().now()

    async def offer(database: Database) -> None:
        await database.write(lambda tx: groups.offer(tx, queue, fresh, now))

    on_database(settings, offer)
    typer.echo(code_text(fresh, district.queues[queue], groups.CODE_HOURS, language))
