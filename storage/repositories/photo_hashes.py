"""Photo hashes in SQL, indexed so that a similar photo is found among millions."""

from collections.abc import Iterable
from typing import Final

from domain.reporting.photo_hash import BITS, SAME_AT_MOST, PhotoHash, SameHash, keys_of, nearest, read, written
from domain.reporting.photos import Photo
from storage.session import Session

_KEPT_AT_MOST: Final = 5
"""How many similar photos are recorded; one is enough to know that a picture was sent before."""

_HITS_AT_MOST: Final = 1000
"""How many key matches are compared, the best keys first: a picture of little but sky has many."""


async def note(session: Session, photo_id: int, look: PhotoHash) -> bool:
    """Store the hashes of a new photo, and the photos with the same picture; return whether there are none."""
    found = await alike(session, look)
    for other in found[:_KEPT_AT_MOST]:
        await session.change("add_same_photo", photo_id=photo_id, other_id=other.photo_id, distance=other.distance)
    keys = {key for each in look.kept for key in keys_of(each)}
    await session.change("add_photo_hash", photo_id=photo_id, hashes=written(look.kept))
    await session.change("add_photo_hash_keys", photo_id=photo_id, keys=_names(keys))
    return not found


async def alike(session: Session, look: PhotoHash) -> list[SameHash]:
    """Return photos with the same picture, the most similar first, then the oldest."""
    rows = await session.fetch("photos_of_keys", keys=_names(look.probes), limit=_HITS_AT_MOST)
    found = [SameHash(row["photo_id"], nearest(read(row["hashes"]), look.sought)) for row in rows]
    return sorted(
        [each for each in found if each.distance <= SAME_AT_MOST], key=lambda each: (each.distance, each.photo_id)
    )


async def distance_in_draft(session: Session, draft_id: int, photo: Photo) -> int:
    """Return the differing bits between a new photo and the most similar one of a draft; 0 for the same bytes."""
    rows = await session.fetch("looks_in_draft", draft_id=draft_id)
    if any(row["object_key"] == photo.object_key for row in rows):
        return 0
    look = photo.photo_hash
    distances = [nearest(read(row["hashes"]), look.kept) for row in rows if row["hashes"] and look is not None]
    return min(distances, default=BITS)


async def forget(session: Session, photo_id: int) -> None:
    """Delete a photo's hashes; call this before the photo is removed."""
    await session.change("forget_same_photo", photo_id=photo_id)
    for row in await session.fetch("forget_photo_hash", photo_id=photo_id):
        for key in {key for each in read(row["hashes"]) for key in keys_of(each)}:
            await session.change("forget_photo_hash_key", key=key, photo_id=photo_id)


def _names(keys: Iterable[int]) -> str:
    """Return the keys as the names in a JSON object."""
    return f"""{{"{'":0,"'.join(map(str, keys))}":0}}"""
