"""How a loop ends: what it has begun ends first."""

import asyncio
from collections.abc import Collection
from typing import Final

_PATIENCE_S: Final = 10


async def drain(under_way: Collection["asyncio.Task[None]"]) -> None:
    """Let what is under way end; what takes longer than ten seconds is cancelled and found again at the next start."""
    if not under_way:
        return
    _, late = await asyncio.wait(under_way, timeout=_PATIENCE_S)
    for task in late:
        task.cancel()
    if late:
        await asyncio.wait(late)
