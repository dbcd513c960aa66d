"""Opening the database of an address, on either engine."""

from collections.abc import AsyncIterator, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Protocol, TypeVar

from services.ports import transaction
from services.ports.transaction import Work
from storage.engines.migrating import Bring, begin_or_require, load_migrations, migrate, require
from storage.engines.signals import Signal
from storage.engines.sqlite import open_sqlite
from storage.errors import BadAddress, Unreachable
from storage.queries import Engine
from storage.session import Kind

T = TypeVar("T")

_SQLITE = "sqlite:///"
_POSTGRES = ("postgresql://", "postgres://")


class Database(transaction.Database, Protocol):
    """A database with what the loops of a process need besides transactions."""

    @property
    def as_left(self) -> bool:
        """Whether the database is the one that its last process left in good order, known once this process has joined.

        It is not after a kill, nor where a backup or a copy was put in its place.
        """

    async def write_soon(self, work: Work[T]) -> T:
        """Write as `write` does, but without a commit of its own: wait for one that others cause, 20 ms at most.

        It runs before every `write` of this process that begins later, and before the database closes; a `read` may
        still miss it. For what is only noted, so that its caller goes on meanwhile.
        """

    def signal(self, kind: Kind | str) -> Signal:
        """Return the signal set by commits that added something of this kind: see `storage.session.Kind`.

        Clear it, look for work, then wait; in this order no commit is missed.
        """

    async def join(self) -> int:
        """Register this process and return its number, under which it claims updates; numbers are never reused.

        Raises:
            InUse: Another process uses the same SQLite file.
            Unreachable: The database does not answer.
        """

    async def vanished(self, owners: Iterable[int]) -> list[int]:
        """Return those of these processes that no longer run; a killed one is noticed at once."""

    async def outlast(self, within_s: float) -> bool:
        """Return True once every transaction that is under way now, in any process, has ended; False after a time."""

    async def damage(self) -> list[str]:
        """Return what is broken in the database's own structure, in the engine's words; PostgreSQL looks by itself."""

    def role(self, name: str) -> AbstractAsyncContextManager[None]:
        """Wait until no other process has the role, and hold it within the body.

        Raises:
            RoleLost: The connection that holds the role ended; raised from the body.
            Unreachable: The server does not answer, or ended while we waited.
        """


def open_database(address: str) -> AbstractAsyncContextManager[Database]:
    """Open `sqlite:///relative/file`, `sqlite:////absolute/file` or `postgresql://…` and migrate it to this schema.

    Raises:
        BadAddress, Unreachable, EditedMigration, NewerSchema: See `storage.errors`.
    """
    return _opened(address, migrate)


def files_of(address: str) -> list[Path]:
    """Return the SQLite file that the address names, and those that SQLite writes beside it; none of a server's."""
    file = address.removeprefix(_SQLITE)
    return [Path(f"{file}{beside}") for beside in ("", "-wal", "-shm")] if address.startswith(_SQLITE) else []


def is_absent(address: str) -> bool:
    """Return whether the address names a SQLite file that does not exist."""
    return any(not file.is_file() for file in files_of(address)[:1])


def open_existing(address: str) -> AbstractAsyncContextManager[Database]:
    """Open the database of a bot that may be running, without migrating it.

    Raises:
        OlderSchema: The database lacks a migration.
        Unreachable: There is no such file, or the database does not answer.
        BadAddress, EditedMigration, NewerSchema: See `storage.errors`.
    """
    if is_absent(address):
        raise Unreachable(f"there is no database {address.removeprefix(_SQLITE)} yet; `run` creates it")
    return _opened(address, require)


def open_begun(address: str) -> AbstractAsyncContextManager[Database]:
    """Open the database of a bot that may be running without migrating it, or create it if it is empty.

    Raises:
        OlderSchema, Unreachable, BadAddress, EditedMigration, NewerSchema: See `open_existing`.
    """
    return _opened(address, begin_or_require)


@asynccontextmanager
async def _opened(address: str, bring: Bring) -> AsyncIterator[Database]:
    if address.startswith(_SQLITE) and len(address) > len(_SQLITE):
        path = Path(address.removeprefix(_SQLITE))
        opening: AbstractAsyncContextManager[Database] = open_sqlite(path, load_migrations(Engine.SQLITE), bring)
    elif address.startswith(_POSTGRES):
        from storage.engines.postgres import open_postgres  # noqa: PLC0415  its driver takes memory and time to load

        opening = open_postgres(address, load_migrations(Engine.POSTGRES), bring)
    else:
        scheme = address.partition(":")[0]
        raise BadAddress(f"{scheme!r}: an address begins with sqlite:/// (a file follows) or postgresql://")
    async with opening as database:
        yield database
