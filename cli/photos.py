"""Photos for the pictures that commands draw."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.reporting.photos import Photo

if TYPE_CHECKING:
    from media.before_after import Given


async def photos_of(photos: Sequence[Photo], objects: str) -> "list[Given]":
    """Return photos of the store `objects` with their orientations, None for each that is gone or can't be decoded.

    Raises:
        OSError: The store is out of reach.
    """
    from media.decoding import upright  # noqa: PLC0415  loads what printing does not need
    from media.errors import PhotoUnfit  # noqa: PLC0415  as above
    from storage.photos import PhotoMissing, PhotoObjects  # noqa: PLC0415  as above

    shown: list[Given] = []
    if not photos:
        return shown
    store = PhotoObjects.open(objects)
    for photo in photos:
        try:
            data = await store.get(photo.object_key)
            upright(data, photo.orientation, 1)
            shown.append((data, photo.orientation))
        except (PhotoMissing, PhotoUnfit):
            shown.append(None)
    return shown
