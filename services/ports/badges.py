"""The repository of badges."""

from typing import Protocol

from domain.programme.badges import Training


class Badges(Protocol):
    """Trainings that riders have completed, and the badges that they were given."""

    async def complete(self, training: Training) -> bool:
        """Keep a completed training; return False if there is one with this cause."""

    async def uncomplete(self, cause: str) -> bool:
        """Remove the training with this cause; return False if there is none."""

    async def trainings_of(self, rider_id: int) -> list[Training]:
        """Return the trainings that a rider has completed, the oldest first."""
