"""The repository of how far riders are with lessons."""

from typing import Protocol

from domain.programme.lessons import Attempt


class Lessons(Protocol):
    """The newest attempt of each rider at each lesson."""

    async def at(self, rider_id: int, lesson: str) -> Attempt | None:
        """Return a rider's newest attempt at a lesson; None where they never began it."""

    async def of_rider(self, rider_id: int) -> list[Attempt]:
        """Return a rider's newest attempt at each lesson that they have begun, by the lessons' ids."""

    async def keep(self, attempt: Attempt) -> None:
        """Insert, or put it in place of the rider's attempt before at the same lesson."""
