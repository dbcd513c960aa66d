"""What can be wrong with a database as a whole: each class's sentence is its meaning."""

from domain.errors import QianshaoError


class DatabaseError(QianshaoError):
    """The database can't be used as it is."""


class BadAddress(DatabaseError):
    """The address names no database that this program knows."""


class Unreachable(DatabaseError):
    """The database can't be opened or does not answer."""


class InUse(DatabaseError):
    """Another process works with this SQLite file; only PostgreSQL serves several."""


class EditedMigration(DatabaseError):
    """A migration that this database has had is not what its file says now."""


class NewerSchema(DatabaseError):
    """A newer version of the program has migrated this database."""


class OlderSchema(DatabaseError):
    """This database has not had every migration, and only a running bot may apply them."""


class ForeignAwait(DatabaseError):
    """A transaction function awaited something that is not its transaction's."""


class RoleLost(DatabaseError):
    """The connection that held a role ended; another process may have the role by now."""
