"""The named queries: each is used, says what it is for, and is understood by its engines."""

import re
import sqlite3
from pathlib import Path

import asyncpg
import pytest

from storage.database import open_database
from storage.queries import SQL_FOLDER, Engine, fill_tokens, load_queries
from tests.sources import ROOMS

STORAGE = SQL_FOLDER.parent
OWN = {"sqlite.sql", "postgres.sql"}


@pytest.mark.parametrize("engine", Engine)
def test_every_query_says_what_it_is_for(engine: Engine) -> None:
    for query in load_queries(engine).values():
        assert query.purpose[0].isupper(), query.name
        assert query.purpose.endswith("."), query.name


OF_WORDS = {"found_reports", "keep_words", "drop_words", "drop_words_of_rider"}
"""Each engine has its own index of words, and the queries of it are written for each."""


def test_every_query_is_used_and_every_used_one_exists() -> None:
    code = "\n".join(path.read_text() for path in STORAGE.rglob("*.py"))
    known = set(load_queries(Engine.SQLITE)) | set(load_queries(Engine.POSTGRES))
    used = {name for name in known if f'"{name}"' in code}
    assert known == used
    asked = set(re.findall(r'(?:fetch|change|_one|_number|_exists|_count)\(\s*"(\w+)"', code))
    assert asked <= known


def test_both_engines_run_the_same_queries_but_for_their_own_files() -> None:
    shared = "".join(path.read_text() for path in SQL_FOLDER.glob("*.sql") if path.name not in OWN)
    names = set(re.findall(r"^-- name: (\w+)", shared, re.MULTILINE))
    sqlite, postgres = load_queries(Engine.SQLITE), load_queries(Engine.POSTGRES)
    assert names | OF_WORDS == set(sqlite) & set(postgres)
    for name in OF_WORDS:
        assert set(sqlite[name].parameters) == set(postgres[name].parameters)


async def test_sqlite_understands_each_query(sqlite_address: str) -> None:
    async with open_database(sqlite_address):
        pass
    connection = sqlite3.connect(sqlite_address.removeprefix("sqlite:///"), isolation_level=None)
    for query in load_queries(Engine.SQLITE).values():
        if not query.text.startswith(("pragma", "begin", "commit", "rollback", "savepoint", "release")):
            connection.execute(f"explain {query.text}", dict.fromkeys(query.parameters))
    connection.close()


async def test_each_query_names_the_tables_that_it_writes(sqlite_address: str) -> None:
    async with open_database(sqlite_address):
        pass
    connection = sqlite3.connect(sqlite_address.removeprefix("sqlite:///"), isolation_level=None)
    written: set[str] = set()
    writes = {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}

    def see(action: int, table: str | None, *_: str | None) -> int:
        if action in writes and table is not None:
            written.add(table)
        return sqlite3.SQLITE_OK

    connection.set_authorizer(see)
    for query in load_queries(Engine.SQLITE).values():
        written.clear()
        if not query.text.startswith(("pragma", "begin", "commit", "rollback", "savepoint", "release")):
            connection.execute(f"explain {query.text}", dict.fromkeys(query.parameters))
        assert written - {"sqlite_master"} == query.writes, query.name
    connection.close()


async def test_postgres_understands_each_query(postgres_address: str) -> None:
    async with open_database(postgres_address):
        pass
    connection = await asyncpg.connect(postgres_address)
    try:
        for query in load_queries(Engine.POSTGRES).values():
            statement = await connection.prepare(query.text)
            assert len(statement.get_parameters()) == len(query.parameters), query.name
    finally:
        await connection.close()


def test_an_unknown_token_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill_tokens("{{jsonb}}", Engine.SQLITE)


def test_sql_stands_in_sql_files_alone() -> None:
    words = r"select .+ from |insert into |update \w+ set |delete from |(?:create|alter|drop) table |pragma \w+ ="
    sql = re.compile(rf"""["'](?:{words})""", re.IGNORECASE)
    found = [
        f"{path}: {match[0]}"
        for room in ROOMS
        for path in Path(STORAGE.parent, room).rglob("*.py")
        for match in sql.finditer(path.read_text())
    ]
    assert found == []
