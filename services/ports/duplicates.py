"""What was learned of reports that repeat others."""

from typing import Protocol

from domain.reporting.duplicates import Experience, Lesson


class Duplicates(Protocol):
    """What the district learned of reports that repeat others."""

    async def experience(self, category: str) -> Experience:
        """What is known of the signs that a new report of the category can show."""

    async def learn(self, lesson: Lesson) -> None:
        """Add to it."""
