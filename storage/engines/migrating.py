"""Migrations: a database is brought to the program's schema step by step, or refused."""

import hashlib
import re
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from storage.errors import EditedMigration, NewerSchema, OlderSchema
from storage.queries import Engine, fill_tokens
from storage.session import Session

MIGRATIONS_FOLDER = Path(__file__).parents[1] / "migrations"
_FILE_NAME = re.compile(r"(\d{4})_(\w+?)(?:\.(sqlite|postgres))?\.sql")


class SchemaSession(Session, Protocol):
    """A session that can also run statements without a name."""

    async def execute(self, statement: str) -> None:
        """Run one statement of a migration."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step; `text` is its SQL for one engine, `checksum` that of the file."""

    version: int
    name: str
    checksum: str
    text: str

    @property
    def statements(self) -> Iterator[str]:
        """The statements one by one, as sqlite3's script function would commit first."""
        statement = ""
        for line in self.text.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                yield statement
                statement = ""


def load_migrations(engine: Engine, folder: Path = MIGRATIONS_FOLDER) -> list[Migration]:
    """Return the steps for this engine, in order.

    Raises:
        ValueError: A file is not named like a migration, or two have one version.
    """
    steps: dict[int, Migration] = {}
    for path in sorted(folder.glob("*.sql")):
        match = _FILE_NAME.fullmatch(path.name)
        if match is None:
            raise ValueError(f"{path.name}: not named like a migration")
        if match[3] not in {None, engine.value}:
            continue
        source = path.read_text(encoding="utf-8")
        checksum = hashlib.sha256(source.encode()).hexdigest()
        step = Migration(int(match[1]), match[2], checksum, fill_tokens(source, engine))
        if steps.setdefault(step.version, step) is not step:
            raise ValueError(f"{path.name}: there are two migrations of this number")
    return [steps[version] for version in sorted(steps)]


Bring = Callable[[SchemaSession, list[Migration]], Awaitable[None]]
"""Brings a database to these migrations, in a transaction that is rolled back on any error."""


async def migrate(session: SchemaSession, steps: list[Migration]) -> None:
    """Apply missing steps in the session's transaction, which must exclude other processes.

    Raises:
        NewerSchema: The database has steps that this program lacks.
        EditedMigration: A step was changed after the database had it.
    """
    for step in await _missing(session, steps):
        await _apply(session, step)


async def require(session: SchemaSession, steps: list[Migration]) -> None:
    """Check that all steps were applied.

    Raises:
        OlderSchema: A step is missing.
        NewerSchema, EditedMigration: See `migrate`.
    """
    missing = await _missing(session, steps)
    if missing:
        raise OlderSchema(f"the database lacks migration {missing[0].version:04d}_{missing[0].name}; `run` applies it")


async def begin_or_require(session: SchemaSession, steps: list[Migration]) -> None:
    """Apply all steps to an empty database, else require them, as a bot may be using it.

    Raises:
        OlderSchema, NewerSchema, EditedMigration: See `require`.
    """
    missing = await _missing(session, steps)
    await (migrate if len(missing) == len(steps) else require)(session, steps)


async def _missing(session: SchemaSession, steps: list[Migration]) -> list[Migration]:
    await session.fetch("create_migration_table")
    applied = {row["version"]: row for row in await session.fetch("applied_migrations")}
    _refuse_newer(applied.keys(), steps)
    for step in steps:
        known = applied.get(step.version)
        if known is not None and known["checksum"] != step.checksum:
            raise EditedMigration(
                f"migration {step.version:04d}_{step.name} was changed after this database had it as "
                f"{known['name']!r}; put the file back and write a new migration"
            )
    return [step for step in steps if step.version not in applied]


async def _apply(session: SchemaSession, step: Migration) -> None:
    for statement in step.statements:
        await session.execute(statement)
    await session.change("note_migration", version=step.version, name=step.name, checksum=step.checksum)


def _refuse_newer(applied: Iterable[int], steps: list[Migration]) -> None:
    newest = max((step.version for step in steps), default=0)
    if max(applied, default=0) > newest:
        raise NewerSchema(
            f"the database has schema {max(applied)}, this program knows {newest}; install the newer version"
        )
