"""The rows of photos: what is known of each beside its bytes."""

from collections.abc import Sequence

from domain.photos import Photo
from storage.rows import from_row, to_row
from storage.session import Repository


class SqlPhotos(Repository):
    """`services.repositories.Photos` in SQL."""

    async def add(self, photo: Photo) -> None:
        """Insert."""
        await self._session.change("add_photo", **to_row(photo))

    async def attach(self, draft_id: int, report_id: int) -> None:
        """The draft's photos are the report's now."""
        await self._session.change("attach_photos", draft_id=draft_id, report_id=report_id)

    async def give(self, photo_id: int, report_id: int) -> None:
        """This photo is the report's now."""
        await self._session.change("give_photo", id=photo_id, report_id=report_id)

    async def remember_shown(self, photo_id: int, shown_key: str) -> None:
        """The upright copy lies there."""
        await self._session.change("remember_shown", id=photo_id, shown_key=shown_key)

    async def earned_before(self, rider_id: int, object_keys: Sequence[str], report_id: int) -> bool:
        """Whether one of these pictures came from this rider with another report."""
        for key in object_keys:
            if await self._exists("picture_sent_before", rider_id=rider_id, object_key=key, report_id=report_id):
                return True
        return False

    async def abandoned(self, before: int, limit: int) -> list[Photo]:
        """Photos that became nothing."""
        rows = await self._session.fetch("abandoned_photos", before=before, limit=limit)
        return [from_row(Photo, row) for row in rows]

    async def of_closed_reports(self, category: str, since: int, limit: int) -> list[Photo]:
        """Photos of what is closed."""
        rows = await self._session.fetch("photos_of_closed_reports", category=category, since=since, limit=limit)
        return [from_row(Photo, row) for row in rows]

    async def remove(self, photo_ids: Sequence[int]) -> list[str]:
        """Delete rows; returns keys that are in no other row."""
        keys: set[str] = set()
        for photo_id in photo_ids:
            for row in await self._session.fetch("remove_photo", id=photo_id):
                keys |= {row["object_key"], row["shown_key"]} - {None}
        return [key for key in sorted(keys) if not await self._exists("object_in_use", object_key=key)]
