"""The CPU that something takes, of this process and of a database's server."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import process_time
from typing import Final

import asyncpg

_TICKS: Final = 100
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
    """Yield a clock of CPU seconds: of this process, and of the server's that serve it."""
    if address.startswith("sqlite"):
        yield process_time
        return
    connection = await asyncpg.connect(address)
    pids = await connection.fetch("select pid from pg_stat_activity where datname = current_database()")

    def spent() -> float:
        return process_time() + sum(_spent_by(row["pid"]) for row in pids)

    yield spent
    await connection.close()


def _spent_by(pid: int) -> float:
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
