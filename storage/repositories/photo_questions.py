"""Questions about photos in SQL, one for each draft."""

from domain.reporting.photo_questions import PhotoQuestion
from storage.repositories.rows import from_row, to_row
from storage.session import Kind, Repository


class SqlPhotoQuestions(Repository):
    """`services.ports.photo_questions.PhotoQuestions` in SQL."""

    async def ask(self, question: PhotoQuestion) -> None:
        if await self._session.change("ask_photo_question", **to_row(question)):
            self._session.wakes.add(Kind.PHOTO_QUESTIONS)

    async def due(self, now: int) -> PhotoQuestion | None:
        row = await self._one("due_photo_question", now=now)
        return from_row(PhotoQuestion, row) if row is not None else None

    async def save(self, question: PhotoQuestion) -> None:
        await self._session.change("save_photo_question", **to_row(question))

    async def drop(self, draft_id: int) -> None:
        await self._session.change("drop_photo_question", draft_id=draft_id)

    async def next_due(self) -> int | None:
        return await self._number("next_photo_question")

    async def purge(self, before: int) -> int:
        return await self._session.change("purge_photo_questions", before=before)
