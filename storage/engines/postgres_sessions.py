"""PostgreSQL connections outside the pool: for listening to commits, presence and roles."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from enum import IntEnum
from typing import Any
from zlib import crc32

import asyncpg

from storage.engines.postgres_errors import PASSING, answering
from storage.errors import RoleLost
from storage.queries import Engine, load_queries

_CHANNEL = "qianshao"
_PAUSE_S = 1.0

Prepare = Callable[[Any], Awaitable[None]]


class Room(IntEnum):
    """The first halves of our advisory lock keys, chosen to differ from other programs'."""

    MIGRATIONS = 0x5153_0001
    PRESENCE = 0x5153_0002
    ROLES = 0x5153_0003


@asynccontextmanager
async def kept_session(address: str, prepare: Prepare) -> AsyncIterator[None]:
    """Keep a connection prepared by `prepare`; replace it whenever it is lost.

    Raises:
        Unreachable: The first connection failed.
    """
    lost = asyncio.Event()
    with answering():
        connection = await _connect(address, prepare, lost)

    async def keep() -> None:
        nonlocal connection
        while True:
            await lost.wait()
            lost.clear()
            try:
                connection = await _connect(address, prepare, lost)
            except (*PASSING, asyncpg.PostgresError):
                await asyncio.sleep(_PAUSE_S)
                lost.set()

    keeping = asyncio.create_task(keep())
    try:
        yield
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping
        await _close(connection)


async def _close(connection: Any) -> None:
    """Say goodbye to a server that listens, for one that does not hold us up."""
    with suppress(*PASSING):
        await connection.close(timeout=_PAUSE_S)


async def _connect(address: str, prepare: Prepare, lost: asyncio.Event) -> Any:
    connection = await asyncpg.connect(address)
    try:
        await prepare(connection)
    except BaseException:
        connection.terminate()
        raise
    connection.add_termination_listener(lambda _: lost.set())
    return connection


@asynccontextmanager
async def held_role(address: str, name: str) -> AsyncIterator[None]:
    """Wait for a role and hold it within the body.

    Raises:
        RoleLost: The connection ended; the task in the body was cancelled.
        Unreachable: The server does not answer, or ended while we waited for the role.
    """
    with answering():
        connection = await asyncpg.connect(address)
    holder = asyncio.current_task()
    lost = False

    def end(_: Any) -> None:
        nonlocal lost
        lost = True
        if holder is not None:
            holder.cancel()

    try:
        with answering():
            await _run(connection, "hold_role", Room.ROLES, role_key(name))
        connection.add_termination_listener(end)
        try:
            yield
        except asyncio.CancelledError:
            if not lost or holder is None or holder.uncancel():
                raise
            raise RoleLost(f"the connection that held the role {name} ended") from None
        finally:
            connection.remove_termination_listener(end)
    finally:
        await _close(connection)


def role_key(name: str) -> int:
    """Return the second half of a role's lock key: a signed 32-bit number from its name."""
    return crc32(name.encode()) - 2**31


def presence(process: int) -> Prepare:
    """Return a function that takes this process's presence lock."""

    async def prepare(connection: Any) -> None:
        await _run(connection, "hold_presence", Room.PRESENCE, process)

    return prepare


def ear(hear: Callable[[str], None], after: Callable[[], None]) -> Prepare:
    """Return a function that listens to other connections; it calls `after` then, as messages may have been missed."""

    async def prepare(connection: Any) -> None:
        await connection.add_listener(_CHANNEL, lambda _connection, _pid, _channel, words: hear(words))
        after()

    return prepare


async def say(connection: Any, words: str) -> None:
    """Notify all listening connections."""
    await _run(connection, "notify", _CHANNEL, words)


async def present_processes(connection: Any) -> set[int]:
    """Return the processes that hold a presence lock."""
    rows = await connection.fetch(load_queries(Engine.POSTGRES)["present_processes"].text, int(Room.PRESENCE))
    return {row["process"] for row in rows}


async def is_as_left(connection: Any) -> bool:
    """Return whether other processes run, or the database is the one that the last process left in good order."""
    if await present_processes(connection):
        return True
    rows = await connection.fetch(load_queries(Engine.POSTGRES)["take_stop_mark"].text)
    return any(row["untouched"] for row in rows)


async def leave_mark(connection: Any, process: int) -> None:
    """Note that the last process stops in good order; do nothing while others run."""
    if await present_processes(connection) <= {process}:
        await connection.execute(load_queries(Engine.POSTGRES)["leave_stop_mark"].text)


async def lock_migrations(connection: Any) -> None:
    """Keep other processes from migrating until the end of the transaction."""
    await _run(connection, "lock_migrations", Room.MIGRATIONS)


async def _run(connection: Any, name: str, *values: str | int) -> None:
    plain = [int(value) if isinstance(value, int) else value for value in values]
    await connection.execute(load_queries(Engine.POSTGRES)[name].text, *plain)
