"""The counts learned about duplicates, in SQL."""

from domain.reporting.duplicates import Experience, Lesson, Sign, Tally
from storage.session import Repository, Value


class SqlDuplicates(Repository):
    """`services.ports.duplicates.Duplicates` in SQL."""

    async def experience(self, category: str) -> Experience:
        rows = await self._session.fetch("duplicate_tallies", category=category)
        return Experience(
            {Sign(row["trait"], row["value"], row["other"]): Tally(row["chances"], row["duplicates"]) for row in rows}
        )

    async def learn(self, lesson: Lesson) -> None:
        """Update the counts in sorted order, so that concurrent transactions do not deadlock."""
        rows: list[dict[str, Value]] = [sign._asdict() | tally._asdict() for sign, tally in sorted(lesson.items())]
        await self._session.change_many("learn_duplicates", rows)
