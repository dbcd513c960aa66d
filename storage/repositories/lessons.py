"""Lessons, in SQL."""

from domain.programme.lessons import Attempt
from storage.repositories.rows import from_row, to_row
from storage.session import Repository


class SqlLessons(Repository):
    """`services.ports.lessons.Lessons` in SQL."""

    async def at(self, rider_id: int, lesson: str) -> Attempt | None:
        row = await self._one("lesson_attempt", rider_id=rider_id, lesson=lesson)
        return from_row(Attempt, row) if row is not None else None

    async def of_rider(self, rider_id: int) -> list[Attempt]:
        rows = await self._session.fetch("lesson_attempts_of_rider", rider_id=rider_id)
        return [from_row(Attempt, row) for row in rows]

    async def keep(self, attempt: Attempt) -> None:
        await self._session.change("keep_lesson_attempt", **to_row(attempt))
