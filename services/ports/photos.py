"""Photos of drafts and reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.reporting.photos import Photo


@dataclass(frozen=True, slots=True)
class SamePhoto:
    """Another report that shows the same picture.

    `submitted_at` is ms UTC; `distance` counts differing bits of 128 between the likest photos, 0 for the same bytes.
    """

    report_id: int
    category: str
    open: bool
    submitted_at: int
    distance: int


class Photos(Protocol):
    """Photos of drafts and reports."""

    async def add(self, photo: Photo) -> None:
        """Insert. What has a photo_hash is compared with all photos: which show the same picture is noted with it."""

    async def attach(self, draft_id: int, report_id: int) -> None:
        """Give the photos of a draft to the report that it became or joined."""

    async def give(self, photo_id: int, report_id: int) -> None:
        """Give one photo that came with a staff member's reply to its report."""

    async def remember_shown(self, photo_id: int, shown_key: str) -> None:
        """Keep where the upright copy lies."""

    async def distance_in_draft(self, draft_id: int, photo: Photo) -> int:
        """Differing bits, of 128, between a photo not yet added and the likest one of a draft; 0 for the same bytes."""

    async def same_photos(self, report_id: int) -> list[SamePhoto]:
        """Other reports, not withdrawn, with a picture of this draft or report (one id): at most 20, open ones first.

        Whoever sent them and however long ago; photos of repairs don't count.
        """

    async def abandoned(self, before: int, limit: int) -> list[Photo]:
        """Of no report: of drafts that ended before `before`, or of no draft either and older than that."""

    async def of_closed_reports(self, category: str, since: int, limit: int) -> list[Photo]:
        """Photos of reports of a category that were closed since then."""

    async def remove(self, photo_ids: Sequence[int]) -> list[str]:
        """Delete rows; returns the object keys (cleaned and shown) that no other row uses any more."""
