"""Drafts, each with its photos."""

from typing import Protocol

from domain.reporting.drafts import Draft


class Drafts(Protocol):
    """Drafts with their photos."""

    async def get(self, draft_id: int) -> Draft | None:
        """By id, photos in order of arrival."""

    async def open_of(self, rider_id: int) -> Draft | None:
        """The rider's open draft; there is at most one, by the schema."""

    async def add(self, draft: Draft) -> None:
        """Insert, version 1."""

    async def save(self, draft: Draft) -> Draft:
        """Update where the version is still the draft's; returns it with the next version. Else `Conflict`.

        Photos are kept by `Photos`, not here.
        """
