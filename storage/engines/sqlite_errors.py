"""What SQLite's errors mean: a fault that may pass, damage, or a mistake of ours."""

import sqlite3
from pathlib import Path
from typing import Final

from storage.errors import Damaged, NotReady, Unreachable

_PRIMARY: Final = 0xFF
"""The part of an extended error code that names its kind."""

_PASSING: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
    }
)
_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_LOCKED: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def explained(error: BaseException, path: Path) -> BaseException:
    """Return `Unreachable` for an error that may pass, `Damaged` for damage, and any other error as it is."""
    kind = _kind(error)
    if kind in _PASSING:
        return Unreachable(f"{path}: {error}")
    if kind in _DAMAGE:
        return Damaged(f"{path}: {error}; restore a backup")
    return error


def unopened(error: Exception, path: Path) -> Unreachable:
    """Return the error of a file that could not be opened; `NotReady` if somebody else holds its lock."""
    refusal = NotReady if _kind(error) in _LOCKED else Unreachable
    return refusal(f"{path} can't be opened as a database: {error}")


def _kind(error: BaseException) -> int | None:
    code = getattr(error, "sqlite_errorcode", None) if isinstance(error, sqlite3.Error) else None
    return None if code is None else code & _PRIMARY
