"""``qianshao roster``: a new personal link for a rider of the district's list."""

from dataclasses import replace
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.deps import deps_of
from cli.bot_name import bot_name
from cli.existing import on_database
from cli.printing import fail
from cli.settings import ConfigOption, LanguageOption, load_all
from domain.district.problems import BadValue
from domain.programme.links import LinkKind, StartLink
from services.ports.transaction import Database
from services.programme.ledgers import renew_link
from texts.terminal.ledgers import renewed_text

app = typer.Typer(no_args_is_help=True)


@app.callback()
def roster() -> None:
    """What an operator does for the district's list of riders."""


@app.command()
def link(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The rider's code in the list.")],
    config: ConfigOption,
    language: LanguageOption,
) -> None:
    """Print a new personal link of a rider; the one before is void, and whoever had opened it loses the row.

    For a link that was lost, or opened by somebody else. The bot may be running.
    """
    settings, district = load_all(config, language)
    deps = deps_of(settings, district, SystemClock())
    name = "" if deps.public_url else bot_name(settings, config, language)
    deps = replace(deps, username=lambda: name)

    async def renew(database: Database) -> str:
        return await database.write(lambda tx: renew_link(tx, deps, code))

    try:
        claim = on_database(settings, renew)
    except BadValue as refused:
        fail(refused, "CODE", language)
    typer.echo(renewed_text(code, deps.address_of(StartLink(LinkKind.CLAIM, claim)), language))
