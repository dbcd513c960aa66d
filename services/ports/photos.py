"""The repository of the photos of drafts and reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.reporting.photos import Photo, PhotoRole


@dataclass(frozen=True, slots=True)
class SamePhoto:
    """Another report that shows the same picture.

    `submitted_at` is ms UTC; `distance` is the number of differing bits, of 128, between the two most similar photos,
    and 0 if their bytes are the same.
    """

    report_id: int
    category: str
    open: bool
    submitted_at: int
    distance: int


@dataclass(frozen=True, slots=True)
class PictureUse:
    """A report in which the picture of a photo stands already, and as what."""

    report_id: int
    role: PhotoRole


class Photos(Protocol):
    """The repository of the photos of drafts and reports."""

    async def add(self, photo: Photo) -> Photo:
        """Insert a photo and return it as it is stored, `shared` or not.

        If it has a photo hash, compare it with all photos and record those with the same picture.
        """

    async def attach(self, draft_id: int, report_id: int) -> None:
        """Assign the photos of a draft to the report that it became or joined."""

    async def detach(self, photo_id: int) -> None:
        """Take a photo out of its draft; it is abandoned then."""

    async def move(self, photo_id: int, draft_id: int) -> None:
        """Assign a photo to another draft."""

    async def of_message(self, photo_ids: Sequence[int], message_id: int) -> list[Photo]:
        """Return those of these photos that came in a message."""

    async def by_ids(self, photo_ids: Iterable[int]) -> list[Photo]:
        """Return these photos, without those that are gone."""

    async def give(self, photo_id: int, report_id: int, role: PhotoRole) -> None:
        """Assign one photo from a staff member's reply to its report, as what it shows."""

    async def remember_shown(self, photo_id: int, shown_key: str) -> None:
        """Store the object key of the photo's upright copy."""

    async def distance_in_draft(self, draft_id: int, photo: Photo) -> int:
        """Return the number of differing bits, of 128, between a new photo and the most similar one of the draft.

        Return 0 if the bytes are the same.
        """

    async def same_photos(self, report_id: int) -> list[SamePhoto]:
        """Return other reports with a picture of this draft or report (they share one id): open ones first, at most 20.

        Reports of all riders and of any age count. Withdrawn reports and photos of repairs do not.
        """

    async def is_known(self, photo_id: int) -> bool:
        """Return whether a report of anybody, or another rider's draft, has the same picture as this photo."""

    async def uses(self, photo_id: int, report_id: int) -> list[PictureUse]:
        """Return where else the picture of this photo stands, in this report first, at most 20."""

    async def abandoned(self, before: int, limit: int) -> list[Photo]:
        """Return photos without a report whose draft ended before `before` (ms UTC).

        Photos without a draft and report are included if they are older than that.
        """

    async def of_closed_reports(self, category: str, since: int, limit: int) -> list[Photo]:
        """Return photos of reports of a category that were closed since then (ms UTC)."""

    async def of_forgotten(self, since: int, limit: int) -> list[Photo]:
        """Return photos of riders who were forgotten since then (ms UTC)."""

    async def of_old_reports(self, before: int, limit: int) -> list[Photo]:
        """Return photos of reports that were closed before then (ms UTC)."""

    async def of_rider(self, rider_id: int) -> list[Photo]:
        """Return the photos that a rider sent, in order of arrival."""

    async def remove(self, photo_ids: Sequence[int]) -> list[str]:
        """Delete rows; return the object keys (cleaned and shown) that no other row uses.

        Their bytes are deleted after the commit, also if the process ends before that.
        """
