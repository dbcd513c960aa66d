"""The errors of a database as a whole; each class's docstring is its meaning."""

from domain.errors import QianshaoError


class DatabaseError(QianshaoError):
    """The base class: the database cannot be used as it is."""


class BadAddress(DatabaseError):
    """The address is of no known kind."""


class Unreachable(DatabaseError):
    """The database cannot be opened, or does not answer now: locked, full, read-only, restarted or out of reach.

    Whether the transaction under way was committed may be unknown.
    """


class NotReady(Unreachable):
    """The database refuses to be opened for now: its server is not up, starts, or is full, or its file is locked."""


class Damaged(DatabaseError):
    """The database's file is damaged: no waiting helps, only a backup."""


class InUse(DatabaseError):
    """Another process uses this SQLite file; only PostgreSQL serves several."""


class EditedMigration(DatabaseError):
    """A migration file was changed after this database had it."""


class NewerSchema(DatabaseError):
    """A newer version of the program has migrated this database."""


class OlderSchema(DatabaseError):
    """This database lacks a migration, which only the bot itself may apply."""


class ForeignAwait(DatabaseError):
    """A transaction function awaited something other than its transaction's methods."""


class RoleLost(DatabaseError):
    """The connection that held a role ended; another process may have the role now."""
