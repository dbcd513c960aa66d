"""The repository of what was heard of people in groups."""

from typing import Protocol

from domain.tickets.membership import Membership


class Memberships(Protocol):
    """The repository of what was heard of people in groups."""

    async def note(self, heard: Membership) -> None:
        """Insert, or replace what was heard of this person in this group before."""

    async def heard(self, chat_id: int, user_id: int) -> Membership | None:
        """Return what was heard of this person in this group, or None."""

    async def purge(self, before: int) -> None:
        """Delete what was heard before this time (ms UTC)."""
