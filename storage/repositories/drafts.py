"""Drafts in SQL; their photos are in a table of their own."""

from dataclasses import dataclass, replace
from typing import Final

from domain.errors import Conflict
from domain.reporting.drafts import UNFINISHED, Draft, DraftStage
from domain.reporting.evidence import Trace
from storage.repositories.photo_lists import TABLE, Owner, photos_of
from storage.repositories.rows import from_row, to_row
from storage.session import Repository, Row

_OF_RIDER: Final = "unfinished drafts"
"""Ids of the unfinished drafts by rider, as this transaction knows them, some of which it may have ended."""


@dataclass(frozen=True, slots=True)
class _Traces:
    """What the messages of one draft tell."""

    traces: tuple[Trace, ...]


class SqlDrafts(Repository):
    """`services.ports.drafts.Drafts` in SQL."""

    async def get(self, draft_id: int) -> Draft | None:
        known = self._session.known["draft"].get(draft_id)
        return await self._with_photos(known) if known else await self._of_row("draft_by_id", id=draft_id)

    async def unfinished_of(self, rider_id: int) -> list[Draft]:
        theirs = self._session.known[_OF_RIDER].get(rider_id)
        if theirs is None:
            rows = await self._session.fetch("drafts_unfinished", rider_id=rider_id)
            theirs = self._session.known[_OF_RIDER][rider_id] = [row["id"] for row in rows]
            for row in rows:
                if row["id"] not in self._session.known["draft"]:
                    await self._of(row)
        found = [await self.get(draft_id) for draft_id in theirs]
        return [each for each in found if each is not None and each.stage in UNFINISHED]

    async def open_of(self, rider_id: int) -> list[Draft]:
        return [each for each in await self.unfinished_of(rider_id) if each.stage is DraftStage.OPEN]

    async def ended_since(self, rider_id: int, since: int) -> list[Draft]:
        rows = await self._session.fetch("drafts_ended_since", rider_id=rider_id, since=since)
        return [await self._of(row) for row in rows]

    async def traces_since(self, rider_id: int, since: int) -> list[Trace]:
        rows = await self._session.fetch("traces_of_rider", rider_id=rider_id, since=since)
        return [trace for row in rows for trace in from_row(_Traces, row).traces]

    async def add(self, draft: Draft) -> None:
        await self._session.change("add_draft", **to_row(draft))
        self._session.known["draft"][draft.id] = replace(draft, photos=())
        self._session.known[TABLE][Owner.DRAFT, draft.id] = ()
        if draft.rider_id in self._session.known[_OF_RIDER]:
            self._session.known[_OF_RIDER][draft.rider_id].append(draft.id)

    async def save(self, draft: Draft) -> Draft:
        if not await self._session.change("save_draft", **to_row(draft)):
            raise Conflict(f"draft {draft.id} is not at version {draft.version}")
        saved = replace(draft, version=draft.version + 1)
        self._session.known["draft"][draft.id] = saved
        return saved

    async def _of_row(self, name: str, /, **values: int) -> Draft | None:
        row = await self._one(name, **values)
        return None if row is None else await self._of(row)

    async def _of(self, row: Row) -> Draft:
        photos = await photos_of(self._session, Owner.DRAFT, row["id"])
        return await self._with_photos(from_row(Draft, row, photos=photos))

    async def _with_photos(self, draft: Draft) -> Draft:
        photos = await photos_of(self._session, Owner.DRAFT, draft.id)
        kept = draft if draft.photos is photos else replace(draft, photos=photos)
        self._session.known["draft"][draft.id] = kept
        return kept
