"""The photos of drafts and reports as a transaction knows them, so that it reads each list once."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from domain.reporting.photos import Photo, standing
from storage.repositories.rows import from_row
from storage.session import Session

TABLE = "photo"


class Owner(StrEnum):
    """Whose photos a list holds."""

    DRAFT = "photos_of_draft"
    REPORT = "photos_of_report"


Lists = Mapping[tuple[Owner, int], tuple[Photo, ...]]
"""Photos that are shown, in order of arrival, by the kind and the id of their owner."""


async def photos_of(session: Session, owner: Owner, owner_id: int) -> tuple[Photo, ...]:
    """Return the photos of a draft or a report that are shown, in order of arrival."""
    known = session.known[TABLE]
    if (owner, owner_id) not in known:
        rows = await session.fetch(owner, owner_id=owner_id)
        known[owner, owner_id] = standing(from_row(Photo, row) for row in rows)
    found: tuple[Photo, ...] = known[owner, owner_id]
    return found


def with_added(lists: Lists, photo: Photo) -> Lists:
    """Return the lists after a photo was added; none are known if others may have become shared by it."""
    if photo.shared:
        return {}
    its = ((Owner.DRAFT, photo.draft_id), (Owner.REPORT, photo.report_id))
    return {key: _in_order(*photos, photo) if key in its else photos for key, photos in lists.items()}


def with_attached(lists: Lists, draft_id: int, report_id: int) -> Lists:
    """Return the lists after the photos of a draft that had no report went to this one."""
    draft, report = (Owner.DRAFT, draft_id), (Owner.REPORT, report_id)
    if not {draft, report} <= lists.keys():
        return {}
    loose = [photo for photo in lists[draft] if photo.report_id is None]
    moved = {photo.id: replace(photo, report_id=report_id) for photo in loose}
    of_draft = tuple(moved.get(photo.id, photo) for photo in lists[draft])
    return {**lists, draft: of_draft, report: _in_order(*lists[report], *moved.values())}


def _in_order(*photos: Photo) -> tuple[Photo, ...]:
    return standing(sorted(photos, key=lambda photo: photo.id))
