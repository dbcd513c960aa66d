"""Opens the database that an address names, on either engine."""

from collections.abc import AsyncIterator, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Protocol

from services.ports import transaction
from storage.engines.migrating import Bring, begin_or_require, load_migrations, migrate, require
from storage.engines.signals import Signal
from storage.engines.sqlite import open_sqlite
from storage.errors import BadAddress, Unreachable
from storage.queries import Engine
from storage.session import Kind

_SQLITE = "sqlite:///"
_POSTGRES = ("postgresql://", "postgres://")


class Database(transaction.Database, Protocol):
    """A database with what the loops of a process need beside transactions."""

    def signal(self, kind: Kind | str) -> Signal:
        """What a commit raises that brought something of this kind: `inbox`, `outbox` or `timers`.

        Clear it, look for work, then wait: so no wake is lost.
        """

    async def join(self) -> int:
        """Number this process, never as another; what it claims is claimed under this number.

        Raises `InUse` where another process works with the same SQLite file.
        """

    async def vanished(self, owners: Iterable[int]) -> list[int]:
        """Which of these processes live no more; a killed one at once."""

    def role(self, name: str) -> AbstractAsyncContextManager[None]:
        """Wait until this process alone has the role, and hold it within the body.

        Raises `RoleLost` out of the body where the connection that held it ends.
        """


def open_database(address: str) -> AbstractAsyncContextManager[Database]:
    """Open `sqlite:///relative/file`, `sqlite:////absolute/file` or `postgresql://…` and bring it to this schema.

    Raises `BadAddress`, `Unreachable`, `EditedMigration`, `NewerSchema`.
    """
    return _opened(address, migrate)


def is_absent(address: str) -> bool:
    """Whether the address names a SQLite file that is not there yet."""
    return address.startswith(_SQLITE) and not Path(address.removeprefix(_SQLITE)).is_file()


def open_existing(address: str) -> AbstractAsyncContextManager[Database]:
    """Open the database of a bot that may be running, and leave its schema as it is.

    Raises `OlderSchema` besides what `open_database` raises; `Unreachable` also where there is no such file.
    """
    if is_absent(address):
        raise Unreachable(f"there is no database {address.removeprefix(_SQLITE)} yet; `run` creates it")
    return _opened(address, require)


def open_begun(address: str) -> AbstractAsyncContextManager[Database]:
    """Open the database of a bot that may be running and leave its schema as it is, or begin one where there is none.

    Raises what `open_existing` raises.
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
