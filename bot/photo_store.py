"""Storing of photos so that no bytes stay that nothing names, and none go that somebody is about to name."""

import asyncio
from dataclasses import dataclass
from typing import Final

import structlog

from bot.lasting import Lasting
from services.ports.clock import Clock
from services.ports.photo_objects import PhotoObjects
from services.upkeep.photo_survey import FOLDERS, survey
from storage.photos import photo_key

log = structlog.get_logger()

_HOLD_MS: Final = 3_600_000
"""How long bytes may wait for the row that names them; longer than any handler or delivery takes."""

_DELETING_MS: Final = 60_000
"""How long a deletion may take; nobody stores the same bytes meanwhile."""

_STRAY_MS: Final = 86_400_000
_FEW: Final = 100
_LOOK_S: Final = 60.0
_RETRY_S: Final = 0.05
_AT_ONCE: Final = 20
_DELETION_S: Final = 20.0


@dataclass(frozen=True, slots=True)
class PhotoStore:
    """The photos' bytes together with what the database knows of them."""

    database: Lasting
    objects: PhotoObjects
    clock: Clock

    async def put(self, data: bytes) -> str:
        """Store bytes and return their key, held: let go of it in the transaction that names it.

        Raises:
            PhotosUnreachable: The store fails.
        """
        key = photo_key(data)
        while not await self._held(key):  # noqa: ASYNC110  another process may be deleting the same bytes
            await asyncio.sleep(_RETRY_S)
        try:
            await self.objects.put(key, data)
        except OSError:
            await self.database.write(lambda tx: tx.objects.let_go(key))
            raise
        return key

    async def run(self) -> None:
        """Delete bytes as they become due, in one process at a time, until cancelled."""
        await self.database.in_role("sweep", self._sweep_what_comes)

    async def _sweep_what_comes(self) -> None:
        signal = self.database.signal("objects")
        while True:
            signal.clear()
            await self.sweep()
            await signal.wait(_LOOK_S)

    async def mark_strays(self) -> None:
        """Have bytes deleted a day from now of which the database knows nothing, such as those of an older release.

        If most of the store is unknown, the configuration rather names another database: then nothing is marked.
        """
        now = self.clock.now()
        try:
            found = await survey(self.database, self.objects)
            await self._clear_unfinished((now - _HOLD_MS) / 1000)
        except OSError as error:
            log.error("photos_not_surveyed", error=str(error))  # noqa: TRY400  the store's message is enough
            return
        if len(found.strays) > max(_FEW, found.files / 2):
            log.error("photos_of_another_database", files=found.files, unknown=len(found.strays))
        elif found.strays:
            await self.database.write(lambda tx: tx.objects.leave(found.strays, now + _STRAY_MS))
            log.warning("photos_without_rows", count=len(found.strays))
        if found.missing:
            log.error("rows_without_photos", count=len(found.missing))

    async def _clear_unfinished(self, before: float) -> None:
        for folder in FOLDERS:
            await self.objects.clear_unfinished(folder, before)

    async def _held(self, key: str) -> bool:
        now = self.clock.now()
        return await self.database.write(lambda tx: tx.objects.hold(key, now, now + _HOLD_MS))

    async def sweep(self) -> None:
        """Delete all bytes that are due; what the store refuses is tried again later."""
        while keys := await self._taken():
            gone = [key for key in keys if await self._deleted(key)]
            await self._note_gone(gone)
            log.info("photos_forgotten", count=len(gone))
            if len(gone) < len(keys):
                return

    async def _taken(self) -> list[str]:
        now = self.clock.now()
        return await self.database.write(lambda tx: tx.objects.take_due(now, now + _DELETING_MS, _AT_ONCE))

    async def _note_gone(self, keys: list[str]) -> None:
        await self.database.write(lambda tx: tx.objects.gone(keys))

    async def _deleted(self, key: str) -> bool:
        """Delete a photo's bytes; if the store fails, log the key for the operator and return False."""
        try:
            async with asyncio.timeout(_DELETION_S):
                await self.objects.delete(key)
        except OSError as error:
            log.error("photo_not_deleted", photo=key, error=str(error))  # noqa: TRY400  the store's message is enough
            return False
        return True
