"""Comparison of the photo store with the rows: bytes without a row, rows without bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from services.ports.loose_objects import KeysOfFolder
from services.ports.photo_objects import PhotoObjects
from services.ports.transaction import Database

_DIGITS: Final = "0123456789abcdef"
HOLD_MS: Final = 3_600_000
"""How long bytes may wait for the row that names them; longer than any handler or delivery takes."""

FOLDERS: Final = tuple(map("".join, product(_DIGITS, _DIGITS)))
"""The first two digits of keys, by which the store is surveyed piece by piece."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a survey of the whole store found.

    Attributes:
        files: How many photos are in the store.
        named: How many keys rows name.
        held: Keys of photos that are just being taken in or shown, or may be, as they were stored within an hour.
        going: Keys without a row that are about to be deleted.
        strays: Keys of which the database knows nothing.
        missing: Keys that rows name and the store lacks.
    """

    files: int
    named: int
    held: Sequence[str]
    going: Sequence[str]
    strays: Sequence[str]
    missing: Sequence[str]


async def survey(database: Database, objects: PhotoObjects, now: int) -> Survey:
    """Survey the store beside a running bot, at `now` (ms UTC); what changed meanwhile is looked at a second time.

    Raises:
        PhotosUnreachable: The store fails.
    """
    files = named = 0
    held: list[str] = []
    going: list[str] = []
    strays: list[str] = []
    missing: list[str] = []
    for folder in FOLDERS:
        stored = set(await objects.keys(folder))
        known = await _known(database, folder)
        files += len(stored)
        named += len(known.named)
        held += known.held & stored
        going += (known.going - known.named) & stored
        for key in sorted(stored - known.named - known.held - known.going):
            stored_at = await objects.stored_at(key)
            if stored_at is not None:
                (strays if stored_at < now - HOLD_MS else held).append(key)
        missing += [key for key in sorted(known.named - stored) if not await _exists(objects, key)]
    return Survey(files, named, held, going, strays, missing)


async def _known(database: Database, folder: str) -> KeysOfFolder:
    return await database.read(lambda tx: tx.objects.of_folder(folder))


async def _exists(objects: PhotoObjects, key: str) -> bool:
    try:
        await objects.get(key)
    except KeyError:
        return False
    return True
