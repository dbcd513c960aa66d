"""The store of photo files."""

from typing import Protocol


class PhotoObjects(Protocol):
    """The store of photo files, by content-addressed key."""

    async def put(self, key: str, data: bytes) -> None:
        """Store the bytes under this key; they are durable when this returns."""

    async def get(self, key: str) -> bytes:
        """Return the bytes stored under this key.

        Raises:
            KeyError: There is no such object.
        """

    async def size(self, key: str) -> int:
        """Return how many bytes the object has; 0 if there is none."""

    async def stored_at(self, key: str) -> int | None:
        """Return when the object was stored last (ms UTC), by the store's clock; None if there is none."""

    async def delete(self, key: str) -> None:
        """Delete the object if it exists."""

    async def keys(self, prefix: str) -> list[str]:
        """Return the keys of all objects that begin with these two digits."""

    async def clear_unfinished(self, prefix: str, before: float) -> None:
        """Delete what a killed process left of objects that it was storing before `before` (seconds UTC)."""
