"""The end of a loop: work in progress is finished first."""

import asyncio
from collections.abc import Collection
from typing import Final

_PATIENCE_S: Final = 10


async def drain(under_way: Collection["asyncio.Task[None]"]) -> None:
    """Wait for tasks in progress; cancel those that take over ten seconds, which the next start picks up."""
    if not under_way:
        return
    _, late = await asyncio.wait(under_way, timeout=_PATIENCE_S)
    for task in late:
        task.cancel()
    if late:
        await asyncio.wait(late)
