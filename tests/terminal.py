"""The command line as an operator runs it: a process of its own, beside a bot that may be running."""

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

from districts.shipped import SAMPLE

QIANSHAO = Path(sys.executable).with_name("qianshao")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command answered."""

    code: int
    stdout: str
    stderr: str


async def qianshao(*words: object) -> Ran:
    """Run a command to its end."""
    process = await asyncio.create_subprocess_exec(
        QIANSHAO, *(str(word) for word in words), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, err = await process.communicate()
    return Ran(process.returncode or 0, out.decode(), err.decode())


def config_file(folder: Path, database: str) -> Path:
    """A configuration of the sample district without any `[telegram]`."""
    path = folder / "config.toml"
    path.write_text(f'[storage]\ndatabase = "{database}"\n[district]\nfolder = "{SAMPLE}"\n', encoding="utf-8")
    return path
