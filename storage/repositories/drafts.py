"""Drafts in SQL; their photos are in a table of their own."""

from dataclasses import replace

from domain.errors import Conflict
from domain.reporting.drafts import Draft, DraftStage
from storage.repositories.photo_lists import TABLE, Owner, photos_of
from storage.repositories.rows import from_row, to_row
from storage.session import Repository, Row


class SqlDrafts(Repository):
    """`services.ports.drafts.Drafts` in SQL."""

    async def get(self, draft_id: int) -> Draft | None:
        known = self._session.known["draft"].get(draft_id)
        return await self._with_photos(known) if known else await self._of_row("draft_by_id", id=draft_id)

    async def open_of(self, rider_id: int) -> Draft | None:
        found = await self.at_hand(rider_id)
        return found if found is not None and found.stage is DraftStage.OPEN else None

    async def at_hand(self, rider_id: int) -> Draft | None:
        known = self._known(rider_id, DraftStage.OPEN)
        return await self._with_photos(known) if known else await self._of_row("draft_at_hand", rider_id=rider_id)

    async def waiting_of(self, rider_id: int) -> Draft | None:
        known = self._known(rider_id, DraftStage.WAITING)
        return await self._with_photos(known) if known else await self._of_row("waiting_draft", rider_id=rider_id)

    async def aside_of(self, rider_id: int) -> list[Draft]:
        rows = await self._session.fetch("drafts_aside", rider_id=rider_id)
        return [await self._of(row) for row in rows]

    async def ended_since(self, rider_id: int, since: int) -> Draft | None:
        return await self._of_row("draft_ended_since", rider_id=rider_id, since=since)

    async def add(self, draft: Draft) -> None:
        await self._session.change("add_draft", **to_row(draft))
        self._session.known["draft"][draft.id] = replace(draft, photos=())
        self._session.known[TABLE][Owner.DRAFT, draft.id] = ()

    async def save(self, draft: Draft) -> Draft:
        if not await self._session.change("save_draft", **to_row(draft)):
            raise Conflict(f"draft {draft.id} is not at version {draft.version}")
        saved = replace(draft, version=draft.version + 1)
        self._session.known["draft"][draft.id] = saved
        return saved

    async def _of_row(self, name: str, /, **values: int) -> Draft | None:
        row = await self._one(name, **values)
        return None if row is None else await self._of(row)

    def _known(self, rider_id: int, stage: DraftStage) -> Draft | None:
        drafts = self._session.known["draft"].values()
        return next((each for each in drafts if each.rider_id == rider_id and each.stage is stage), None)

    async def _of(self, row: Row) -> Draft:
        photos = await photos_of(self._session, Owner.DRAFT, row["id"])
        return await self._with_photos(from_row(Draft, row, photos=photos))

    async def _with_photos(self, draft: Draft) -> Draft:
        photos = await photos_of(self._session, Owner.DRAFT, draft.id)
        kept = draft if draft.photos is photos else replace(draft, photos=photos)
        self._session.known["draft"][draft.id] = kept
        return kept
