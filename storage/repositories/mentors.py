"""Mentors, in SQL."""

from domain.programme.mentors import Mentoring
from storage.repositories.rows import from_row, to_row
from storage.session import Repository


class SqlMentors(Repository):
    """`services.ports.mentors.Mentors` in SQL."""

    async def code_of(self, rider_id: int) -> str | None:
        row = await self._one("mentor_code_of", rider_id=rider_id)
        return row["code"] if row is not None else None

    async def whose(self, code: str) -> int | None:
        return await self._number("mentor_of_code", code=code)

    async def add_code(self, code: str, rider_id: int) -> None:
        await self._session.change("add_mentor_code", code=code, rider_id=rider_id)

    async def of_newcomer(self, rider_id: int) -> Mentoring | None:
        row = await self._one("mentoring_of", newcomer_id=rider_id)
        return from_row(Mentoring, row) if row is not None else None

    async def by(self, rider_id: int) -> list[Mentoring]:
        return [from_row(Mentoring, row) for row in await self._session.fetch("mentorings_by", mentor_id=rider_id)]

    async def add(self, mentoring: Mentoring) -> None:
        await self._session.change("add_mentoring", **to_row(mentoring))

    async def credit(self, newcomer_id: int, at: int) -> bool:
        return bool(await self._session.change("credit_mentoring", newcomer_id=newcomer_id, at=at))
