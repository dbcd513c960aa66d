"""The repository of badges."""

from collections.abc import Collection, Mapping
from typing import Protocol

from domain.programme.badges import Badge, Honoured, Knight, Training


class Badges(Protocol):
    """Trainings that riders have completed, the badges that they were given, and their honour letters."""

    async def complete(self, training: Training) -> bool:
        """Keep a completed training; return False if there is one with this cause."""

    async def uncomplete(self, cause: str) -> bool:
        """Remove the training with this cause; return False if there is none."""

    async def trainings(self, rider_id: int) -> Mapping[Knight, int]:
        """Return how many trainings of each colour a rider has completed, of those of which there are any."""

    async def trainings_of(self, rider_id: int) -> list[Training]:
        """Return the trainings that a rider has completed, the oldest first."""

    async def deeds(self, rider_id: int, merits: Collection[str]) -> Mapping[tuple[str, str | None], int]:
        """Return how many entries with points a rider has of each of these merits and category of report, if any.

        Those that were taken back with their report are left out.
        """

    async def give(self, badge: Badge) -> bool:
        """Give a level; return False if it was given before, be it held or not."""

    async def trace(self, badge: Badge) -> bool:
        """Keep what was done with a badge; return False if it is held, or not, as it was to be made."""

    async def of_rider(self, rider_id: int) -> list[Badge]:
        """Return all levels that were ever given to a rider."""

    async def honour(self, honour_id: int) -> Honoured | None:
        """Return who may have an honour letter, by the id, or None."""

    async def honour_of(self, rider_id: int) -> Honoured | None:
        """Return what there is of a rider's honour letter, or None."""

    async def add_honour(self, honour: Honoured) -> bool:
        """Keep that a rider may have an honour letter; return False if that is kept already."""

    async def newest_letter(self, year: int) -> int:
        """Return the highest number of a year's letters, or 0."""

    async def sign(self, honour: Honoured) -> bool:
        """Keep a signed letter; return False if it was signed before.

        Raises Conflict if another letter has its year and number.
        """

    async def drop_honour(self, honour_id: int) -> None:
        """Forget who may have an honour letter, unless it is signed."""
