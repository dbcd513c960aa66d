"""Storing of photos so that no bytes stay that nothing names, and none go that somebody is about to name."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import structlog

from bot.lasting import Lasting
from services.ports.clock import Clock
from services.ports.photo_objects import PhotoObjects
from services.upkeep.photo_survey import FOLDERS, HOLD_MS, survey
from storage.photos import photo_key

log = structlog.get_logger()

_OUTLASTS_S: Final = 5.0
_PUT_OFF_MS: Final = 60_000
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

    async def lay(self, data: bytes) -> str:
        """Store bytes and return their key: settle it in the transaction that names it, which may be refused.

        Raises:
            PhotosUnreachable: The store fails.
        """
        key = photo_key(data)
        await self.objects.put(key, data)
        return key

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
            found = await survey(self.database, self.objects, now)
            await self._clear_unfinished((now - HOLD_MS) / 1000)
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
        return await self.database.write(lambda tx: tx.objects.hold(key, now, now + HOLD_MS))

    async def sweep(self) -> None:
        """Delete all bytes that are due; what the store refuses is tried again later."""
        while keys := await self._taken(until := self.clock.now() + _DELETING_MS):
            if not await self.database.outlast(_OUTLASTS_S):
                await self._put_off(keys)
                return
            loose = await self._still_loose(keys)
            gone = await self._delete(loose, until)
            await self._note_gone(gone)
            log.info("photos_forgotten", count=len(gone))
            if len(gone) < len(loose):
                return

    async def _taken(self, until: int) -> list[str]:
        now = self.clock.now()
        return await self.database.write(lambda tx: tx.objects.take_due(now, until, _AT_ONCE))

    async def _put_off(self, keys: list[str]) -> None:
        """Leave them for a minute, as a transaction that lasts, such as a backup's, may have begun before they went."""
        due_at = self.clock.now() + _PUT_OFF_MS
        await self.database.write(lambda tx: tx.objects.put_off(keys, due_at))
        log.warning("photos_not_deleted_yet", count=len(keys), reason="a transaction that began before still runs")

    async def _still_loose(self, keys: list[str]) -> list[str]:
        return await self.database.write(lambda tx: tx.objects.still_loose(keys))

    async def _note_gone(self, keys: list[str]) -> None:
        until = self.clock.now() + HOLD_MS
        await self.database.write(lambda tx: tx.objects.gone(keys, until))

    async def _delete(self, keys: Sequence[str], until: int) -> list[str]:
        """Delete the bytes of keys that are taken until then (ms UTC), as far as time allows; return which are gone."""
        last = until - int(_DELETION_S * 1000)
        return [key for key in keys if self.clock.now() < last and await self._deleted(key)]

    async def _deleted(self, key: str) -> bool:
        """Delete a photo's bytes; if the store fails, log the key for the operator and return False."""
        try:
            async with asyncio.timeout(_DELETION_S):
                await self.objects.delete(key)
        except OSError as error:
            log.error("photo_not_deleted", photo=key, error=str(error))  # noqa: TRY400  the store's message is enough
            return False
        return True
