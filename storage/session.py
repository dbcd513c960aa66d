"""One transaction as the repositories see it: named queries and rows, on either engine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Protocol

Value = str | int | float | None
"""A column's value: booleans are 0 and 1, times ms UTC, lists and objects JSON text."""


class Row(Protocol):
    """A row of a query as its driver gives it: its values in the order of their columns, and each by its name."""

    def __getitem__(self, column: str, /) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...

    def keys(self) -> Iterable[str]:
        """Return the names of the columns."""


class Kind(StrEnum):
    """The kinds of work that a commit may add."""

    INBOX = "inbox"
    OUTBOX = "outbox"
    TIMERS = "timers"
    OBJECTS = "objects"
    PHOTO_QUESTIONS = "photo_questions"


class Known:
    """What a transaction knows of some tables: records that it has read or written, until a query changes their table.

    A repository that changes rows and knows what stands there now may put it back after its query.
    """

    def __init__(self) -> None:
        self._tables: dict[str, dict[Any, Any]] = {}

    def __getitem__(self, table: str) -> dict[Any, Any]:
        """Return what is known of this table, by keys of its repository's choice."""
        return self._tables.setdefault(table, {})

    def forget(self, tables: Iterable[str]) -> None:
        """Forget all of these tables, as a query changes them."""
        for table in tables:
            self._tables.pop(table, None)


class Session(Protocol):
    """Runs named queries in one transaction.

    All methods raise `domain.errors.Conflict` if a unique constraint is violated, as another transaction was faster.
    """

    wakes: set[Kind]
    """The kinds of work that this transaction has added."""

    known: Known
    """What the repositories have read or written; each query is told to it before it runs."""

    async def fetch(self, name: str, /, **values: Value) -> list[Row]:
        """Run a query and return its rows."""

    async def change(self, name: str, /, **values: Value) -> int:
        """Run a query and return how many rows it changed."""

    async def change_many(self, name: str, rows: Sequence[Mapping[str, Value]], /) -> None:
        """Run a query once with the values of each row."""


class Repository:
    """The base class of repositories; holds the session of the transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def _one(self, name: str, /, **values: Value) -> Row | None:
        """Return the only row, or None."""
        rows = await self._session.fetch(name, **values)
        return rows[0] if rows else None

    async def _number(self, name: str, /, **values: Value) -> int | None:
        """Return the only column of the only row; None if there is no row or it is null."""
        row = await self._one(name, **values)
        return None if row is None else next(iter(row))

    async def _exists(self, name: str, /, **values: Value) -> bool:
        """Return whether the query has a row."""
        return bool(await self._session.fetch(name, **values))
