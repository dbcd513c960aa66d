"""The repository of announcements to riders."""

from typing import Protocol

from domain.people.announcements import Announcement


class Announcements(Protocol):
    """The repository of announcements to riders."""

    async def get(self, announcement_id: int) -> Announcement | None:
        """Return the announcement with this id, or None."""

    async def of_captain(self, rider_id: int) -> list[Announcement]:
        """Return what a captain wrote to their team, the newest first."""

    async def save(self, announcement: Announcement) -> None:
        """Insert an announcement, or keep its state, its team and how many were told."""

    async def purge(self, before: int, long_before: int) -> None:
        """Remove what was drafted before `before` (ms UTC) and never sent, and captains' of before `long_before`."""

    async def reaches(self) -> int:
        """Return how many riders have agreed, are reachable and have not muted what concerns all."""
