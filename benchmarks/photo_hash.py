"""Knowing a photograph again: its photo_hash, beside decoding it; the search among a million, beside a scan of all."""

import asyncio
import random
import sqlite3
from contextlib import closing
from itertools import islice
from pathlib import Path

from benchmarks.figures import Figure, Scope, percentile, time_each
from benchmarks.near import Times
from benchmarks.pictures import TWELVE_MEGAPIXELS, pictures
from domain.reporting.photo_hash import (
    BITS,
    SAME_AT_MOST,
    PhotoHash,
    keys_of,
    nearest,
    photo_hash_of,
    read,
    written,
)
from media.decoding import upright
from media.photo_hash import photo_hash
from storage.database import open_database
from storage.engines.sqlite_thread import SqliteSession, drive
from storage.repositories.photo_hashes import alike

_WINDOWS = 16
_TURNED = 5
_SHOWN_PX = 1280
_EVERY = 100
_MS = 1000


def measure(scope: Scope) -> list[Figure]:
    """PhotoHash photos of twelve megapixels, then look for pictures of which every other one is known."""
    photos = list(islice(pictures(TWELVE_MEGAPIXELS), scope.count(20, 4)))
    made = time_each(lambda data: photo_hash(data, 1), photos)
    shown = time_each(lambda data: upright(data, 1, _SHOWN_PX), photos)
    kept = scope.count(1_000_000, 20_000)
    path = scope.folder / "pictures.db"
    ours, naive = _searched(path, kept, scope.count(1_000, 100))
    what, baseline = f"the same picture among {kept:,} photos", "a scan of all photo_hashes"
    return [
        Figure(
            "photo_hash of 12 megapixels, p50",
            "ms",
            percentile(made, 50) / _MS,
            "the copy that is shown",
            percentile(shown, 50) / _MS,
        ),
        Figure(f"{what}, p50", "ms", percentile(ours, 50) / _MS, baseline, percentile(naive, 50) / _MS),
        Figure(f"{what}, p99", "ms", percentile(ours, 99) / _MS, baseline, percentile(naive, 99) / _MS),
    ]


def _searched(path: Path, kept: int, searches: int) -> tuple[Times, Times]:
    asyncio.run(_create(path))
    chance = random.Random(1)  # noqa: S311  pictures, no secrets
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        known = _fill(connection, kept, chance)
        looks = [_look(known[number] if number % 2 else _picture(chance), chance) for number in range(searches)]
        session = SqliteSession(connection)
        ours = time_each(lambda look: drive(alike(session, look)), looks)
        naive = time_each(lambda look: _scan(connection, look), looks[:3])
    return ours, naive


async def _create(path: Path) -> None:
    async with open_database(f"sqlite:///{path}"):
        pass


def _scan(connection: sqlite3.Connection, look: PhotoHash) -> int:
    hashes = connection.execute("select hashes from photo_hash")
    return sum(nearest(read(text), look.sought) <= SAME_AT_MOST for (text,) in hashes)


def _fill(connection: sqlite3.Connection, kept: int, chance: random.Random) -> list[int]:
    """Keep so many photo_hashes; returns every hundredth picture's hash."""
    for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -500000", "foreign_keys = off"):
        connection.execute(f"pragma {pragma}")
    keys: list[tuple[int, int]] = []
    known: list[int] = []
    for photo in range(kept):
        pair = _picture(chance), _picture(chance)
        connection.execute("insert into photo_hash values (?, ?)", (photo, written(pair)))
        keys += {(key, photo) for each in pair for key in keys_of(each)}
        if photo % _EVERY == 0:
            known.append(pair[0])
    connection.executemany("insert into photo_hash_key values (?, ?)", sorted(keys))
    connection.commit()
    return known


def _picture(chance: random.Random) -> int:
    """A hash with eleven bits of sixteen set, so that keys meet about as often as those of real photos."""
    a, b, c, d = (chance.getrandbits(BITS) for _ in range(4))
    return a | b & (c | d)


def _look(picture: int, chance: random.Random) -> PhotoHash:
    """What a picture looks like, some of its weakest differences turned."""
    bits = [1 if picture >> BITS - 1 - place & 1 else -1 for place in range(BITS)]
    window = [bit * chance.randint(3, 90) for bit in bits]
    windows = [window]
    for _ in range(_WINDOWS - 1):
        turned = {chance.randrange(BITS) for _ in range(_TURNED)}
        windows.append([-3 * bits[place] if place in turned else level for place, level in enumerate(window)])
    return photo_hash_of([window], windows[::-1])
