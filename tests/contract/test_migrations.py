"""Migrations: fresh equals upgraded, edited files and newer schemas are refused, a failed step leaves nothing."""

import shutil
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest

from storage.engines.migrating import (
    MIGRATIONS_FOLDER,
    Bring,
    Migration,
    begin_or_require,
    load_migrations,
    migrate,
    require,
)
from storage.engines.postgres import open_postgres
from storage.engines.sqlite import open_sqlite
from storage.errors import EditedMigration, NewerSchema, OlderSchema
from storage.queries import Engine

SQLITE_SCHEMA = "select type, name, sql from sqlite_schema where name not like 'sqlite_%' order by type, name"
POSTGRES_SCHEMA = """
select table_name, column_name, data_type, is_nullable, column_default, is_identity
from information_schema.columns where table_schema = 'public'
union all
select tablename, indexname, indexdef, '', '', '' from pg_indexes where schemaname = 'public'
union all
select conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '', ''
from pg_constraint where connamespace = 'public'::regnamespace
order by 1, 2, 3
"""


class Place:
    """An empty database of one engine, without any schema."""

    def __init__(self, engine: Engine, address: str) -> None:
        self.engine = engine
        self.address = address

    @asynccontextmanager
    async def opened(self, steps: list[Migration], bring: Bring = migrate) -> AsyncIterator[None]:
        opening = (
            open_sqlite(Path(self.address), steps, bring)
            if self.engine is Engine.SQLITE
            else open_postgres(self.address, steps, bring)
        )
        async with opening:
            yield

    async def bring_to(self, steps: list[Migration]) -> None:
        async with self.opened(steps):
            pass

    async def schema(self) -> Sequence[tuple[object, ...]]:
        if self.engine is Engine.SQLITE:
            connection = sqlite3.connect(self.address)
            rows = connection.execute(SQLITE_SCHEMA).fetchall()
            connection.close()
            return rows
        server = await asyncpg.connect(self.address)
        rows = [tuple(row) for row in await server.fetch(POSTGRES_SCHEMA)]
        await server.close()
        return rows

    async def empty(self) -> None:
        if self.engine is Engine.SQLITE:
            Path(self.address).unlink()  # noqa: ASYNC240  nothing else runs meanwhile
            return
        server = await asyncpg.connect(self.address)
        await server.execute("drop schema public cascade; create schema public")
        await server.close()


@pytest.fixture
async def place(database_address: str) -> Place:
    if database_address.startswith("sqlite"):
        return Place(Engine.SQLITE, database_address.removeprefix("sqlite:///"))
    place = Place(Engine.POSTGRES, database_address)
    await place.empty()
    return place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the migrations that a test may change."""
    return Path(shutil.copytree(MIGRATIONS_FOLDER, tmp_path / "migrations"))


async def test_who_may_not_migrate_leaves_an_older_schema_as_it_is(place: Place) -> None:
    steps = load_migrations(place.engine)
    with pytest.raises(OlderSchema, match="0001_reports"):
        async with place.opened(steps, require):
            pass
    assert await place.schema() == []
    await place.bring_to(steps)
    async with place.opened(steps, require):
        pass


async def test_a_command_may_begin_a_database_and_no_more(place: Place) -> None:
    steps = load_migrations(place.engine)
    async with place.opened(steps[:1], begin_or_require):
        pass
    begun = await place.schema()
    with pytest.raises(OlderSchema, match=f"{steps[1].version:04d}"):
        async with place.opened(steps, begin_or_require):
            pass
    assert await place.schema() == begun != []


async def test_fresh_equals_upgraded_step_by_step(place: Place) -> None:
    steps = load_migrations(place.engine)
    await place.bring_to(steps)
    fresh = await place.schema()
    await place.empty()
    for count in range(len(steps) + 1):
        await place.bring_to(steps[:count])
    assert await place.schema() == fresh
    await place.bring_to(steps)
    assert await place.schema() == fresh


async def test_an_edited_file_is_refused_by_name(place: Place, folder: Path) -> None:
    await place.bring_to(load_migrations(place.engine, folder))
    first = folder / "0001_reports.sql"
    first.write_text(first.read_text() + "\n-- a word more\n")
    with pytest.raises(EditedMigration, match="0001_reports"):
        await place.bring_to(load_migrations(place.engine, folder))


async def test_a_newer_schema_is_refused_with_both_numbers(place: Place, folder: Path) -> None:
    known = load_migrations(place.engine, folder)
    (folder / "0999_later.sql").write_text("create table later (id {{int64}} primary key) {{strict}};\n")
    await place.bring_to(load_migrations(place.engine, folder))
    with pytest.raises(NewerSchema, match=rf"999.*{known[-1].version}"):
        await place.bring_to(known)


async def test_a_step_that_fails_leaves_nothing(place: Place, folder: Path) -> None:
    known = load_migrations(place.engine, folder)
    await place.bring_to(known)
    before = await place.schema()
    (folder / "0999_later.sql").write_text("create table later (id {{int64}});\ncreate table later (id {{int64}});\n")
    with pytest.raises(Exception, match="later"):
        await place.bring_to(load_migrations(place.engine, folder))
    assert await place.schema() == before
    await place.bring_to(known)


def test_both_engines_have_the_same_steps() -> None:
    sqlite, postgres = (load_migrations(engine) for engine in Engine)
    assert [(step.version, step.name) for step in sqlite] == [(step.version, step.name) for step in postgres]
    assert [step.version for step in sqlite] == list(range(1, len(sqlite) + 1))


def test_two_files_of_one_number_are_an_error(folder: Path) -> None:
    (folder / "0001_again.sql").write_text("")
    with pytest.raises(ValueError, match="0001"):
        load_migrations(Engine.SQLITE, folder)


def test_a_file_that_is_not_named_like_a_migration_is_an_error(folder: Path) -> None:
    (folder / "reports.sql").write_text("")
    with pytest.raises(ValueError, match=r"reports\.sql"):
        load_migrations(Engine.SQLITE, folder)
