"""Work on the database of a bot that may be running meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import typer

from files.config import Config
from services.ports.transaction import Database

T = TypeVar("T")


def is_begun(config: Config) -> bool:
    """Whether there may be a database; a SQLite file that is not there was never begun."""
    from storage.database import is_absent  # noqa: PLC0415  brings the drivers, which --help can do without

    return not is_absent(config.storage.database)


def on_database(config: Config, use: Callable[[Database], Awaitable[T]], *, begin: bool = False) -> T:
    """Open the database, leave its schema as it is, and use it; where that can't be, say why and exit with 1.

    With ``begin`` one that does not exist yet is made.
    """
    from storage.database import open_begun, open_existing  # noqa: PLC0415  brings the drivers, which --help can do without
    from storage.errors import DatabaseError  # noqa: PLC0415  as above

    async def run() -> T:
        async with (open_begun if begin else open_existing)(config.storage.database) as database:
            return await use(database)

    try:
        return asyncio.run(run())
    except DatabaseError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
