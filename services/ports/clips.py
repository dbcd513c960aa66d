"""The repository of the voice messages and videos of drafts and reports."""

from collections.abc import Sequence
from typing import Protocol

from domain.reporting.clips import Clip


class Clips(Protocol):
    """The repository of the voice messages and videos of drafts and reports."""

    async def add(self, clip: Clip) -> None:
        """Insert a clip."""

    async def get(self, clip_id: int) -> Clip | None:
        """Return the clip with this id; None if there is none, or none any more."""

    async def of_report(self, report_id: int) -> list[Clip]:
        """Return the clips that riders sent to a report, in order of arrival."""

    async def of_rider(self, rider_id: int) -> list[Clip]:
        """Return the clips that a rider sent, in order of arrival."""

    async def give(self, clip_id: int, report_id: int) -> None:
        """Assign one clip from a staff member's reply to its report."""

    async def attach(self, draft_id: int, report_id: int) -> None:
        """Assign the clips of a draft to the report that it became or joined."""

    async def move(self, clip_id: int, draft_id: int | None) -> None:
        """Give a clip, with its still, to another draft of its rider; with None it is abandoned."""

    async def abandoned(self, before: int, limit: int) -> list[Clip]:
        """Return clips without a report whose draft ended, or that were taken out of it, before `before` (ms UTC)."""

    async def of_closed_reports(self, category: str, since: int, limit: int) -> list[Clip]:
        """Return clips of reports of a category that were closed since then (ms UTC)."""

    async def of_forgotten(self, since: int, limit: int) -> list[Clip]:
        """Return clips of riders who were forgotten since then (ms UTC)."""

    async def of_old_reports(self, before: int, limit: int) -> list[Clip]:
        """Return clips of reports that were closed before then (ms UTC)."""

    async def remove(self, clip_ids: Sequence[int]) -> list[str]:
        """Delete rows; return the object keys that no other row uses.

        Their bytes are deleted after the commit, also if the process ends before that.
        """
