"""What a district learned of repeats, in SQL."""

from domain.reporting.duplicates import Experience, Lesson, Sign, Tally
from storage.session import Repository, Value


class SqlDuplicates(Repository):
    """`services.ports.duplicates.Duplicates` in SQL."""

    async def experience(self, category: str) -> Experience:
        """The counts of what a report of the category can show."""
        rows = await self._session.fetch("duplicate_tallies", category=category)
        return Experience(
            {Sign(row["trait"], row["value"], row["other"]): Tally(row["chances"], row["duplicates"]) for row in rows}
        )

    async def learn(self, lesson: Lesson) -> None:
        """Count on, in one order for everybody, so that no two wait for each other."""
        rows: list[dict[str, Value]] = [sign._asdict() | tally._asdict() for sign, tally in sorted(lesson.items())]
        await self._session.change_many("learn_duplicates", rows)
