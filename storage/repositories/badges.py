"""Badges, in SQL."""

from collections.abc import Collection, Mapping

from domain.programme.badges import Badge, Honoured, Knight, Training
from storage.repositories.rows import from_row, names_of, to_row
from storage.session import Repository


class SqlBadges(Repository):
    """`services.ports.badges.Badges` in SQL."""

    async def complete(self, training: Training) -> bool:
        return bool(await self._session.change("add_training", **to_row(training)))

    async def uncomplete(self, cause: str) -> bool:
        return bool(await self._session.change("remove_training", cause=cause))

    async def trainings(self, rider_id: int) -> Mapping[Knight, int]:
        rows = await self._session.fetch("count_trainings", rider_id=rider_id)
        return {Knight(row["knight"]): row["trainings"] for row in rows}

    async def trainings_of(self, rider_id: int) -> list[Training]:
        rows = await self._session.fetch("trainings_of_rider", rider_id=rider_id)
        return sorted((from_row(Training, row) for row in rows), key=lambda each: each.at)

    async def deeds(self, rider_id: int, merits: Collection[str]) -> Mapping[tuple[str, str | None], int]:
        rows = await self._session.fetch("count_deeds", rider_id=rider_id, merits=names_of(merits))
        return {(row["merit"], row["category"]): row["entries"] for row in rows}

    async def give(self, badge: Badge) -> bool:
        return bool(await self._session.change("give_badge", **to_row(badge)))

    async def trace(self, badge: Badge) -> bool:
        return bool(await self._session.change("trace_badge", **to_row(badge)))

    async def of_rider(self, rider_id: int) -> list[Badge]:
        return [from_row(Badge, row) for row in await self._session.fetch("badges_of_rider", rider_id=rider_id)]

    async def honour(self, honour_id: int) -> Honoured | None:
        row = await self._one("honour", id=honour_id)
        return from_row(Honoured, row) if row is not None else None

    async def honour_of(self, rider_id: int) -> Honoured | None:
        row = await self._one("honour_of_rider", rider_id=rider_id)
        return from_row(Honoured, row) if row is not None else None

    async def add_honour(self, honour: Honoured) -> bool:
        return bool(await self._session.change("add_honour", **to_row(honour)))

    async def newest_letter(self, year: int) -> int:
        return await self._number("newest_letter", year=year) or 0

    async def sign(self, honour: Honoured) -> bool:
        return bool(await self._session.change("sign_honour", **to_row(honour)))

    async def drop_honour(self, honour_id: int) -> None:
        await self._session.change("drop_honour", id=honour_id)
