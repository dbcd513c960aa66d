"""Who may be called by a colour, and who was, in SQL."""

from dataclasses import asdict

from domain.people.riders import CONSENT_VERSION, Rider
from domain.programme.corps import Call, Called
from storage.repositories.rows import from_row, to_row
from storage.session import Repository


class SqlCorps(Repository):
    """`services.ports.corps.Corps` in SQL."""

    async def last_holder(self, knight: str, after: int, limit: int) -> int | None:
        return await self._number("last_holder", knight=knight, after=after, limit=limit)

    async def to_call(self, call: Call, after: int, last: int) -> list[Rider]:
        span = {"after": after, "last": last, "consent": CONSENT_VERSION}
        return [from_row(Rider, row) for row in await self._session.fetch("riders_to_call", **asdict(call), **span)]

    async def reaches(self, call: Call) -> int:
        return await self._number("count_riders_to_call", **asdict(call), consent=CONSENT_VERSION) or 0

    async def note(self, called: Called) -> bool:
        return bool(await self._session.change("note_called", **to_row(called)))

    async def of_rider(self, rider_id: int) -> list[Called]:
        return [from_row(Called, row) for row in await self._session.fetch("calls_of_rider", rider_id=rider_id)]

    async def purge(self, before: int) -> None:
        await self._session.change("purge_called", before=before)
