"""What one report asks of the database where no other is in flight, photo file to receipt and ticket card."""

import asyncio
import sqlite3
from pathlib import Path
from statistics import median_high
from typing import Final

from benchmarks.in_process import Reported, reporting, small_photos
from benchmarks.tally import Tally, tallied

_AFTERWARDS: Final = 50
"""Looks at an idle bot until it counts as still: each lets its loops take a step."""

_WORK: Final = """
select exists (select 1 from inbox where state in ('waiting', 'claimed'))
    or exists (select 1 from outbox where in_flight = 1 or (state = 'waiting' and not_before <= ?))
"""
_connect = sqlite3.connect  # as it is before anything counts


async def count_reports(folder: Path, reports: int, *, pausing: bool) -> Tally:
    """What the middle one of so many reports of one rider asks; the first two, which meet cold caches, are left out.

    What timers bring later, as reminders and boards, is none of it. A rider presses as soon as the card is there, or,
    `pausing`, when the bot has nothing more to do, as people's thumbs are slow.
    """
    with tallied() as tally:
        async with reporting(folder, small_photos(reports + 2), chats=1) as reported:
            database = folder / "qianshao.db"
            counts = [await _count(reported, tally, database, pausing=pausing) for _ in range(reports + 2)]
    return Tally(*(median_high(values) for values in zip(*map(_values, counts[2:]), strict=True)))


async def _count(reported: Reported, tally: Tally, database: Path, *, pausing: bool) -> Tally:
    riders, send = reported.riders, reported.send
    await _still(reported, tally, database)
    before = tally.copy()
    press = await reported.wait(riders.draft(send, 1))
    if pausing:
        await _still(reported, tally, database)
    await reported.wait(riders.submit(send, 1, press))
    await reported.wait(riders.ticket())
    await _still(reported, tally, database)
    return tally.since(before)


async def _still(reported: Reported, tally: Tally, database: Path) -> None:
    """Wait until nothing is in hand or due, and nothing more is asked of the database."""
    idle, before = 0, tally.copy()
    while idle < _AFTERWARDS:
        works = await reported.wait(asyncio.to_thread(_works, database, reported.app.deps.clock.now()))
        idle = 0 if works or tally != before else idle + 1
        before = tally.copy()


def _works(database: Path, now: int) -> bool:
    connection = _connect(database)
    try:
        return bool(connection.execute(_WORK, (now,)).fetchone()[0])
    finally:
        connection.close()


def _values(tally: Tally) -> tuple[int, ...]:
    return tally.transactions, tally.commits, tally.statements, tally.calls
