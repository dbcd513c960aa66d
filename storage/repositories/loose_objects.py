"""The bytes of photos without a row, in SQL."""

from collections.abc import Iterable

from services.ports.loose_objects import BytesInDoubt, KeysOfFolder
from storage.session import Kind, Repository

_BEYOND_DIGITS = "g"  # sorts behind every hexadecimal digit


class SqlLooseObjects(Repository):
    """`services.ports.loose_objects.LooseObjects` in SQL."""

    async def hold(self, key: str, now: int, until: int) -> bool:
        return await self._session.change("hold_object", object_key=key, now=now, until=until) == 1

    async def settle(self, key: str, due_at: int) -> None:
        """Look once, in the usual case."""
        (standing,) = await self._session.fetch("standing_of_object", object_key=key)
        if not standing["named"]:
            await self.leave([key], due_at)
        elif standing["doubtful"]:
            raise BytesInDoubt(f"{key} may have been deleted")
        elif standing["doubtful"] is not None:
            await self._session.change("spare_object", object_key=key)

    async def let_go(self, key: str) -> None:
        if await self._number("let_go_of_object", object_key=key) == 0:
            if await self._exists("object_in_use", object_key=key):
                await self._session.change("spare_object", object_key=key)
            else:
                self._session.wakes.add(Kind.OBJECTS)

    async def leave(self, keys: Iterable[str], due_at: int) -> None:
        for key in keys:
            await self._session.change("leave_object", object_key=key, due_at=due_at)
            self._session.wakes.add(Kind.OBJECTS)

    async def take_due(self, now: int, until: int, limit: int) -> list[str]:
        taken = []
        await self._session.change("forget_gone_objects", now=now)
        for row in await self._session.fetch("due_objects", now=now, limit=limit):
            key = row["object_key"]
            if await self._exists("object_in_use", object_key=key):
                await self._session.change("forget_object", object_key=key)
            else:
                await self._session.change("take_object", object_key=key, now=now, until=until)
                taken.append(key)
        return taken

    async def still_loose(self, keys: Iterable[str]) -> list[str]:
        loose = []
        for key in keys:
            if await self._exists("object_in_use", object_key=key):
                await self._session.change("forget_object", object_key=key)
            else:
                loose.append(key)
        return loose

    async def put_off(self, keys: Iterable[str], due_at: int) -> None:
        await self._session.change_many("put_off_object", [{"object_key": key, "due_at": due_at} for key in keys])

    async def gone(self, keys: Iterable[str], until: int) -> None:
        await self._session.change_many("note_gone_object", [{"object_key": key, "until": until} for key in keys])

    async def of_folder(self, prefix: str) -> KeysOfFolder:
        bounds = {"first": prefix, "beyond": prefix + _BEYOND_DIGITS}
        named = frozenset(row["object_key"] for row in await self._session.fetch("named_objects", **bounds))
        loose = await self._session.fetch("loose_objects", **bounds)
        held = frozenset(row["object_key"] for row in loose if row["holders"])
        return KeysOfFolder(named, held, frozenset(row["object_key"] for row in loose) - held)
