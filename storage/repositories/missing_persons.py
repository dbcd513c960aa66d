"""Calls about missing persons, and who was told of them, in SQL."""

from collections.abc import Iterable, Sequence
from typing import Final

from domain.people.riders import Rider
from domain.programme.missing_persons import MissingPerson
from storage.repositories.rows import from_row, names_of, to_row
from storage.session import Repository, Row

_LISTED: Final = 20


class SqlMissingPersons(Repository):
    """`services.ports.missing_persons.MissingPersons` in SQL."""

    async def get(self, missing_id: int) -> MissingPerson | None:
        return _missing(await self._one("missing_by_id", id=missing_id))

    async def save(self, missing: MissingPerson) -> None:
        await self._session.change("save_missing", **to_row(missing))

    async def standing(self, queues: Sequence[str] | None) -> list[MissingPerson]:
        if queues is None:
            rows = await self._session.fetch("standing_missing", limit=_LISTED)
        else:
            rows = await self._session.fetch("standing_missing_of_queues", queues=names_of(queues), limit=_LISTED)
        return [from_row(MissingPerson, row) for row in rows]

    async def of_report(self, report_id: int) -> MissingPerson | None:
        return _missing(await self._one("standing_missing_of_report", report_id=report_id))

    async def remove_draft(self, missing_id: int) -> None:
        await self._session.change("remove_missing_draft", id=missing_id)

    async def note_told(self, missing_id: int, rider_ids: Iterable[int], at: int) -> None:
        rows = [{"missing_id": missing_id, "rider_id": each, "at": at} for each in rider_ids]
        await self._session.change_many("note_missing_told", rows)

    async def count_told(self, missing_id: int) -> int:
        return await self._number("count_missing_told", missing_id=missing_id) or 0

    async def was_told(self, missing_id: int, rider_id: int) -> bool:
        return await self._exists("missing_was_told", missing_id=missing_id, rider_id=rider_id)

    async def times_told(self, rider_id: int) -> list[int]:
        return [row["at"] for row in await self._session.fetch("missing_told_of_rider", rider_id=rider_id)]

    async def told(self, missing_id: int, after: int, limit: int) -> list[Rider]:
        page = {"after": after, "limit": limit}
        rows = await self._session.fetch("missing_told_after", missing_id=missing_id, **page)
        return [from_row(Rider, row) for row in rows]


def _missing(row: Row | None) -> MissingPerson | None:
    return None if row is None else from_row(MissingPerson, row)
