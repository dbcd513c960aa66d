"""Brings a database to the schema of this program, step by step, and refuses what it can't vouch for."""

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
    """A session that may also run statements that have no name."""

    async def execute(self, statement: str) -> None:
        """Run one statement of a migration."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step; `text` in the words of its engine, `checksum` of the file as it was written."""

    version: int
    name: str
    checksum: str
    text: str

    @property
    def statements(self) -> Iterator[str]:
        """One by one: sqlite3 would end the transaction before a script."""
        statement = ""
        for line in self.text.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                yield statement
                statement = ""


def load_migrations(engine: Engine, folder: Path = MIGRATIONS_FOLDER) -> list[Migration]:
    """The steps for this engine, in order. Raises `ValueError` for two files of one version."""
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
"""How a database comes to these migrations, in a transaction that is undone by any error."""


async def migrate(session: SchemaSession, steps: list[Migration]) -> None:
    """Apply what is missing, in the session's transaction, which must keep other processes out.

    Raises `NewerSchema` and `EditedMigration`.
    """
    for step in await _missing(session, steps):
        await _apply(session, step)


async def require(session: SchemaSession, steps: list[Migration]) -> None:
    """Refuse a database that has not had them all. Raises `OlderSchema` besides what `migrate` raises."""
    missing = await _missing(session, steps)
    if missing:
        raise OlderSchema(f"the database lacks migration {missing[0].version:04d}_{missing[0].name}; `run` applies it")


async def begin_or_require(session: SchemaSession, steps: list[Migration]) -> None:
    """Apply them all to an empty database, else require them: a bot may be running on what is not empty.

    Raises what `migrate` and `require` raise.
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
