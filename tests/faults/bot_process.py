"""The real bot as a process of its own: started by its command, with a configuration file, killed or stopped."""

import asyncio
import json
import os
import re
import shutil
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from districts.shipped import SAMPLE

JSON = dict[str, Any]

ROOT = Path(__file__).parent.parent.parent
KILLABLE = Path(__file__).parent / "killable.py"
SOON_S = 30
"""Long enough for a busy machine; nothing here waits it out."""

LONG_S = 180
"""As long for what the work of others brings about: people who try again each quarter of a minute."""

_LONGEST_LINE = 1024 * 1024
_CONFIG = """
[telegram]
base_url = "{base_url}"
token_file = "token"
[storage]
database = "{database}"
photos = "file://{folder}/photos"
[district]
folder = "district"
[points]
day_cap = 1000000
[limits]
reports_per_hour = 100000
drafts_per_hour = 100000
messages_per_hour = 100000
questions_per_hour = 100000
to_riders_per_hour = 100000
messages_per_second = 0
private_per_second = 0
group_per_minute = 0
[log]
format = "json"
"""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the bot finds its Telegram and its data."""

    base_url: str
    token: str
    database: str


def furnish(folder: Path, address: Address, groups: Mapping[str, int]) -> Path:
    """Write a district whose queues have these groups, and the configuration; returns its path."""
    district = folder / "district"
    shutil.copytree(SAMPLE, district)
    queues = district / "queues.toml"
    seated = re.sub(
        r'^id = "(.+?)".*$',
        lambda line: f"{line[0]}\nchat_id = {groups[line[1]]}",
        queues.read_text(),
        flags=re.MULTILINE,
    )
    queues.write_text(seated)
    (folder / "token").write_text(address.token)
    config = folder / "config.toml"
    config.write_text(_CONFIG.format(base_url=address.base_url, database=address.database, folder=folder))
    return config


@dataclass
class BotProcess:
    """One run of the bot, and what it logged."""

    process: asyncio.subprocess.Process
    lines: list[JSON] = field(default_factory=list)
    _logged: asyncio.Condition = field(default_factory=asyncio.Condition)
    _reading: "asyncio.Task[None] | None" = None

    @classmethod
    async def start(cls, config: Path, kill_at: str = "") -> Self:
        """Start it; with `point:n` it kills itself there."""
        more = {"QIANSHAO_KILL_AT": kill_at} if kill_at else {}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            KILLABLE,
            "run",
            "--config",
            config,
            env={**os.environ, "PYTHONPATH": str(ROOT), **more},
            stderr=asyncio.subprocess.PIPE,
            limit=_LONGEST_LINE,
        )
        bot = cls(process)
        bot._reading = asyncio.create_task(bot._read())
        return bot

    async def running(self) -> None:
        """Wait until it serves."""
        await self.logged("running")

    async def logged(self, event: str, **more: Any) -> JSON:
        """Wait for a line of the log. Raises AssertionError where the process ends without it."""

        def found() -> JSON | None:
            return next((line for line in self.lines if line["event"] == event and more.items() <= line.items()), None)

        async with asyncio.timeout(SOON_S), self._logged:
            await self._logged.wait_for(lambda: found() or self._has_ended())
        line = found()
        assert line is not None, self.told()
        return line

    async def died(self) -> None:
        """Wait until it was killed, whoever did it; its point is reached once those at work have come so far."""
        async with asyncio.timeout(LONG_S):
            assert await self._ended() == -signal.SIGKILL, self.told()

    async def stop(self) -> int:
        """Ask it to stop in good order; returns its exit code."""
        self.process.terminate()
        async with asyncio.timeout(SOON_S):
            return await self._ended()

    async def clear_away(self) -> None:
        """Leave nothing running."""
        if self.process.returncode is None:
            self.process.kill()
            await self._ended()

    def named(self, event: str) -> list[JSON]:
        """The lines of the log with this name."""
        return [line for line in self.lines if line["event"] == event]

    def told(self) -> str:
        """The end of the log, for a failing test."""
        return "\n".join(json.dumps(line, ensure_ascii=False) for line in self.lines[-20:])

    async def _ended(self) -> int:
        code = await self.process.wait()
        if self._reading is not None:
            await self._reading
        return code

    def _has_ended(self) -> bool:
        return self._reading is not None and self._reading.done()

    async def _read(self) -> None:
        assert self.process.stderr is not None
        async for raw in self.process.stderr:
            async with self._logged:
                self.lines.append(_parsed(raw.decode()))
                self._logged.notify_all()
        async with self._logged:
            self._logged.notify_all()


def _parsed(line: str) -> JSON:
    try:
        return dict(json.loads(line))
    except ValueError:
        return {"event": line.strip()}
