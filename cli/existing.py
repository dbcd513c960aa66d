"""Access to the bot's database from commands, also while the bot is running."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

import typer

from domain.secrets import blotted
from files.config import Config

if TYPE_CHECKING:
    from storage.database import Database

T = TypeVar("T")


def is_begun(config: Config) -> bool:
    """Return whether there may be a database; False if it is a SQLite file that does not exist."""
    from storage.database import is_absent  # noqa: PLC0415  imports the drivers, which --help does not need

    return not is_absent(config.storage.database)


def on_database(config: Config, use: "Callable[[Database], Awaitable[T]]", *, begin: bool = False) -> T:
    """Open the database without migrating it and return the result of `use`; exit with 1 and a message if that fails.

    With ``begin`` a database that does not exist is created.
    """
    from storage.database import open_begun, open_existing  # noqa: PLC0415  imports the drivers, which --help does not need
    from storage.errors import DatabaseError  # noqa: PLC0415  as above

    async def run() -> T:
        async with (open_begun if begin else open_existing)(config.storage.database) as database:
            return await use(database)

    try:
        return asyncio.run(run())
    except DatabaseError as error:
        typer.echo(blotted(str(error)), err=True)
        raise typer.Exit(1) from None
