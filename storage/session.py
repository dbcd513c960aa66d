"""One transaction as the repositories see it: named queries in, rows out, whatever the engine."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Protocol

Value = str | int | float | None
"""What a column holds: booleans are 0 and 1, times ms UTC, lists and objects JSON."""

Row = dict[str, Any]


class Kind(StrEnum):
    """What a commit may have brought for a loop that waits."""

    INBOX = "inbox"
    OUTBOX = "outbox"
    TIMERS = "timers"


class Session(Protocol):
    """Runs named queries inside one transaction.

    Both raise `domain.errors.Conflict` where a uniqueness of the schema is hurt: somebody else was faster.
    """

    wakes: set[Kind]
    """Which loops have something to do once this is committed."""

    async def fetch(self, name: str, /, **values: Value) -> list[Row]:
        """Run a query that returns rows."""

    async def change(self, name: str, /, **values: Value) -> int:
        """Run a query that changes rows; returns how many."""

    async def change_many(self, name: str, rows: Sequence[Mapping[str, Value]], /) -> None:
        """Run a query that changes rows once with the values of each row."""


class Repository:
    """What every repository is made of: the session of its transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def _one(self, name: str, /, **values: Value) -> Row | None:
        """The only row, or None."""
        rows = await self._session.fetch(name, **values)
        return rows[0] if rows else None

    async def _number(self, name: str, /, **values: Value) -> int | None:
        """The only column of the only row, or None where there is no row or it is null."""
        row = await self._one(name, **values)
        return None if row is None else next(iter(row.values()))

    async def _exists(self, name: str, /, **values: Value) -> bool:
        """Whether there is a row."""
        return bool(await self._session.fetch(name, **values))
