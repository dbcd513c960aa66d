"""Where the bytes of photos lie."""

from typing import Protocol


class PhotoObjects(Protocol):
    """Photo bytes by content-addressed key."""

    async def put(self, key: str, data: bytes) -> None:
        """Durable when this returns."""

    async def get(self, key: str) -> bytes:
        """Raises `KeyError` where it is missing."""

    async def delete(self, key: str) -> None:
        """Absent is fine."""
