"""The repository of calls about missing persons, and of who was told of them."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from domain.people.riders import Rider
from domain.programme.missing_persons import MissingPerson


class MissingPersons(Protocol):
    """The repository of calls about missing persons."""

    async def get(self, missing_id: int) -> MissingPerson | None:
        """Return the call with this id, or None."""

    async def save(self, missing: MissingPerson) -> None:
        """Insert a call, or put what it is now in place of what it was."""

    async def standing(self, queues: Sequence[str] | None) -> list[MissingPerson]:
        """Return the drafts and open calls of these queues, None for all, the newest first; 20 at most."""

    async def of_report(self, report_id: int) -> MissingPerson | None:
        """Return the draft or open call that was begun of a report, or None."""

    async def remove_draft(self, missing_id: int) -> None:
        """Remove a draft; what was opened stays."""

    async def note_told(self, missing_id: int, rider_ids: Iterable[int], at: int) -> None:
        """Note that riders are told of a call, at a time in ms UTC; a rider who was told before stays as they are."""

    async def count_told(self, missing_id: int) -> int:
        """Return how many riders were told of a call."""

    async def was_told(self, missing_id: int, rider_id: int) -> bool:
        """Return whether a rider was told of a call."""

    async def times_told(self, rider_id: int) -> list[int]:
        """Return when a rider was told of missing persons, ms UTC, the oldest first."""

    async def told(self, missing_id: int, after: int, limit: int) -> list[Rider]:
        """Return a page of the riders who were told of a call, by id, behind one; 0 for the first page."""
