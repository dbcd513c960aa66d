"""The repository of what was learned about duplicate reports."""

from typing import Protocol

from domain.reporting.duplicates import Experience, Lesson


class Duplicates(Protocol):
    """What the district has learned about duplicate reports."""

    async def experience(self, category: str) -> Experience:
        """Return the counts for the signs that a new report of this category can show."""

    async def learn(self, lesson: Lesson) -> None:
        """Add a lesson to the stored counts."""
