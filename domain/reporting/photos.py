"""Cleaned photos of drafts and reports."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from domain.reporting.photo_hash import PhotoHash

TOGETHER = 10
"""The most photos that Telegram takes as one album."""


class PhotoRole(StrEnum):
    """What a photo shows: the problem, also if added later; the repair; what staff said; or a missing person seen."""

    BEFORE = "before"
    ADDED = "added"
    AFTER = "after"
    SAID = "said"
    SIGHTING = "sighting"

    @property
    def is_staffs(self) -> bool:
        """Whether staff sent it."""
        return self in {PhotoRole.AFTER, PhotoRole.SAID}


@dataclass(frozen=True, slots=True)
class Photo:
    """One cleaned photo.

    Attributes:
        id: Its id.
        draft_id: Its draft; None if it was added to a report or sent by staff.
        report_id: Its report, once there is one.
        role: What it shows.
        message_id: The Telegram message that it came in, in the sender's chat.
        object_key: The key of its cleaned bytes: their SHA-256 in hex.
        format: `JPEG`, `PNG` or `WEBP`.
        width, height: Pixels as stored, before the orientation is applied.
        orientation: The EXIF orientation 1–8 to apply when it is shown.
        shown_key: The key of its upright copy of at most 1280 px, once there is one.
        file_id: Telegram's id of a picture that Telegram compressed, for sending it again; None for documents.
        added_at: ms UTC.
        rider_id: Who sent it; None for staff.
        clip_id: The video of which it is a still; None for a photo.
        photo_hash: Its hash, if it has just arrived and can be hashed; stored separately.
        shared: Whether another photo may show the same picture; False if it is known that none does.
    """

    id: int
    draft_id: int | None
    report_id: int | None
    role: PhotoRole
    message_id: int
    object_key: str
    format: str
    width: int
    height: int
    orientation: int
    shown_key: str | None
    file_id: str | None
    added_at: int
    rider_id: int | None = None
    clip_id: int | None = None
    photo_hash: PhotoHash | None = field(default=None, compare=False, repr=False)
    shared: bool = field(default=True, compare=False, repr=False)


def standing(photos: Iterable[Photo]) -> tuple[Photo, ...]:
    """Return the photos that are shown, in their order: stills of videos stand in until a rider's photo comes."""
    photos = tuple(photos)
    if all(photo.clip_id is None for photo in photos):
        return photos
    if all(photo.clip_id is not None for photo in photos if not photo.role.is_staffs):
        return photos
    return tuple(photo for photo in photos if photo.clip_id is None)
