"""The CPU that something takes, of this process and of a database's server."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from time import process_time
from typing import Final

import asyncpg

_TICKS: Final = 100
_PARENT: Final = 1
_MS: Final = 1000


async def least(cpu: Callable[[], float], work: Callable[[], Awaitable[object]]) -> float:
    """Return the CPU of the cheapest of three trials."""
    trials = []
    for _ in range(3):
        repeats, begun = 0, cpu()
        while (taken := cpu() - begun) < 0.1:  # noqa: PLR2004  ten ticks of the server's clock
            await work()
            repeats += 1
        trials.append(taken / max(1, repeats) * _MS)
    return min(trials)


@asynccontextmanager
async def cpu_of(address: str) -> AsyncIterator[Callable[[], float]]:
    """Yield a clock of CPU seconds: of this process, and of the server's that serve the database, new ones, too."""
    if address.startswith("sqlite"):
        yield process_time
        return
    connection = await asyncpg.connect(address)
    (database,) = await connection.fetchrow("select current_database()")
    server = int(_fields(Path(f"/proc/{connection.get_server_pid()}/stat"))[_PARENT])
    spent_by: dict[str, float] = {}

    def spent() -> float:
        for pid in Path(f"/proc/{server}/task/{server}/children").read_text().split():
            with suppress(OSError):  # it has ended, and keeps what it had spent when it was seen last
                if database in Path(f"/proc/{pid}/cmdline").read_text():
                    spent_by[pid] = _spent_by(Path(f"/proc/{pid}/stat"))
        return process_time() + sum(spent_by.values())

    yield spent
    await connection.close()


def _spent_by(stat: Path) -> float:
    fields = _fields(stat)
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _fields(stat: Path) -> list[str]:
    """Return the fields of https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html from the state on."""
    return stat.read_text().rpartition(")")[2].split()
