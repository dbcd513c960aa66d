"""Drafts in SQL; their photos are in a table of their own."""

from dataclasses import replace

from domain.errors import Conflict
from domain.reporting.drafts import Draft
from domain.reporting.photos import Photo
from storage.repositories.rows import from_row, to_row
from storage.session import Repository, Row


class SqlDrafts(Repository):
    """`services.ports.drafts.Drafts` in SQL."""

    async def get(self, draft_id: int) -> Draft | None:
        return await self._with_photos(await self._one("draft_by_id", id=draft_id))

    async def open_of(self, rider_id: int) -> Draft | None:
        return await self._with_photos(await self._one("open_draft", rider_id=rider_id))

    async def ended_since(self, rider_id: int, since: int) -> Draft | None:
        return await self._with_photos(await self._one("draft_ended_since", rider_id=rider_id, since=since))

    async def add(self, draft: Draft) -> None:
        await self._session.change("add_draft", **to_row(draft))

    async def save(self, draft: Draft) -> Draft:
        if not await self._session.change("save_draft", **to_row(draft)):
            raise Conflict(f"draft {draft.id} is not at version {draft.version}")
        return replace(draft, version=draft.version + 1)

    async def _with_photos(self, row: Row | None) -> Draft | None:
        if row is None:
            return None
        photos = await self._session.fetch("photos_of_draft", draft_id=row["id"])
        return from_row(Draft, row, photos=tuple(from_row(Photo, photo) for photo in photos))
