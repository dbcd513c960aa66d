"""The port that takes photos in, and the row that a photo becomes."""

from dataclasses import dataclass
from typing import Protocol

from domain.geo.positions import Position
from domain.reporting.photo_hash import PhotoHash
from domain.reporting.photos import Photo, PhotoRole
from services.deps import Deps


@dataclass(frozen=True, slots=True)
class TakenPhoto:
    """A photo after intake: cleaned and stored under `object_key`.

    `width` and `height` are in pixels as stored; `orientation` is EXIF's 1-8; `position` is None if the file has none;
    `photo_hash` is None if the photo is damaged, huge or too plain to be recognised; `taken_at` is ms UTC, None if the
    file doesn't say.
    """

    object_key: str
    format: str
    width: int
    height: int
    orientation: int
    position: Position | None
    photo_hash: PhotoHash | None = None
    taken_at: int | None = None


class PhotoIntake(Protocol):
    """The port that reads, cleans and stores photos."""

    async def take(self, data: bytes, *, hold: bool) -> TakenPhoto:
        """Clean and store a photo; its bytes are durable when this returns.

        The transaction that consumes the update settles its key, whether it names the photo or not. It is refused if
        the same bytes were deleted a short time ago, unless it is told to `hold` the key; then it lets go of it.

        Raises:
            domain.errors.PhotoRefused: The bytes are not a photo that we accept; `reason` says why.
        """


def as_row(deps: Deps, taken: TakenPhoto, message_id: int, file_id: str | None) -> Photo:
    """Return the row of a stored photo, which belongs to no draft or report yet.

    `file_id` is set only for photos that Telegram compressed.
    """
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
