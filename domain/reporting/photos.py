"""A photo of a draft or report, after cleaning: where its bytes lie and how they are to be shown."""

from dataclasses import dataclass, field
from enum import StrEnum

from domain.reporting.photo_hash import PhotoHash


class PhotoRole(StrEnum):
    """What a photo is of."""

    BEFORE = "before"
    ADDED = "added"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Photo:
    """One cleaned photo.

    Attributes:
        id: made by the application.
        draft_id: the draft that it came with, or None for one added to a report or by staff.
        report_id: the report, once there is one.
        role: before, added later by the rider, or after (by staff).
        message_id: the Telegram message it came in, in the chat of whoever sent it.
        object_key: where the cleaned bytes lie: SHA-256 of them in hex.
        format: `JPEG`, `PNG` or `WEBP`.
        width, height: pixels, as stored (before the orientation is applied).
        orientation: EXIF orientation 1–8 to apply when shown.
        shown_key: where the upright copy of at most 1280 px lies, once made.
        file_id: Telegram's id of a picture that it compressed itself and may be sent on; None for documents.
        added_at: ms UTC.
        photo_hash: what it looks like, of a photo that just came in and can be known again; kept beside the photos,
            not in them.
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
    photo_hash: PhotoHash | None = field(default=None, compare=False, repr=False)
