"""The repository of drafts and their photos."""

from typing import Protocol

from domain.reporting.drafts import Draft
from domain.reporting.evidence import Trace


class Drafts(Protocol):
    """The repository of drafts and their photos."""

    async def get(self, draft_id: int) -> Draft | None:
        """Return the draft with this id, its photos in order of arrival; None if there is none."""

    async def unfinished_of(self, rider_id: int) -> list[Draft]:
        """Return the rider's drafts that may still be submitted, in any of these stages, the oldest first.

        One of them waits at most, as the schema has it.
        """

    async def open_of(self, rider_id: int) -> list[Draft]:
        """Return the rider's open drafts, the oldest first."""

    async def ended_since(self, rider_id: int, since: int) -> list[Draft]:
        """Return the rider's drafts that ended at `since` (ms UTC) or later, the first to end first."""

    async def traces_since(self, rider_id: int, since: int) -> list[Trace]:
        """Return what the messages of the rider's drafts tell that changed at `since` (ms UTC) or later."""

    async def add(self, draft: Draft) -> None:
        """Insert a draft with its version."""

    async def save(self, draft: Draft) -> Draft:
        """Update a draft and return it with its next version. `Photos` keeps the photos, not this method.

        Raises:
            domain.errors.Conflict: The stored version is not the draft's.
        """
