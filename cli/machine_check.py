"""Checks of this machine and its stores: what `run` would find in its way."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.serving import CannotListen, open_listener
from districts.standing_folder import refusals
from domain.district.district import District
from domain.district.problems import InFile, Problem, Severity
from files.config import Config
from storage.database import is_absent, open_existing
from storage.errors import DatabaseError, OlderSchema
from storage.photos import PhotoObjects

_SQLITE: Final = "sqlite:///"
_FILE: Final = "file://"
_LITTLE_SPACE: Final = 1024**3
_NEVER_STORED: Final = "0" * 64
"""A key under which nothing lies: deleting it needs the same rights as deleting a photo, and removes nothing."""


async def check_machine(config: Config, file: str, district: District | None = None) -> list[Problem]:
    """Return the problems with folders, database, photo store, disk and the webhook's address.

    A district that can't come after the one whose reports the database has is among them.
    """
    return [
        *folder_problems(config, file),
        *await _database_problems(config, file, district),
        *await _photo_problems(config, file),
        *listen_problems(config, file),
    ]


def folder_problems(config: Config, file: str) -> Iterator[Problem]:
    """Yield folders of the database and the photos that cannot be written, and disks with little room."""
    for key, folder in _folders(config).items():
        there = _nearest(folder)
        details = {"path": str(folder), "there": str(there)}
        if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
            yield Problem("folder_unwritable", file, InFile(key=key), details)
        elif (free := shutil.disk_usage(there).free) < _LITTLE_SPACE:
            details["free"] = f"{free / 1024**2:.0f}"
            yield Problem("disk_low", file, InFile(key=key), details, Severity.WARNING)


def listen_problems(config: Config, file: str) -> Iterator[Problem]:
    """Yield the problem with each address to listen on; only a warning, as the bot may run now."""
    listens = {
        "telegram.webhook_listen": config.telegram.webhook_listen if config.telegram.mode == "webhook" else None,
        "http.listen": config.http.listen,
    }
    for key, listen in listens.items():
        try:
            if listen is not None:
                open_listener(listen).close()
        except CannotListen as error:
            details = {"value": listen or "", "reason": str(error)}
            yield Problem("listen_taken", file, InFile(key=key), details, Severity.WARNING)


async def _database_problems(config: Config, file: str, district: District | None) -> list[Problem]:
    """Return the problem with a database that is there; one that lacks migrations is none, as `run` applies them."""
    address = config.storage.database
    place = InFile(key="storage.database")
    if is_absent(address):
        return []
    if address.startswith(_SQLITE) and not os.access(address.removeprefix(_SQLITE), os.R_OK | os.W_OK):
        return [Problem("database_unwritable", file, place, {"path": address.removeprefix(_SQLITE)})]
    try:
        async with open_existing(address) as database:
            past = await database.read(lambda tx: tx.districts.past())
            return refusals(past, district) if district is not None else []
    except OlderSchema:
        return []
    except DatabaseError as error:
        return [Problem("database_unusable", file, place, {"reason": str(error)})]


async def _photo_problems(config: Config, file: str) -> list[Problem]:
    """Return the problem with a bucket that cannot be reached or written; folders are looked at by themselves."""
    if config.storage.photos.startswith(_FILE):
        return []
    try:
        await PhotoObjects.open(config.storage.photos).delete(_NEVER_STORED)
    except OSError as error:
        details = {"value": config.storage.photos, "reason": str(error)}
        return [Problem("photos_unreachable", file, InFile(key="storage.photos"), details)]
    return []


def _folders(config: Config) -> dict[str, Path]:
    found = {}
    if config.storage.database.startswith(_SQLITE):
        found["storage.database"] = Path(config.storage.database.removeprefix(_SQLITE)).parent
    if config.storage.photos.startswith(_FILE):
        found["storage.photos"] = Path(config.storage.photos.removeprefix(_FILE))
    return found


def _nearest(folder: Path) -> Path:
    """Return the folder or the nearest one above it that is there; `run` creates what is below it."""
    return next(each for each in (folder, *folder.absolute().parents) if each.exists())
