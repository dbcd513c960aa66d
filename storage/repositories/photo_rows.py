"""The rows of photos in SQL; their bytes are in the photo store."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.reporting.photos import Photo, PhotoRole
from services.ports.photos import PictureUse, SamePhoto
from storage.repositories import photo_hashes
from storage.repositories.loose_objects import SqlLooseObjects
from storage.repositories.photo_lists import TABLE, with_added, with_attached
from storage.repositories.rows import from_row, to_row
from storage.session import Repository

_USES = 20


class SqlPhotos(Repository):
    """`services.ports.photos.Photos` in SQL."""

    async def add(self, photo: Photo) -> Photo:
        before = self._session.known[TABLE]
        await self._session.change("add_photo", **to_row(photo))
        look = photo.photo_hash
        is_new = look is not None and await photo_hashes.note(self._session, photo.id, look)
        added = replace(photo, photo_hash=None, shared=not is_new)
        self._session.known[TABLE].update(with_added(before, added))
        return added

    async def attach(self, draft_id: int, report_id: int) -> None:
        before = self._session.known[TABLE]
        await self._session.change("attach_photos", draft_id=draft_id, report_id=report_id)
        self._session.known[TABLE].update(with_attached(before, draft_id, report_id))

    async def detach(self, photo_id: int) -> None:
        await self._session.change("detach_photo", id=photo_id)

    async def move(self, photo_id: int, draft_id: int) -> None:
        await self._session.change("move_photo", id=photo_id, draft_id=draft_id)

    async def of_message(self, photo_ids: Sequence[int], message_id: int) -> list[Photo]:
        found = [await self._one("photo_of_message", id=each, message_id=message_id) for each in photo_ids]
        return [from_row(Photo, row) for row in found if row is not None]

    async def by_ids(self, photo_ids: Iterable[int]) -> list[Photo]:
        found = [await self._one("photo_by_id", id=each) for each in photo_ids]
        return [from_row(Photo, row) for row in found if row is not None]

    async def give(self, photo_id: int, report_id: int, role: PhotoRole) -> None:
        await self._session.change("give_photo", id=photo_id, report_id=report_id, role=role.value)

    async def remember_shown(self, photo_id: int, shown_key: str) -> None:
        await self._session.change("remember_shown", id=photo_id, shown_key=shown_key)

    async def distance_in_draft(self, draft_id: int, photo: Photo) -> int:
        return await photo_hashes.distance_in_draft(self._session, draft_id, photo)

    async def same_photos(self, report_id: int) -> list[SamePhoto]:
        """Match by bytes, or by the pairs recorded when the later photo arrived."""
        rows = await self._session.fetch("reports_of_same_photo", id=report_id)
        return [from_row(SamePhoto, row) for row in rows]

    async def is_known(self, photo_id: int) -> bool:
        return await self._exists("photo_is_known", id=photo_id)

    async def uses(self, photo_id: int, report_id: int) -> list[PictureUse]:
        rows = await self._session.fetch("uses_of_picture", id=photo_id, report_id=report_id, limit=_USES)
        return [from_row(PictureUse, row) for row in rows]

    async def abandoned(self, before: int, limit: int) -> list[Photo]:
        rows = await self._session.fetch("abandoned_photos", before=before, limit=limit)
        return [from_row(Photo, row) for row in rows]

    async def of_closed_reports(self, category: str, since: int, limit: int) -> list[Photo]:
        rows = await self._session.fetch("photos_of_closed_reports", category=category, since=since, limit=limit)
        return [from_row(Photo, row) for row in rows]

    async def of_forgotten(self, since: int, limit: int) -> list[Photo]:
        rows = await self._session.fetch("photos_of_forgotten", since=since, limit=limit)
        return [from_row(Photo, row) for row in rows]

    async def of_old_reports(self, before: int, limit: int) -> list[Photo]:
        rows = await self._session.fetch("photos_of_old_reports", before=before, limit=limit)
        return [from_row(Photo, row) for row in rows]

    async def of_rider(self, rider_id: int) -> list[Photo]:
        return [from_row(Photo, row) for row in await self._session.fetch("photos_of_rider", rider_id=rider_id)]

    async def remove(self, photo_ids: Sequence[int]) -> list[str]:
        keys: set[str] = set()
        for photo_id in photo_ids:
            await photo_hashes.forget(self._session, photo_id)
            for row in await self._session.fetch("remove_photo", id=photo_id):
                keys |= {row["object_key"], row["shown_key"]} - {None}
        unused = [key for key in sorted(keys) if not await self._exists("object_in_use", object_key=key)]
        await SqlLooseObjects(self._session).leave(sorted(keys), due_at=0)
        return unused
