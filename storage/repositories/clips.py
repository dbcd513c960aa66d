"""The rows of voice messages and videos in SQL; their bytes are in the photo store."""

from collections.abc import Sequence

from domain.reporting.clips import Clip
from storage.repositories.loose_objects import SqlLooseObjects
from storage.repositories.rows import from_row, to_row
from storage.session import Repository, Value


class SqlClips(Repository):
    """`services.ports.clips.Clips` in SQL."""

    async def add(self, clip: Clip) -> None:
        await self._session.change("add_clip", **to_row(clip))

    async def get(self, clip_id: int) -> Clip | None:
        row = await self._one("clip_by_id", id=clip_id)
        return None if row is None else from_row(Clip, row)

    async def of_report(self, report_id: int) -> list[Clip]:
        return await self._found("clips_of_report", report_id=report_id)

    async def of_rider(self, rider_id: int) -> list[Clip]:
        return await self._found("clips_of_rider", rider_id=rider_id)

    async def give(self, clip_id: int, report_id: int) -> None:
        await self._session.change("give_clip", id=clip_id, report_id=report_id)

    async def attach(self, draft_id: int, report_id: int) -> None:
        await self._session.change("attach_clips", draft_id=draft_id, report_id=report_id)

    async def move(self, clip_id: int, draft_id: int | None) -> None:
        await self._session.change("move_clip", id=clip_id, draft_id=draft_id)
        await self._session.change("move_still", id=clip_id, draft_id=draft_id)

    async def abandoned(self, before: int, limit: int) -> list[Clip]:
        return await self._found("abandoned_clips", before=before, limit=limit)

    async def of_closed_reports(self, category: str, since: int, limit: int) -> list[Clip]:
        return await self._found("clips_of_closed_reports", category=category, since=since, limit=limit)

    async def of_forgotten(self, since: int, limit: int) -> list[Clip]:
        return await self._found("clips_of_forgotten", since=since, limit=limit)

    async def of_old_reports(self, before: int, limit: int) -> list[Clip]:
        return await self._found("clips_of_old_reports", before=before, limit=limit)

    async def remove(self, clip_ids: Sequence[int]) -> list[str]:
        removed = [row for clip_id in clip_ids for row in await self._session.fetch("remove_clip", id=clip_id)]
        keys = sorted({row["object_key"] for row in removed})
        unused = [key for key in keys if not await self._exists("object_in_use", object_key=key)]
        await SqlLooseObjects(self._session).leave(keys, due_at=0)
        return unused

    async def _found(self, query: str, /, **values: Value) -> list[Clip]:
        return [from_row(Clip, row) for row in await self._session.fetch(query, **values)]
