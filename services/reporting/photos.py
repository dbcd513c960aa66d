"""A photo comes in: what the intake port gives, and the row that it becomes."""

from dataclasses import dataclass
from typing import Protocol

from domain.geo.positions import Position
from domain.reporting.photo_hash import PhotoHash
from domain.reporting.photos import Photo, PhotoRole
from services.deps import Deps


@dataclass(frozen=True, slots=True)
class TakenPhoto:
    """A photo after intake: cleaned, stored under `object_key`, with what its file said.

    `width`, `height` in pixels as stored; `orientation` 1-8 as in EXIF; `position` None where the file has none;
    `photo_hash` what it looks like, None where it is damaged, huge or too plain to be known again.
    """

    object_key: str
    format: str
    width: int
    height: int
    orientation: int
    position: Position | None
    photo_hash: PhotoHash | None = None


class PhotoIntake(Protocol):
    """Reads, cleans and stores photos."""

    async def take(self, data: bytes) -> TakenPhoto:
        """Take a photo in; its cleaned bytes are durable when this returns.

        Raises:
            domain.errors.PhotoRefused: it is no photo that we take; the reason says why.
        """


def as_row(deps: Deps, taken: TakenPhoto, message_id: int, file_id: str | None) -> Photo:
    """The row of a taken photo, of nobody's draft or report yet; `file_id` only of what Telegram compressed."""
    return Photo(
        id=deps.ids.new(),
        draft_id=None,
        report_id=None,
        role=PhotoRole.BEFORE,
        message_id=message_id,
        object_key=taken.object_key,
        format=taken.format,
        width=taken.width,
        height=taken.height,
        orientation=taken.orientation,
        shown_key=None,
        file_id=file_id,
        added_at=deps.clock.now(),
        photo_hash=taken.photo_hash,
    )
