"""The repository of questions about photos, and the model that is asked them."""

from typing import Protocol

from domain.reporting.photo_questions import PhotoQuestion


class PhotoQuestions(Protocol):
    """The repository of questions about photos, at most one for each draft."""

    async def ask(self, question: PhotoQuestion) -> None:
        """Put a question in place of its draft's former one, unless that is, or was, about the same photo."""

    async def due(self, now: int) -> PhotoQuestion | None:
        """Return a question that is due, that of the newest draft; None if there is none."""

    async def save(self, question: PhotoQuestion) -> None:
        """Update when it is due and how often it was tried, unless another photo took its place."""

    async def drop(self, draft_id: int) -> None:
        """Remove the question of a draft, so that it may be put again."""

    async def next_due(self) -> int | None:
        """Return when the next question is due (ms UTC), or None."""

    async def purge(self, before: int) -> int:
        """Remove questions put before then (ms UTC); return how many."""
