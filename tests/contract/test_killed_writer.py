"""A process that is killed while it writes: what it was told is there, nothing is there by half."""

import asyncio
import subprocess
import sys

from domain.people.riders import CONSENT_VERSION
from storage.database import open_database

WRITING = f"""
import asyncio, sys
from domain.people.riders import Rider
from storage.database import open_database

async def save_both(tx, number):
    for rider_id in (number, number + 1_000_000):
        await tx.riders.save(Rider(rider_id, rider_id, None, {CONSENT_VERSION}, False, True, None, None, 0))

async def client(database, numbers):
    for number in numbers:
        await database.write(lambda tx: save_both(tx, number))
        print(number, flush=True)

async def write():
    async with open_database(sys.argv[1]) as database:
        await asyncio.gather(*(client(database, range(start, 1_000_000, 8)) for start in range(1, 9)))

asyncio.run(write())
"""


def start_writing(address: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", WRITING, address], stdout=subprocess.PIPE, text=True)


async def test_what_a_killed_process_was_told_is_there(database_address: str) -> None:
    process = start_writing(database_address)
    assert process.stdout is not None
    told = {int(await asyncio.to_thread(process.stdout.readline)) for _ in range(40)}
    process.kill()
    told |= {int(line) for line in process.stdout.read().splitlines() if line}
    process.wait()
    async with open_database(database_address) as database:
        riders = await database.read(lambda tx: tx.riders.to_tell(0, 10_000_000))
    stored = {rider.id for rider in riders}
    first = {number for number in stored if number < 1_000_000}
    assert told <= first
    assert stored - first == {number + 1_000_000 for number in first}
