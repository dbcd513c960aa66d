"""Badges, in SQL."""

from domain.programme.badges import Training
from storage.repositories.rows import from_row, to_row
from storage.session import Repository


class SqlBadges(Repository):
    """`services.ports.badges.Badges` in SQL."""

    async def complete(self, training: Training) -> bool:
        return bool(await self._session.change("add_training", **to_row(training)))

    async def uncomplete(self, cause: str) -> bool:
        return bool(await self._session.change("remove_training", cause=cause))

    async def trainings_of(self, rider_id: int) -> list[Training]:
        rows = await self._session.fetch("trainings_to_take_out", rider_id=rider_id)
        return sorted((from_row(Training, row) for row in rows), key=lambda each: each.at)
