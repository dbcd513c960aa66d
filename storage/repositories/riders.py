"""Riders in SQL."""

from domain.people.riders import CONSENT_VERSION, Rider
from storage.repositories.rows import from_row, to_row
from storage.session import Repository, Row


class SqlRiders(Repository):
    """`services.ports.riders.Riders` in SQL."""

    async def get(self, rider_id: int) -> Rider | None:
        known = self._session.known["rider"].get(rider_id)
        return known or self._kept(await self._one("rider_by_id", id=rider_id))

    async def by_chat(self, chat_id: int) -> Rider | None:
        known = next((each for each in self._session.known["rider"].values() if each.chat_id == chat_id), None)
        return known or self._kept(await self._one("rider_by_chat", chat_id=chat_id))

    async def save(self, rider: Rider) -> None:
        await self._session.change("save_rider", **to_row(rider))
        self._session.known["rider"][rider.id] = rider

    async def page(self, after_id: int, limit: int) -> list[Rider]:
        rows = await self._session.fetch("riders_page", after_id=after_id, limit=limit)
        return [from_row(Rider, row) for row in rows]

    async def to_tell(self, after_id: int, limit: int) -> list[Rider]:
        rows = await self._session.fetch("riders_to_tell", after_id=after_id, consent=CONSENT_VERSION, limit=limit)
        return [from_row(Rider, row) for row in rows]

    async def of_slot(self, slot: int, after_id: int, limit: int) -> list[Rider]:
        rows = await self._session.fetch(
            "riders_of_slot", slot=slot, after_id=after_id, consent=CONSENT_VERSION, limit=limit
        )
        return [from_row(Rider, row) for row in rows]

    async def digest_slots(self) -> list[int]:
        return [row["at"] for row in await self._session.fetch("digest_slots")]

    async def of_report(self, report_id: int) -> list[Rider]:
        rows = await self._session.fetch("reporter_of_report", report_id=report_id)
        rows += await self._session.fetch("witnesses_of_report", report_id=report_id, proven=1)
        return [from_row(Rider, row) for row in rows]

    async def also_seen(self, report_id: int) -> list[Rider]:
        rows = await self._session.fetch("witnesses_of_report", report_id=report_id, proven=0)
        return [from_row(Rider, row) for row in rows]

    def _kept(self, row: Row | None) -> Rider | None:
        if row is None:
            return None
        rider = from_row(Rider, row)
        self._session.known["rider"][rider.id] = rider
        return rider
