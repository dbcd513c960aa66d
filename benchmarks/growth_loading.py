"""Loading a synthetic year into an empty database of either engine, at once, past all repositories."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import asyncpg

from benchmarks.growth_columns import COLUMNS
from benchmarks.growth_year import Year
from storage.database import open_database

_FAST = ("journal_mode = off", "synchronous = off", "cache_size = -300000", "foreign_keys = off")
_OF_FTS5 = {"report_words": "rowid words"}
_INDEXES = "select name, sql from sqlite_master where type = 'index' and sql is not null"
_POSTGRES_INDEXES = """
    select i.indexname, i.indexdef from pg_indexes i
    where i.schemaname = 'public' and not exists (select 1 from pg_constraint c where c.conname = i.indexname)
"""


async def load(address: str, year: Year) -> None:
    """Bring an empty database to the schema and fill it; indexes are built afterwards. Statistics are not made."""
    async with open_database(address):
        pass
    if address.startswith("sqlite"):
        _fill_sqlite(sqlite_path(address), year)
    else:
        await _fill_postgres(address, year)


async def analyze(address: str) -> None:
    """Make statistics of what the database holds."""
    if address.startswith("sqlite"):
        with closing(sqlite3.connect(sqlite_path(address))) as connection:
            connection.execute("analyze")
    else:
        connection = await asyncpg.connect(address)
        await connection.execute("vacuum analyze")
        await connection.close()


def sqlite_path(address: str) -> Path:
    """Return the file of a SQLite address."""
    return Path(address.removeprefix("sqlite:///"))


def _fill_sqlite(path: Path, year: Year) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in _FAST:
            connection.execute(f"pragma {pragma}")
        connection.execute("begin")
        with _without_indexes(connection):
            for rows in year.rows():
                for table, some in rows.items():
                    columns = _OF_FTS5.get(table, COLUMNS[table]).split()
                    places = ", ".join("?" * len(columns))
                    insert = f"insert into {table} ({', '.join(columns)}) values ({places})"  # noqa: S608  our own names
                    connection.executemany(insert, some)
        connection.execute("commit")
        connection.execute("pragma journal_mode = wal")


@contextmanager
def _without_indexes(connection: sqlite3.Connection) -> Iterator[None]:
    indexes = connection.execute(_INDEXES).fetchall()
    for name, _ in indexes:
        connection.execute(f"drop index {name}")
    yield
    for _, sql in indexes:
        connection.execute(sql)


async def _fill_postgres(address: str, year: Year) -> None:
    """Copy the rows in; references are not looked at."""
    connection = await asyncpg.connect(address)
    try:
        async with connection.transaction():
            await connection.execute("set local session_replication_role = replica")
            await connection.execute("set local maintenance_work_mem = '512MB'")
            indexes = await connection.fetch(_POSTGRES_INDEXES)
            for index in indexes:
                await connection.execute(f"drop index {index['indexname']}")
            for rows in year.rows():
                for table, some in rows.items():
                    await connection.copy_records_to_table(table, records=some, columns=COLUMNS[table].split())
            for index in indexes:
                await connection.execute(index["indexdef"])
    finally:
        await connection.close()
