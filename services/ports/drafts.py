"""The repository of drafts and their photos."""

from typing import Protocol

from domain.reporting.drafts import Draft


class Drafts(Protocol):
    """The repository of drafts and their photos."""

    async def get(self, draft_id: int) -> Draft | None:
        """Return the draft with this id, its photos in order of arrival; None if there is none."""

    async def open_of(self, rider_id: int) -> Draft | None:
        """Return the rider's open draft, or None. The schema allows at most one."""

    async def at_hand(self, rider_id: int) -> Draft | None:
        """Return the rider's open draft, else the one that waits, or None."""

    async def waiting_of(self, rider_id: int) -> Draft | None:
        """Return the rider's draft that waits, or None. The schema allows at most one."""

    async def aside_of(self, rider_id: int) -> list[Draft]:
        """Return the rider's drafts that were put aside, the last one first."""

    async def ended_since(self, rider_id: int, since: int) -> Draft | None:
        """Return the first of the rider's drafts that ended at `since` (ms UTC) or later, or None."""

    async def add(self, draft: Draft) -> None:
        """Insert a draft with its version."""

    async def save(self, draft: Draft) -> Draft:
        """Update a draft and return it with its next version. `Photos` keeps the photos, not this method.

        Raises:
            domain.errors.Conflict: The stored version is not the draft's.
        """
