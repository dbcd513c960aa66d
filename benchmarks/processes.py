"""The processes that a benchmark over HTTP starts: a playground, the bot by its own command, the smallest bot."""

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from districts.shipped import SAMPLE
from playground.people import People
from playground.world import TOKEN

ROOT = Path(__file__).parent.parent
COMMAND = "from cli.main import main; main()"
"""The command line as its installed script runs it."""

_CONFIG = """
[telegram]
base_url = "{base_url}"
token_file = "token"
[storage]
database = "{database}"
photos = "file://{folder}/photos"
[district]
folder = "district"
[limits]
reports_per_hour = 1000000
{rates}
[log]
level = "warning"
"""
_NO_RATES = """
messages_per_second = 0
private_per_second = 0
group_per_minute = 0
"""

_LOOK_AGAIN_S = 0.005

Process = asyncio.subprocess.Process


@asynccontextmanager
async def playground() -> AsyncIterator[str]:
    """A playground of its own process, its limits off; gives its address."""
    arguments = ("-m", "playground", "--port", "0", "--no-flood")
    async with _started(*arguments, stdout=asyncio.subprocess.PIPE) as process:
        assert process.stdout is not None  # noqa: S101  piped above
        yield (await process.stdout.readline()).decode().strip()


@asynccontextmanager
async def qianshao(config: Path) -> AsyncIterator[Process]:
    """The bot by its own command."""
    async with _started("-c", COMMAND, "run", "--config", str(config)) as process:
        yield process


@asynccontextmanager
async def bare_bot(base_url: str, database: Path | None) -> AsyncIterator[Process]:
    """The smallest bot; it commits each update where there is a database."""
    more = [str(database)] if database else []
    async with _started("-m", "benchmarks.bare_bot", base_url, TOKEN, *more) as process:
        yield process


async def polled(people: People, after: int = 0) -> None:
    """Wait until a bot has asked for updates, later than its call number `after`."""
    while not await people.calls("getUpdates", after):
        await people.call("GET", "/wait", params={"after": await people.seq(), "timeout": _LOOK_AGAIN_S})


def furnish(folder: Path, base_url: str, groups: Mapping[str, int]) -> Path:
    """Write a district whose queues have these groups, and the configuration; returns its path."""
    shutil.copytree(SAMPLE, folder / "district")
    queues = folder / "district" / "queues.toml"
    seated = re.sub(
        r'^id = "(.+?)".*$',
        lambda line: f"{line[0]}\nchat_id = {groups[line[1]]}",
        queues.read_text("utf-8"),
        flags=re.MULTILINE,
    )
    queues.write_text(seated, "utf-8")
    (folder / "token").write_text(TOKEN)
    return write_config(folder, base_url)


def write_config(folder: Path, base_url: str, database: str = "", *, limited: bool = False) -> Path:
    """Write the configuration, with a SQLite file of this folder unless another database is given.

    Messages go out as fast as can be, or, `limited`, as Telegram wants it.
    """
    rates, database = "" if limited else _NO_RATES, database or f"sqlite:///{folder}/qianshao.db"
    config = folder / "config.toml"
    config.write_text(_CONFIG.format(base_url=base_url, folder=folder, database=database, rates=rates))
    return config


@asynccontextmanager
async def _started(*arguments: str, stdout: int | None = None) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, stdout=stdout, env=as_installed()
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def as_installed() -> dict[str, str]:
    """Return the environment of a program whose bytecode is kept, as that of PTB and of any installed program is."""
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
