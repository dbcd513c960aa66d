"""Announcements to riders, in SQL."""

from domain.people.announcements import Announcement
from domain.people.riders import CONSENT_VERSION
from storage.repositories.rows import from_row, to_row
from storage.session import Repository


class SqlAnnouncements(Repository):
    """`services.ports.announcements.Announcements` in SQL."""

    async def get(self, announcement_id: int) -> Announcement | None:
        row = await self._one("announcement_by_id", id=announcement_id)
        return from_row(Announcement, row) if row is not None else None

    async def of_captain(self, rider_id: int) -> list[Announcement]:
        rows = await self._session.fetch("announcements_of_captain", rider_id=rider_id)
        return [from_row(Announcement, row) for row in rows]

    async def save(self, announcement: Announcement) -> None:
        await self._session.change("save_announcement", **to_row(announcement))

    async def purge(self, before: int, long_before: int) -> None:
        await self._session.change("purge_announcements", before=before, long_before=long_before)

    async def reaches(self) -> int:
        return await self._number("count_riders_to_tell", consent=CONSENT_VERSION) or 0
