"""What PostgreSQL's errors mean: a fault that may pass, damage, or a mistake of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import asyncpg

from storage.errors import Damaged, NotReady, Unreachable

PASSING: Final = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # it stops or starts
    asyncpg.InsufficientResourcesError,  # its disk or memory is full, or it has too many connections
    asyncpg.PostgresSystemError,
    asyncpg.ObjectNotInPrerequisiteStateError,  # it takes no connections now, or a lock is not to be had
    asyncpg.InvalidAuthorizationSpecificationError,  # of a connection that was let in before
    asyncpg.InvalidCatalogNameError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # raised by asyncpg if a connection ends while it is being used
)
_DAMAGE: Final = (asyncpg.DataCorruptedError, asyncpg.IndexCorruptedError)
_NOT_READY: Final = (
    ConnectionError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
)


@contextmanager
def answering() -> Iterator[None]:
    """Explain the errors of a server that was reached before.

    Raises:
        Unreachable: It does not answer now, or the connection was lost within the body.
        Damaged: Its files are damaged.
    """
    try:
        yield
    except PASSING as error:
        raise Unreachable(f"the PostgreSQL server does not answer: {error!r}") from error
    except _DAMAGE as error:
        raise Damaged(f"the PostgreSQL database is damaged: {error}; restore a backup") from error


@contextmanager
def writing() -> Iterator[None]:
    """Explain one more error, that of a server on which nobody may write now, as after a change of masters.

    Raises:
        Unreachable: It takes no changes now.
    """
    try:
        yield
    except asyncpg.ReadOnlySQLTransactionError as error:
        raise Unreachable(f"the PostgreSQL server takes no changes: {error}") from error


@contextmanager
def letting_in() -> Iterator[None]:
    """Explain the errors of a first connection.

    Raises:
        NotReady: The server is not up, starts, or is full.
        Unreachable: There is no such server or database, or it refuses the login.
    """
    try:
        yield
    except _NOT_READY as error:
        raise NotReady(f"the PostgreSQL server does not let us in yet: {error!r}") from error
    except (*PASSING, asyncpg.PostgresError) as error:
        raise Unreachable(f"the PostgreSQL server does not let us in: {error}") from error
